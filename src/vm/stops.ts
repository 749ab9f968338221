/** Where a frame stands that has stopped, and at which instruction it has. */
import { Op } from '../bytecode/opcodes.js';
import type { Frame } from './frame.js';

/**
 * Saves where a frame has stopped: at a backward jump the next instruction is its target; any other jump, at which the global lock was bounced,
 * is done when the frame goes on, and counted already. Anywhere else pc is right.
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
 * Where an exception strikes that is raised in a stopped frame, as pc: one behind the instruction. A frame that has stopped at a backward
 * jump stands at its target, which may lie in another handler's range; one that has stopped at another jump stands at that.
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

/** Whether an instruction is a jump of MicroPython's, but none back: a frame that stops there has it still to do. */
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

/** Whether a frame may be saved while this instruction is not finished: the value it gives is pushed when the frame goes on. */
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

/** Whether a jump lies between the LOOK at `pc` and the safe point before it: MicroPython runs soft callbacks at jumps alone. */
export function jumpsBefore(words: Int32Array, pc: number): boolean {
  for (let at = pc - 1; at >= 0; at--) {
    switch ((words[at << 1] as number) & 255) {
      case Op.JUMP:
      case Op.POP_JUMP_IF_TRUE:
      case Op.POP_JUMP_IF_FALSE:
        return true;
      case Op.LOOK:
      case Op.JUMP_BACK:
        return false;
    }
  }
  return false;
}
