/** How a raised exception finds its handler. */
import type { ActiveException, Code } from '../bytecode/code.js';
import { bAt, opAt } from '../bytecode/instruction.js';
import { INSTRUCTIONS } from '../bytecode/opcodes.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge, heap } from '../objects/charge.js';
import { hasRoomForLevel, MemoryError, makeException, noteLevel, noteLockedPlace, type PyException, raise } from '../objects/exception.js';
import { isRaised, toException } from '../objects/exception-type.js';
import { features } from '../objects/features.js';
import type { PyInstance } from '../objects/instance.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';

/** Whether the instruction before `pc` reraises an exception (END_FINALLY, RAISE_LAST): then there is no new traceback entry (`py/vm.c`). */
export function reraisesAt(words: Int32Array, pc: number): boolean {
  const flow = INSTRUCTIONS[opAt(words, pc - 1)].flow;
  return flow === 'finally' || flow === 'reraise';
}

/** Converts a thrown JavaScript value to a Python exception; throws errors of this program on. */
export function pythonException(x: unknown): PyException | PyInstance {
  if (isRaised(x)) return x;
  if (isStackOverflow(x)) return raise.RuntimeError('maximum recursion depth exceeded');
  if (x instanceof RangeError && /(allocation|Invalid (array|string|typed array) length|Maximum BigInt)/.test(x.message))
    return makeException(MemoryError, 'memory allocation failed', true);
  throw x;
}

/** Whether the host's own stack is used up. Runs on what is left of it, so it uses no regular expression, which would have to be compiled. */
function isStackOverflow(x: unknown): boolean {
  if (!(x instanceof Error)) return false;
  // V8 and JavaScriptCore throw a RangeError "Maximum call stack size exceeded", SpiderMonkey an InternalError "too much recursion".
  return x.message.includes('call stack') || x.message.includes('too much recursion');
}

/** Returns the index of the handler row for an instruction, or −1. */
export function findHandler(code: Code, pc: number): number {
  const rows = code.handlers;
  for (let row = 0; row < rows.length; row += 4) {
    if ((rows[row] as number) <= pc && pc < (rows[row + 1] as number)) return row;
  }
  return -1;
}

/**
 * Called when an exception strikes at an instruction, or reaches the instruction that waits for the code that raised it. Charges what is owed
 * at that instruction, for it and those before it, and adds a level to the traceback; machine code adds none.
 */
export function noteTraceback(exception: PyException, { code, runtime }: LinkedCode, pc: number): void {
  if (pc >= 0 && INSTRUCTIONS[opAt(code.words, pc)].second === 'owed') charge(bAt(code.words, pc));
  if (code.emitter !== 'bytecode') return;
  if (features.tracebackLimit && !cutTraceback(exception, runtime.tracebackLimit())) return;
  if (heap.locked !== 0 && !noteLockedPlace(exception, { code, pc: Math.max(pc, 0) })) return;
  const level = { file: code.filename, line: (pc < 0 ? code.firstLine : code.lines[pc]) ?? 1, block: code.name };
  const { traceback, tracebackLimit } = exception;
  const hasRoom = traceback !== null && traceback.length < tracebackLimit && (heap.locked !== 0 || hasRoomForLevel(traceback.length));
  noteLevel(exception, level, hasRoom);
  if (!hasRoom) return;
  traceback.push(level);
  exception.tracebackRoom = Math.max(exception.tracebackRoom, traceback.length);
}

/** Makes room for one more level if the limit is reached, by dropping the innermost one. False if the limit allows no levels at all. */
function cutTraceback({ traceback }: PyException, limit: number): boolean {
  if (traceback !== null && limit > 0 && traceback.length >= limit) traceback.shift();
  return limit > 0;
}

/** Called when an exception leaves a frame for good. */
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
