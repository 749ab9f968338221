/** From a raised exception to its handler. */
import type { ActiveException, Code } from '../bytecode/code.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { type PyException, raise } from '../objects/exception.js';
import { toException } from '../objects/exception-type.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';

/** Index of the handler row for an instruction, or −1. */
export function findHandler(code: Code, pc: number): number {
  const rows = code.handlers;
  for (let row = 0; row < rows.length; row += 4) {
    if ((rows[row] as number) <= pc && pc < (rows[row + 1] as number)) return row;
  }
  return -1;
}

/** Adds a level to an exception's traceback. */
export function noteTraceback(exception: PyException, code: Code, pc: number): void {
  const { traceback } = exception;
  if (traceback === null || traceback.length >= exception.tracebackLimit) return;
  traceback.push({ file: code.filename, line: code.lines[Math.max(pc, 0)] ?? 1, block: code.name });
}

/** An exception leaves a frame for good. */
export function leaveFrame(frame: Frame): void {
  charge(EVENT_PRICE.EXCEPTION_LEAVES_FRAME);
  frame.importing?.failed();
}

/** What a bare `raise` raises: the innermost exception that is being handled (`py/vm.c`, RAISE_LAST). */
export function reraised(active: readonly ActiveException[], stack: readonly (Value | undefined)[], slots: number): object {
  for (const { kind, depth } of active) {
    if (kind === 'finally' && stack[slots + depth + 1] !== -1) continue;
    return toException(stack[slots + depth] as Value) as object;
  }
  return raise.RuntimeError('no active exception to reraise');
}
