/** Safe points, and exceptions on the way to their handlers. */
import { ABORT, SUSPEND } from '../../execution.js';
import { exceptionOf } from '../../objects/exception-type.js';
import type { Value } from '../../objects/value.js';
import type { LinkedCode } from '../../vm/link.js';
import { recursionError } from '../../vm/stack.js';
import { jumpsBefore } from '../../vm/stops.js';
import { current, stackRoom } from '../../vm/thread.js';
import { findHandler, noteTraceback, pythonException, reraisesAt } from '../../vm/unwind.js';

/** The safe point of a LOOK. */
export function look(linked: LinkedCode, pc: number): void {
  current.safepoint(jumpsBefore(linked.words, pc - 1), 0, linked.code.emitter !== 'bytecode');
}

/** The safe point of a backward jump. */
export function lookBack(isMachineCode = false): void {
  current.safepoint(true, 0, isMachineCode);
}

/** Called when the stack lacks `bytes` for an activation. Raises RuntimeError. */
export function overflow(bytes: number): never {
  stackRoom.left += bytes;
  throw recursionError();
}

/** Returns the Python exception for what a handler of this frame has caught. Rethrows what Python code never catches. */
export function caught(x: unknown, linked: LinkedCode, pc: number): Value {
  if (x === SUSPEND || x === ABORT) throw x;
  const exception = pythonException(x);
  if (!reraisesAt(linked.words, pc)) noteTraceback(exceptionOf(exception), linked, pc - 1);
  return exception;
}

/** Returns the pc of the handler for what was thrown; −1 if there is none. */
export function handlerAt(x: unknown, linked: LinkedCode, pc: number): number {
  if (x === SUSPEND || x === ABORT) return -1;
  const row = findHandler(linked.code, pc - 1);
  return row < 0 ? -1 : (linked.code.handlers[row + 2] as number);
}
