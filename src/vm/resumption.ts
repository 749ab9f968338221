/** Resumption of generators: how a frame continues, and how what it yields or returns reaches the frames that wait for it. */
import { aAt, opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { type PyException, raise } from '../objects/exception.js';
import { exceptionOf } from '../objects/exception-type.js';
import type { PyGenerator } from '../objects/generator.js';
import { None } from '../objects/none.js';
import { findAttribute, loadAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { ended, next as nextItem } from '../objects/protocol/iterate.js';
import { isStopIteration } from '../objects/stop-iteration.js';
import { typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { countOpcodes } from './counting.js';
import type { Frame } from './frame.js';
import { leave } from './stack.js';

/** Makes a generator's frame ready to continue with the value sent; null if it has finished. Raises ValueError if it already runs. */
export function resumed(generator: PyGenerator, sent: Value): Frame | null {
  if (generator.state === 'finished') {
    generator.result = None;
    return null;
  }
  if (generator.state === 'running') throw raise.ValueError('generator already executing');
  const frame = generator.frame as Frame;
  if (frame.linked.code.ledger.length > 0) countResume(frame);
  if (generator.state === 'suspended') frame.stack[frame.sp++] = sent;
  else if (sent !== None) throw raise.TypeError("can't send non-None value to a just-started generator");
  generator.state = 'running';
  frame.checks = 0;
  return frame;
}

/** Counting mode: a generator that delegates executes its YIELD_FROM again when it is resumed. */
function countResume(frame: Frame): void {
  if (opAt(frame.linked.words, frame.pc) === Op.YIELD_FROM) countOpcodes('YIELD_FROM');
}

/** Called when the generator that a frame waits for has finished: the waiting instruction decides what that means. */
export function finishedBelow(f: Frame, generator: PyGenerator): void {
  const { words } = f.linked;
  switch (opAt(words, f.pc - 1)) {
    case Op.FOR_ITER:
      f.sp--;
      f.pc = aAt(words, f.pc - 1);
      return;
    case Op.YIELD_FROM:
      f.stack[f.sp - 1] = generator.result;
      f.pendingRaise = generator.exit;
      return;
    default:
      f.pendingRaise = raise.StopIteration(generator.result === None ? undefined : generator.result);
  }
}

/**
 * Hands a yielded value down to the frame that resumed the generator, and further down while that frame delegates with `yield from`.
 * Returns the frame that continues; null if native code resumed the generator.
 */
export function yieldDown(from: Frame, value: Value): Frame | null {
  let f = from;
  for (;;) {
    const generator = f.generator as PyGenerator;
    generator.state = 'suspended';
    generator.exit = undefined;
    leave(f);
    const back: Frame | null = f.back;
    f.back = null;
    if (back === null) return null;
    if (opAt(back.linked.words, back.pc - 1) !== Op.YIELD_FROM) {
      back.stack[back.sp++] = value;
      return back;
    }
    back.pc--;
    charge(EVENT_PRICE.YIELD_PER_LEVEL);
    f = back;
  }
}

/** The result of an iterator that `delegate` has found at its end: the value of its StopIteration. */
export const delegation: { result: Value } = { result: None };

/** Does one step of `yield from` on an iterator that is not a PyGenerator. Returns the value it yields, or undefined at its end. */
export function delegate(iterator: Value, sent: Value): Value | undefined {
  charge(EVENT_PRICE.YIELD_FROM_NATIVE);
  delegation.result = None;
  try {
    if (sent === None && (typeOf(iterator).slots.next ?? findAttribute(iterator, '__next__')) !== undefined) {
      const value = nextItem(iterator);
      if (value === undefined) delegation.result = ended.value ?? None;
      return value;
    }
    const send = findAttribute(iterator, 'send');
    return call(send ?? loadAttribute(iterator, 'send'), [sent]);
  } catch (x) {
    if (!isStopIteration(x)) throw x;
    delegation.result = exceptionOf(x as PyException).args[0] ?? None;
    return undefined;
  }
}
