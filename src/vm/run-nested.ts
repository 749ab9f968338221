/** The Engine that native code uses: it runs Python code to its end on the host's stack. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { fuel, SUSPEND } from '../execution.js';
import { charge } from '../objects/charge.js';
import { type Engine, PARKED, setEngine } from '../objects/engine.js';
import type { PyFunction } from '../objects/function.js';
import type { PyGenerator } from '../objects/generator.js';
import { None } from '../objects/none.js';
import { LOOK_EVERY } from '../objects/protocol/iterate.js';
import { endOfItems } from '../objects/stop-iteration.js';
import type { TakeInPassing } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { beginCall } from './begin-call.js';
import { enterArray, enterForItem } from './enter.js';
import { execute, runToYield } from './execute.js';
import type { Frame } from './frame.js';
import { thrownInto } from './generators.js';
import { globalLock } from './global-lock.js';
import type { LinkedCode } from './link.js';
import { resumed } from './resumption.js';
import { current, position, type Thread } from './thread.js';

/**
 * Begins a segment: the Python code between one native and the next. The thread cannot be stopped meanwhile; the segment unwinds only so
 * that the collector can see its frames. Returns the frame that runs again when the segment has ended.
 */
function beginSegment(thread: Thread): Frame | null {
  const caller = position.frame;
  thread.noSuspend++;
  if (thread.lookDeferred) thread.beginNested();
  return caller;
}

/** Runs a segment. `raised` is called with what it throws, to give the result or to throw on. */
function runSegment<A, B>(
  body: (a: A, b: B) => Value | undefined,
  a: A,
  b: B,
  raised: (x: unknown) => undefined = throwOn,
): Value | undefined {
  const thread = current;
  const caller = beginSegment(thread);
  let value: Value | undefined;
  // There is no `finally`, because it would throw every exception once more.
  try {
    value = body(a, b);
  } catch (x) {
    return unwound(x, thread, caller, raised);
  }
  endSegment(thread, caller);
  return value;
}

function throwOn(x: unknown): never {
  throw x;
}

/** Called when a segment has thrown: after SUSPEND it continues, otherwise it has ended. */
function unwound(x: unknown, thread: Thread, caller: Frame | null, raised: (x: unknown) => undefined): Value | undefined {
  if (x === SUSPEND) return goOn(thread, caller, raised);
  endSegment(thread, caller);
  return raised(x);
}

function goOn(thread: Thread, caller: Frame | null, raised: (x: unknown) => undefined): Value | undefined {
  let value: Value;
  try {
    value = thread.goOnNested();
  } catch (x) {
    endSegment(thread, caller);
    return raised(x);
  }
  endSegment(thread, caller);
  return value;
}

function endSegment(thread: Thread, caller: Frame | null): void {
  position.frame = caller;
  thread.noSuspend--;
  if (thread.lookDeferred) thread.endNested();
}

/** Runs a function. The frame is made inside the segment, so that what it allocates is nested in both tiers. */
function runCall(f: PyFunction, { args, keywords }: { readonly args: Value[]; readonly keywords: Keywords | null }): Value {
  return execute(beginCall(f, args, keywords) as Frame);
}

/** Runs a generator's frame until it yields or ends. */
function step(generator: PyGenerator, frame: Frame | null, take: TakeInPassing | null): Value | undefined {
  if (frame === null) return undefined;
  const value = frame.back === null ? runToYieldNested(generator, frame, take) : runSegment(execute, frame, undefined);
  return generator.state === 'finished' ? undefined : value;
}

/** `runSegment` for a generator: to make a list of a generator calls nothing more often, and V8 inlines functions that are called by name. */
function runToYieldNested(generator: PyGenerator, frame: Frame, take: TakeInPassing | null): Value | undefined {
  const thread = current;
  const caller = beginSegment(thread);
  let value: Value | undefined;
  try {
    value = runToYield(generator, frame, take);
  } catch (x) {
    return unwound(x, thread, caller, throwOn);
  }
  endSegment(thread, caller);
  return value;
}

function resume(generator: PyGenerator, sent: Value, take: TakeInPassing | null): Value | undefined {
  charge(EVENT_PRICE.RESUME_BY_NATIVE);
  return step(generator, resumed(generator, sent), take);
}

/** Whether nested code that begins now must run in the interpreter, because a soft callback waits for its next jump. */
const mustSeeJumps = (): boolean => globalLock.counts && current.nestedAwaitsJump;

function callNested(f: PyFunction, args: Value[], keywords: Keywords | null, raised?: (x: unknown) => undefined): Value | undefined {
  const linked = f.linked as LinkedCode;
  if (linked.code.isGenerator) return beginCall(f, args, keywords);
  if (keywords === null && args.length === linked.entryArity && !mustSeeJumps()) return runSegment(enterArray, f, args, raised);
  return runSegment(runCall, f, { args, keywords }, raised);
}

const nextItem = (f: PyFunction, self: Value): Value | undefined => enterForItem(f, endOfItems, self);

const engine: Engine = {
  finish: (frame) => runSegment(execute, frame as Frame, undefined) as Value,
  call: (f, args, keywords) => callNested(f, args, keywords) as Value,
  callForItem(f, self) {
    const { entryArity, code } = f.linked as LinkedCode;
    if (entryArity !== 1 || code.cellNames.length > 0 || mustSeeJumps()) return callNested(f, [self], null, endOfItems);
    return runSegment(nextItem, f, self, endOfItems);
  },
  resume: (generator, sent) => resume(generator as PyGenerator, sent, null),
  someOf(generator, test, testInPassing) {
    for (let count = 1; ; count++) {
      const item = resume(generator as PyGenerator, None, testInPassing);
      if (item === undefined) return false;
      if (test(item)) return true;
      if (fuel.left < 0 || count % LOOK_EVERY === 0) engine.look();
    }
  },
  throwInto(generator, exception) {
    const target = thrownInto(generator as PyGenerator, exception);
    return 'frame' in target ? step(generator as PyGenerator, target.frame, null) : target.yielded;
  },
  wait(wait, deliver) {
    const value = current.wait(wait, deliver);
    if (value === PARKED) throw SUSPEND;
    return value;
  },
  park: (wait, deliver) => current.wait(wait, deliver),
  spin: (wait) => current.spin(wait),
  handlePending() {
    if (current.canStop && current.hasPendingWork()) current.handlePending();
  },
  look() {
    if (fuel.left < 0) current.lookNatively();
  },
};
setEngine(engine);
