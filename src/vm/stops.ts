/** Where a stopped frame continues, and at which instruction it has stopped. */
import { Op } from '../bytecode/opcodes.js';
import type { Frame } from './frame.js';

/**
 * Saves where a frame has stopped. At a backward jump the next instruction is the jump's target. Any other jump, at which the global lock was
 * bounced, has been counted already and is executed when the frame continues. Anywhere else `pc` is right.
 */
export function saveStopped(f: Frame, pc: number, sp: number): void {
  const word = f.linked.words[(pc - 1) << 1] as number;
  const op: Op = word & 255;
  f.sp = sp;
  if (op === Op.JUMP_BACK) f.pc = word >> 8;
  else if (isJump(op)) {
    f.pc = pc - 1;
    f.checks = -1;
  } else f.pc = pc;
}

/**
 * Returns the pc at which an exception strikes a stopped frame: one past the instruction at which the frame has stopped. After a backward jump
 * the frame stands at the jump's target, which may lie in another handler's range; at any other jump it stands at the jump itself.
 */
export function faultPc(words: Int32Array, pc: number): number {
  const op = pc === 0 ? Op.JUMP : (words[(pc - 1) << 1] as number) & 255;
  if (op === Op.LOOK || isAwaiting(op)) return pc;
  for (let at = pc; at < words.length >> 1; at++) {
    const word = words[at << 1] as number;
    if ((word & 255) === Op.JUMP_BACK && word >> 8 === pc) return at + 1;
  }
  return pc << 1 < words.length && isJump((words[pc << 1] as number) & 255) ? pc + 1 : pc;
}

/** Whether an instruction is a jump of MicroPython's, but not a backward one: a frame that stops there has yet to execute it. */
function isJump(op: Op): boolean {
  switch (op) {
    case Op.JUMP:
    case Op.POP_JUMP_IF_TRUE:
    case Op.POP_JUMP_IF_FALSE:
    case Op.JUMP_IF_TRUE_OR_POP:
    case Op.JUMP_IF_FALSE_OR_POP:
    case Op.FOR_RANGE:
      return true;
    default:
      return false;
  }
}

/** Whether a frame may be saved while this instruction is not finished: its result is pushed when the frame continues. */
export function isAwaiting(op: Op): boolean {
  switch (op) {
    case Op.CALL_FUNCTION:
    case Op.CALL_METHOD:
    case Op.CALL_FUNCTION_VAR_KW:
    case Op.CALL_METHOD_VAR_KW:
    case Op.FOR_ITER:
    case Op.BINARY_OP:
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_MAP:
    case Op.BUILD_SET:
    case Op.IMPORT_NAME:
    case Op.IMPORT_FROM:
    case Op.YIELD_FROM:
      return true;
    default:
      return false;
  }
}

/**
 * Whether there is a jump between the LOOK at `pc` and the safe point before it: MicroPython runs soft callbacks only at jumps. Asked where jumps
 * are no safe points themselves.
 */
export function jumpsBefore(words: Int32Array, pc: number): boolean {
  for (let at = pc - 1; at >= 0; at--) {
    const op: Op = (words[at << 1] as number) & 255;
    if (op === Op.LOOK || op === Op.JUMP_BACK) return false;
    if (isJump(op)) return true;
  }
  return false;
}
