/** The engine that native code sees: Python run to its end on the host's stack. */
import { fuel, SUSPEND } from '../execution.js';
import { type Engine, PARKED, setEngine } from '../objects/engine.js';
import type { PyGenerator } from '../objects/generator.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import { thrownInto } from './generators.js';
import { beginCall, interpret, resumed } from './interpreter.js';
import { position, push } from './stack.js';
import { current, nested } from './thread.js';

/** Runs a frame (the top of a chain) to its end, nested. */
function runFrame(frame: Frame): Value {
  const caller = position.frame;
  try {
    return nested(current, () => {
      push(null, frame);
      return interpret(frame, null);
    });
  } finally {
    position.frame = caller;
  }
}

/** Runs a generator's frame until it yields or ends. */
function step(generator: PyGenerator, frame: Frame | null): Value | undefined {
  if (frame === null) return undefined;
  const value = runFrame(frame);
  return generator.state === 'finished' ? undefined : value;
}

const engine: Engine = {
  finish: (frame) => runFrame(frame as Frame),
  call(f, args, keywords) {
    const begun = beginCall(f, args, keywords);
    return f.linked.code.isGenerator ? begun : runFrame(begun as Frame);
  },
  resume: (generator, sent) => step(generator as PyGenerator, resumed(generator as PyGenerator, sent)),
  throwInto(generator, exception) {
    const target = thrownInto(generator as PyGenerator, exception);
    return 'frame' in target ? step(generator as PyGenerator, target.frame) : target.yielded;
  },
  wait(wait, deliver) {
    const value = current.wait(wait, deliver);
    if (value === PARKED) throw SUSPEND;
    return value;
  },
  park: (wait, deliver) => current.wait(wait, deliver),
  look() {
    if (fuel.left >= 0) return;
    nested(current, () => current.safepoint(false));
  },
};
setEngine(engine);
