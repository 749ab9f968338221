/** How an activation of compiled code ends without returning: it saves itself as a frame, or an exception leaves it. */
import { aAt, opAt } from '../bytecode/instruction.js';
import { INSTRUCTIONS } from '../bytecode/opcodes.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { ABORT, fuel, SUSPEND } from '../execution.js';
import { exceptionOf } from '../objects/exception-type.js';
import type { Cell } from '../objects/function.js';
import type { Value } from '../objects/value.js';
import { answered } from '../vm/enter.js';
import { Frame } from '../vm/frame.js';
import type { LinkedCode } from '../vm/link.js';
import { current, stackRoom } from '../vm/thread.js';
import { noteTraceback, pythonException, reraisesAt } from '../vm/unwind.js';
import { depthsOf } from './depths.js';

/** Returns where a frame that stops at the instruction before `pc` continues, and how much of its stack is in use there. */
function place(linked: LinkedCode, pc: number): { pc: number; sp: number } {
  const { code, words } = linked;
  const depths = depthsOf(code);
  const { stop } = INSTRUCTIONS[opAt(words, pc - 1)];
  if (stop === 'target') {
    const target = aAt(words, pc - 1);
    return { pc: target, sp: code.slots + (depths[target] as number) };
  }
  // A FOR_ITER keeps its iterator, the others have popped their operands.
  const depth = depths[pc] as number;
  return { pc, sp: code.slots + (stop === 'midway' ? depth - 1 : depth) };
}

/** Saves a stopped function as a frame of the thread. `stack`: its locals, then all its temporaries. */
export function save(linked: LinkedCode, pc: number, stack: (Value | undefined)[], cells: Cell[]): void {
  const frame = new Frame(linked, stack, cells, null);
  const { pc: next, sp } = place(linked, pc);
  frame.pc = next;
  frame.sp = sp;
  frame.stackBytes = linked.stackBytes;
  stack.fill(undefined, sp);
  current.suspendAt(frame);
}

/** Sets a Machine's frame to where it continues after a stop, or to where an exception has struck. */
export function saveFrame(frame: Frame, pc: number, x: unknown): void {
  const stopped = place(frame.linked, pc);
  frame.pc = x === SUSPEND ? stopped.pc : pc;
  frame.sp = stopped.sp;
}

/** Called when an exception leaves a function: adds a level to the traceback, ends the activation, and throws the exception. */
export function left(linked: LinkedCode, pc: number, x: unknown): never {
  throw endedBy(linked, pc, x);
}

/** Like `left`, for a caller that expects undefined and takes the exception from `answered` (`vm/enter.ts`). */
export function leftAnswering(linked: LinkedCode, pc: number, x: unknown): undefined {
  answered.exception = endedBy(linked, pc, x);
}

function endedBy(linked: LinkedCode, pc: number, x: unknown): unknown {
  if (x === ABORT) return x;
  const exception = pythonException(x);
  if (!reraisesAt(linked.words, pc)) noteTraceback(exceptionOf(exception), linked, pc - 1);
  stackRoom.left += linked.stackBytes;
  fuel.left -= EVENT_PRICE.EXCEPTION_LEAVES_FRAME;
  return exception;
}
