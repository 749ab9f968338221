/** Identifiers and filters as `machine.CAN` takes them (`ports/stm32/machine_can.c`, `extmod/machine_can.c`). */
import type { Can } from '../../board/can/can.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import type { Value } from '../../objects/value.js';

/** Flags of frames and filters. */
export const FLAG = { RTR: 1, EXT_ID: 2, UNORDERED: 16 } as const;
/** Number of filters of a controller. */
export const FILTERS = 14;
/** Marks an extended identifier in a wide filter register. */
const EXTENDED = 4;

interface FilterArguments {
  readonly id: number;
  readonly mask: number;
  readonly flags: number;
}

const ANYTHING: readonly FilterArguments[] = [
  { id: 0, mask: 0, flags: 0 },
  { id: 0, mask: 0, flags: FLAG.EXT_ID },
];

function filterArguments(filter: Value): FilterArguments {
  const parts = arrayOf(filter);
  if (parts.length !== 3) throw raise.ValueError('filter items must have length 3');
  const [id, mask, flags] = parts.map((part) => int.convert(part)) as [number, number, number];
  return { id, mask, flags };
}

/** Raises ValueError for an identifier that is out of range. */
export function checkId(id: number, flags: number): void {
  if (id < 0 || id >= ((flags & FLAG.EXT_ID) !== 0 ? 2 ** 29 : 2 ** 11)) throw raise.ValueError('invalid id');
}

/** Sets a controller's filters from a list; None lets everything through. Raises ValueError for a bad filter or too many filters. */
export function setFilters(can: Can, filters: Value): void {
  const banks = can.filters;
  banks.secondStart = FILTERS;
  const [first] = banks.range(can.id);
  for (let n = 0; n < FILTERS; n++) banks.set(first + n, null);
  const all = filters === None ? ANYTHING : arrayOf(filters).map(filterArguments);
  for (const [n, { id, mask, flags }] of all.entries()) {
    checkId(id, flags);
    checkId(mask, flags);
    if (n >= FILTERS) throw raise.ValueError('too many filters');
    if ((flags & ~FLAG.EXT_ID) !== 0) throw raise.ValueError('flags');
    const isExtended = (flags & FLAG.EXT_ID) !== 0;
    const registers: [number, number] = isExtended
      ? [((id << 3) | EXTENDED) >>> 0, ((mask << 3) | EXTENDED) >>> 0]
      : [(id << 21) >>> 0, ((mask << 21) | EXTENDED) >>> 0];
    banks.set(first + n, { isWide: true, isList: false, fifo: n % 2, registers });
  }
}
