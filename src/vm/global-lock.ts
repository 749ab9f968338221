/**
 * The global lock (`py/vm.c`): at every 32nd pending check of an activation it is given to the threads that queue for it. There is a pending
 * check behind each of MicroPython's jumps. Checks are counted only while a thread queues, or every check may be a safe point, and only by the
 * interpreter: compiled code, which does not count them, is not entered meanwhile.
 */
import { aAt, opAt, skipCounts } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';

/** Pending checks between two bounces (MICROPY_PY_THREAD_GIL_VM_DIVISOR). */
export const CHECKS_PER_BOUNCE = 32;

/** A count that no activation reaches. */
const NEVER = 2 ** 30 - 1;

/** How the running thread counts its pending checks. */
export const globalLock = {
  /** Checks are counted, because a thread queues or because every check may be a safe point. */
  counts: false,
  /** The count from which on a check may be a safe point: that of a bounce; 1 if every check may be one; or one that is not reached. */
  limit: NEVER,
};

/** Says for what checks are counted: a bounce, or each of them; otherwise they are not. */
export function countChecks(use: 'none' | 'bounces' | 'every check'): void {
  globalLock.counts = use !== 'none';
  globalLock.limit = use === 'none' ? NEVER : use === 'bounces' ? CHECKS_PER_BOUNCE : 1;
}

/**
 * Returns how many pending checks of a loop's iteration belong to MicroPython's opcode for the backward jump at `pc`: 0 if that opcode is the
 * loop's test, which has been counted at the loop's head; otherwise 1.
 */
export function checksBack(words: Int32Array, pc: number): number {
  const first = skipCounts(words, aAt(words, pc));
  for (let at = first; at < pc; at++) {
    const op = opAt(words, at);
    if (op === Op.FOR_RANGE && at === first) return 0;
    if ((op === Op.POP_JUMP_IF_FALSE || op === Op.POP_JUMP_IF_TRUE) && aAt(words, at) === pc + 1) return 0;
  }
  return 1;
}
