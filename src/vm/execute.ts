/** Runs frames on the host's stack, on top of compiled code or natives. The thread may stop in them, unless they run nested. */
import { bAt, opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { fuel, SUSPEND } from '../execution.js';
import { PARKED, type PendingFrame } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { PyGenerator } from '../objects/generator.js';
import { None } from '../objects/none.js';
import type { TakeInPassing } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { enterFrame, isFresh } from './enter.js';
import type { Frame } from './frame.js';
import { interpret } from './interpreter.js';
import { resumed, yieldDown } from './resumption.js';
import { hasRoom, leave, push } from './stack.js';
import type { Completion } from './supervisor.js';
import { current } from './thread.js';
import type { Machine } from './tier.js';

/** Runs a frame (the top of a chain) to its end, or until it yields. Throws SUSPEND when the thread stops. */
export function execute(frame: Frame): Value {
  if (isFresh(frame)) return enterFrame(frame);
  push(null, frame);
  return go(frame, null);
}

function go(frame: Frame, completion: Completion | null): Value {
  const value = interpret(frame, completion);
  if (value === PARKED) throw SUSPEND;
  return value;
}

/** Returns the result of a call that began as a frame or as a wait. */
export function complete(begun: PendingFrame): Value {
  if (begun === PARKED) throw SUSPEND;
  let bottom = begun as Frame;
  while (bottom.back !== null) bottom = bottom.back;
  const { generator } = bottom;
  const value = execute(begun as Frame);
  if (generator !== null && generator.state === 'finished')
    throw raise.StopIteration(generator.result === None ? undefined : generator.result);
  return value;
}

/**
 * Runs a generator whose frame is ready to continue (`resumed`). Returns what it yields, or undefined at its end. `take` may take values that it
 * yields, so that it goes on; these resumptions are charged as those by native code.
 */
export function runToYield(generator: PyGenerator, frame: Frame, take: TakeInPassing | null = null): Value | undefined {
  push(null, frame);
  const top = delegated(frame);
  const { linked } = top;
  if (top.pendingRaise === undefined && linked.countIteration()) {
    const raised = (linked.machine as Machine)(top, top === frame ? take : null);
    if (raised === SUSPEND) {
      current.suspendAt(top);
      throw raised;
    }
    if (raised !== undefined) top.pendingRaise = raised as Value;
    else {
      const op = opAt(linked.words, top.pc);
      if (op === Op.YIELD_VALUE) return yieldFrom(top);
      if (op === Op.RETURN_VALUE && top === frame) return end(generator, frame);
    }
  }
  const value = go(top, null);
  return generator.state === 'finished' ? undefined : value;
}

/** Returns from a generator to which no other delegates, like the interpreter. */
function end(generator: PyGenerator, frame: Frame): undefined {
  fuel.left -= bAt(frame.linked.words, frame.pc);
  leave(frame);
  generator.state = 'finished';
  generator.result = frame.stack[frame.sp - 1] as Value;
}

/** Follows a chain of suspended generators that delegate to each other, like YIELD_FROM. Returns the frame to run. */
function delegated(frame: Frame): Frame {
  let top = frame;
  while (top.pendingRaise === undefined) {
    const { words } = top.linked;
    if (opAt(words, top.pc) !== Op.YIELD_FROM) break;
    const inner = top.stack[top.sp - 2];
    if (!(inner instanceof PyGenerator) || inner.state !== 'suspended') break;
    const next = inner.frame as Frame;
    if (!hasRoom(next)) break;
    fuel.left -= bAt(words, top.pc);
    const sent = top.stack[--top.sp] as Value;
    top.pc++;
    resumed(inner, sent);
    push(top, next);
    top = next;
  }
  return top;
}

/** Yields the value that the top frame is about to yield, through all generators that delegate to it, like the interpreter. */
function yieldFrom(top: Frame): Value {
  fuel.left -= bAt(top.linked.words, top.pc);
  top.pc++;
  const value = top.stack[--top.sp] as Value;
  yieldDown(top, value);
  return value;
}
