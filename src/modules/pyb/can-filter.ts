/** The arguments of `CAN.setfilter` and the register values made from them (`ports/stm32/pyb_can.c`). */
import type { FilterBank } from '../../board/can/filter.js';
import { ABSENT, keyword, option } from '../../objects/declare.js';
import { anything, int, truth } from '../../objects/kinds.js';
import { isTrue } from '../../objects/protocol/truth.js';
import { arrayOf } from '../../objects/sequence.js';
import type { Value } from '../../objects/value.js';

/** The numbers of the modes. */
export const FILTER_MODES = { MASK16: 0, LIST16: 1, MASK32: 2, LIST32: 3 } as const;

/** Parameters of `setfilter`. */
export const FILTER = [
  option('bank', int),
  option('mode', int),
  option('fifo', int),
  option('params', anything),
  keyword('rtr', anything, ABSENT),
  option('extframe', truth, false),
] as const;

/** A requested filter. */
interface FilterWish {
  readonly mode: number;
  readonly fifo: number;
  readonly params: Value;
  readonly rtr: Value;
  readonly extended: boolean;
}

/** The remote bit: in narrow registers, for standard and extended identifiers as in the firmware, and in wide registers. */
const REMOTE = { standard: 0x10, extended: 0x02, wide: 0x02 } as const;
const EXTENDED_NARROW = 8;
const EXTENDED_WIDE = 4;

/** The registers for a filter; null if mode, FIFO or the number of parameters is wrong. */
export function filterOf({ mode, fifo, params, rtr, extended }: FilterWish): FilterBank | null {
  const isWide = mode === FILTER_MODES.MASK32 || mode === FILTER_MODES.LIST32;
  const isList = mode === FILTER_MODES.LIST16 || mode === FILTER_MODES.LIST32;
  const ids = arrayOf(params).map((id) => int.convert(id));
  if (mode < 0 || mode > FILTER_MODES.LIST32 || ids.length !== (isWide ? 2 : 4) || fifo < 0 || fifo > 1) return null;
  const bit = isWide ? REMOTE.wide : extended ? REMOTE.extended : REMOTE.standard;
  const flags = rtr === ABSENT ? [] : arrayOf(rtr).map(isTrue);
  /** The remote bit of item `i`. In an item that is a mask it is set whenever `rtr` is given. */
  const remote = (i: number): number => {
    if (rtr === ABSENT) return 0;
    const wanted = isList ? flags[i] : i % 2 === 1 || flags[i >> 1];
    return wanted === true ? bit : 0;
  };
  const word = (id: number): number => {
    if (isWide) return (id << 3) | EXTENDED_WIDE;
    return extended ? ((id & 0xc00000) >> 13) | ((id & 0x38000) >> 15) | EXTENDED_NARROW : id << 5;
  };
  const words = ids.map((id, i) => word(id) | remote(i));
  const registers: [number, number] = isWide
    ? [words[0] >>> 0, words[1] >>> 0]
    : [((words[0] & 0xffff) | (words[1] << 16)) >>> 0, ((words[2] & 0xffff) | (words[3] << 16)) >>> 0];
  return { isWide, isList, fifo, registers };
}
