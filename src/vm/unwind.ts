/** From a raised exception to its handler. */
import type { ActiveException, Code } from '../bytecode/code.js';
import { INSTRUCTIONS, Op } from '../bytecode/opcodes.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge, heap } from '../objects/charge.js';
import { hasRoomForLevel, MemoryError, makeException, noteLockedPlace, type PyException, raise } from '../objects/exception.js';
import { isRaised, toException } from '../objects/exception-type.js';
import { features } from '../objects/features.js';
import type { PyInstance } from '../objects/instance.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';

/** END_FINALLY and RAISE_LAST raise again what was raised before: no new traceback entry (`py/vm.c`). */
export function reraisesAt(words: Int32Array, pc: number): boolean {
  const op = (words[(pc - 1) << 1] as number) & 255;
  return op === Op.END_FINALLY || op === Op.RAISE_LAST;
}

/** A thrown JavaScript value as a Python exception; faults of this program pass through. */
export function pythonException(x: unknown): PyException | PyInstance {
  if (isRaised(x)) return x;
  if (isStackOverflow(x)) return raise.RuntimeError('maximum recursion depth exceeded');
  if (x instanceof RangeError && /(allocation|Invalid (array|string|typed array) length|Maximum BigInt)/.test(x.message))
    return makeException(MemoryError, 'memory allocation failed', true);
  throw x;
}

/** Whether the host's own stack is used up. Asked on what is left of it: no regular expression, which would need to be compiled. */
function isStackOverflow(x: unknown): boolean {
  if (!(x instanceof Error)) return false;
  // V8 and JavaScriptCore throw a RangeError "Maximum call stack size exceeded", SpiderMonkey an InternalError "too much recursion".
  return x.message.includes('call stack') || x.message.includes('too much recursion');
}

/** Index of the handler row for an instruction, or −1. */
export function findHandler(code: Code, pc: number): number {
  const rows = code.handlers;
  for (let row = 0; row < rows.length; row += 4) {
    if ((rows[row] as number) <= pc && pc < (rows[row + 1] as number)) return row;
  }
  return -1;
}

/**
 * An exception strikes at an instruction, or comes to the one that waits for what has raised it: charges what that instruction, and those before
 * it, owe, and adds a level to the traceback; machine code adds none.
 */
export function noteTraceback(exception: PyException, { code, runtime }: LinkedCode, pc: number): void {
  if (pc >= 0 && INSTRUCTIONS[((code.words[pc << 1] as number) & 255) as Op].second === 'owed') charge(code.words[(pc << 1) + 1] as number);
  if (code.emitter !== 'bytecode') return;
  if (features.tracebackLimit && !cutTraceback(exception, runtime.tracebackLimit())) return;
  if (heap.locked !== 0 && !noteLockedPlace(exception, { code, pc: Math.max(pc, 0) })) return;
  const { traceback } = exception;
  if (traceback === null || traceback.length >= exception.tracebackLimit || (heap.locked === 0 && !hasRoomForLevel(traceback.length)))
    return;
  traceback.push({ file: code.filename, line: (pc < 0 ? code.firstLine : code.lines[pc]) ?? 1, block: code.name });
  exception.tracebackRoom = Math.max(exception.tracebackRoom, traceback.length);
}

/** Makes place for one level more where there is a limit: the innermost one goes. False if none is kept at all. */
function cutTraceback({ traceback }: PyException, limit: number): boolean {
  if (traceback !== null && limit > 0 && traceback.length >= limit) traceback.shift();
  return limit > 0;
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
