/**
 * Reads the instructions of a Code, `opcode | a << 8` and `b`. Only what writes words (`compiler/finish.ts`, `serialize.ts`) and the
 * interpreter's loop take them apart themselves.
 */
import { Op } from './opcodes.js';

/** The opcode of an instruction. */
export const opAt = (words: Int32Array, pc: number): Op => (words[pc << 1] as number) & 255;

/** Its argument. */
export const aAt = (words: Int32Array, pc: number): number => (words[pc << 1] as number) >> 8;

/** Its second word. */
export const bAt = (words: Int32Array, pc: number): number => words[(pc << 1) + 1] as number;

/** Returns the pc of the first instruction from `pc` on that is not one of counting mode's own. */
export function skipCounts(words: Int32Array, pc: number): number {
  let at = pc;
  while (opAt(words, at) === Op.COUNT) at++;
  return at;
}
