/** Numbers on the command line. */
import { LEAST_HEAP } from '../board/boards.js';
import { MOST_HEAP } from '../system/options.js';
import { parseSize, SIZE_FORM } from '../system/size.js';
import { UsageError } from './usage-error.js';

/** The highest port number. */
export const MOST_PORT = 65535;

/** Returns the number that a user has given for `name`. Throws a UsageError that says what is allowed. */
export function wholeNumber(name: string, value: string, most: number, least = 0): number {
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${name} '${value}' is not a whole number from ${least} to ${most}`);
}

/** Returns the size in bytes that a user has given for `name` as `100000`, `64k` or `1m`; null if none. Throws a UsageError. */
export function bytes(name: string, value: string | null): number | null {
  if (value === null) return null;
  const size = parseSize(value) ?? 0;
  if (size >= LEAST_HEAP && size <= MOST_HEAP) return size;
  if (size > 0 && size < LEAST_HEAP) throw new UsageError(`${name} ${value}: a board needs at least ${LEAST_HEAP} bytes`);
  throw new UsageError(`${name} '${value}' is not a size; write ${SIZE_FORM}`);
}
