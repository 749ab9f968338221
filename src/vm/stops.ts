/** Where a stopped frame continues, and at which instruction it has stopped. */
import { aAt, opAt } from '../bytecode/instruction.js';
import { INSTRUCTIONS, Op } from '../bytecode/opcodes.js';
import type { Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, globalLock } from './global-lock.js';

/**
 * Saves where a frame has stopped. At a backward jump the next instruction is the jump's target. Any other jump has been counted already and is
 * executed when the frame continues; the count is then saved as its complement. Anywhere else `pc` is right.
 */
export function saveStopped(f: Frame, pc: number, sp: number): void {
  const { words } = f.linked;
  f.sp = sp;
  if (f.checks >= CHECKS_PER_BOUNCE) f.checks = 0;
  switch (INSTRUCTIONS[opAt(words, pc - 1)].stop) {
    case 'target':
      f.pc = aAt(words, pc - 1);
      break;
    case 'before':
      f.pc = pc - 1;
      f.checks = ~f.checks;
      break;
    default:
      f.pc = pc;
  }
}

/**
 * Returns the count of pending checks with which a frame continues, either with an exception or with its next instruction. If that is the jump at
 * which it has stopped, the jump counts its check anew; the frame keeps the complement if that leads to `repeatsCheck`.
 */
export function checksOf(f: Frame, isStruck: boolean): number {
  if (f.checks >= 0) return f.checks;
  const count = ~f.checks;
  if (isStruck || count < globalLock.limit) f.checks = count;
  return isStruck ? count : count - 1;
}

/** Whether a frame makes for the second time the check at which it had stopped. From then on its checks are new ones. */
export function repeatsCheck(f: Frame, checks: number): boolean {
  if (f.checks >= 0) return false;
  f.checks = checks;
  return true;
}

/**
 * Returns the pc at which an exception strikes a stopped frame: one past the instruction at which the frame has stopped. After a backward jump
 * the frame stands at the jump's target, which may lie in another handler's range; at any other jump it stands at the jump itself.
 */
export function faultPc(words: Int32Array, pc: number): number {
  const stop = pc === 0 ? 'never' : INSTRUCTIONS[opAt(words, pc - 1)].stop;
  if (stop === 'after' || stop === 'midway') return pc;
  for (let at = pc; at < words.length >> 1; at++) {
    if (opAt(words, at) === Op.JUMP_BACK && aAt(words, at) === pc) return at + 1;
  }
  return pc << 1 < words.length && INSTRUCTIONS[opAt(words, pc)].stop === 'before' ? pc + 1 : pc;
}

/**
 * Whether there is a jump between the LOOK at `pc` and the safe point before it: MicroPython runs soft callbacks only at jumps. Asked where jumps
 * are no safe points themselves.
 */
export function jumpsBefore(words: Int32Array, pc: number): boolean {
  for (let at = pc - 1; at >= 0; at--) {
    const { stop } = INSTRUCTIONS[opAt(words, at)];
    if (stop === 'before') return true;
    if (stop === 'after' || stop === 'target') return false;
  }
  return false;
}
