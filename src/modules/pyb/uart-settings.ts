/** The parameters of a UART's `init` and what they mean (`ports/stm32/machine_uart.c`, mp_machine_uart_init_helper). */
import type { BoardDescription } from '../../board/boards.js';
import type { UartFormat } from '../../board/uart/format.js';
import { bind, keyword, option } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import type { Keywords, Value } from '../../objects/value.js';

/** The flow-control lines, with the values of the class's constants. */
export const FLOW = { RTS: 0x100, CTS: 0x200 } as const;

const INIT = [
  option('baudrate', int),
  option('bits', int, 8),
  option('parity', anything, None),
  option('stop', int, 1),
  keyword('flow', int, 0),
  keyword('timeout', int, 0),
  keyword('timeout_char', int, 0),
  keyword('rxbuf', int, -1),
  keyword('read_buf_len', int, 64),
] as const;
/** Binds the arguments of `init`. */
export const bindInit = (args: Value[], given: Keywords | null) => bind(INIT, args, given);

/** The format of a character; raises ValueError for one that the chip's UARTs do not support. */
export function formatOf(family: BoardDescription['family'], bits: number, parity: Value, stop: number): UartFormat {
  const isEven = parity === None ? null : (int.convert(parity) & 1) === 0;
  const all = bits + (isEven === null ? 0 : 1);
  const least = family === 'F7' ? 7 : 8;
  if (all < least || all > 9) throw raise.ValueError('unsupported combination of bits and parity');
  return { bits, parity: isEven === null ? 'none' : isEven ? 'even' : 'odd', stop: stop === 1 ? 1 : 2 };
}

/** The two timeouts that a UART keeps in 16 bits, in ms: until the first character, and between characters, at least a character and two ticks. */
export function timeoutsOf(baudrate: number, first: number, between: number): readonly [number, number] {
  const character = baudrate === 0 ? 0 : Math.floor(13_000 / baudrate);
  return [first & 0xffff, Math.max(between & 0xffff, character + 2)];
}

/** The characters that fit into a buffer for `room`: the firmware keeps its length, one more, in 16 bits. */
export const capacityOf = (room: number): number => (room > 0 ? Math.max(0, ((room + 1) & 0xffff) - 1) : 0);

/** Whether a bit rate is within 5 % of what is wanted, by the firmware's arithmetic of words. */
export const isNear = (actual: number, wanted: number): boolean => Math.imul(20, Math.abs(actual - wanted)) >>> 0 <= actual;
