/**
 * The global lock (`py/vm.c`): at every 32nd pending check of an activation it is given to those who queue for it. There is a pending
 * check behind each of MicroPython's jumps. They are counted only while somebody queues, and by the interpreter alone: compiled code,
 * which does not count, is not entered meanwhile.
 */
import { Op } from '../bytecode/opcodes.js';

/** Pending checks between two bounces (MICROPY_PY_THREAD_GIL_VM_DIVISOR). */
export const CHECKS_PER_BOUNCE = 32;

/** Of the running thread. */
export const globalLock = {
  /** They are counted: somebody queues, or every one is looked at. */
  counts: false,
  /** What an activation's count begins with: 0, or one less than a bounce takes where every one is looked at. */
  first: 0,
};

/**
 * How many of the pending checks of a loop's iteration are behind MicroPython's opcode for the backward jump at `pc`: none where that opcode
 * is the loop's test, which has been counted at the loop's head.
 */
export function checksBack(words: Int32Array, pc: number): number {
  let first = (words[pc << 1] as number) >> 8;
  while (((words[first << 1] as number) & 255) === Op.COUNT) first++;
  for (let at = first; at < pc; at++) {
    const word = words[at << 1] as number;
    const op = word & 255;
    if (op === Op.FOR_RANGE && at === first) return 0;
    if ((op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE) && word >> 8 === pc + 1) return 0;
  }
  return 1;
}
