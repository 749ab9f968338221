/** Numbers of the command line. */
import { UsageError } from './usage-error.js';

/** The last port that there is. */
export const MOST_PORT = 65535;

/** What a user has given for `name`; throws a UsageError that says what it may be. */
export function wholeNumber(name: string, value: string, most: number, least = 0): number {
  const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${name} '${value}' is no whole number from ${least} to ${most}`);
}
