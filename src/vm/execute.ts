/** Frames run on the host's stack, on top of compiled code or of natives; the thread may stop in them, unless they run nested. */
import { Op } from '../bytecode/opcodes.js';
import { fuel, SUSPEND } from '../execution.js';
import { PARKED, type PendingFrame } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import type { PyGenerator } from '../objects/generator.js';
import { None } from '../objects/none.js';
import type { Value } from '../objects/value.js';
import { enterFrame, isFresh } from './enter.js';
import type { Frame } from './frame.js';
import { interpret } from './interpreter.js';
import { leave, push } from './stack.js';
import { type Completion, current } from './thread.js';

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

/** The result of a call that came to a frame, or to a wait. */
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

/** A generator's turn, its frame being ready for it: what it yields, or undefined at its end. */
export function takeTurn(generator: PyGenerator, frame: Frame): Value | undefined {
  push(null, frame);
  let value: Value;
  if (frame.pendingRaise === undefined && frame.linked.countTurn()) {
    const raised = (frame.linked.machine as NonNullable<typeof frame.linked.machine>)(frame);
    if (raised === SUSPEND) {
      current.suspendAt(frame);
      throw raised;
    }
    if (raised !== undefined) {
      frame.pendingRaise = raised as Value;
      value = go(frame, null);
    } else {
      const { words } = frame.linked;
      const at = frame.pc << 1;
      if (((words[at] as number) & 255) === Op.YIELD_VALUE) {
        // What the interpreter does, without entering it.
        fuel.left -= words[at + 1] as number;
        frame.pc++;
        generator.state = 'suspended';
        generator.exit = undefined;
        leave(frame);
        return frame.stack[--frame.sp] as Value;
      }
      value = go(frame, null);
    }
  } else value = go(frame, null);
  return generator.state === 'finished' ? undefined : value;
}
