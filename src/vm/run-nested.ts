/** The engine that native code sees: Python run to its end on the host's stack. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { fuel, SUSPEND } from '../execution.js';
import { charge } from '../objects/charge.js';
import { type Engine, PARKED, setEngine } from '../objects/engine.js';
import type { PyFunction } from '../objects/function.js';
import type { PyGenerator } from '../objects/generator.js';
import type { Keywords, Value } from '../objects/value.js';
import { enterArray } from './enter.js';
import { execute, takeTurn } from './execute.js';
import type { Frame } from './frame.js';
import { thrownInto } from './generators.js';
import { beginCall, resumed } from './interpreter.js';
import type { LinkedCode } from './link.js';
import { position } from './stack.js';
import { current, nested, nestedHere } from './thread.js';

/** Runs a frame (the top of a chain) to its end, nested. */
function runFrame(frame: Frame): Value {
  const caller = position.frame;
  try {
    return nestedHere(execute, frame, undefined);
  } finally {
    position.frame = caller;
  }
}

/** Runs a compiled function that is given as many arguments as it takes. */
function runEntry(f: PyFunction, args: readonly Value[]): Value {
  const caller = position.frame;
  try {
    return nestedHere(enterArray, f, args);
  } finally {
    position.frame = caller;
  }
}

/** Runs a function, the making of its frame included: what that allocates is nested in either tier. */
function runCall(f: PyFunction, given: { readonly args: Value[]; readonly keywords: Keywords | null }): Value {
  const caller = position.frame;
  try {
    return nestedHere((f, { args, keywords }) => execute(beginCall(f, args, keywords) as Frame), f, given);
  } finally {
    position.frame = caller;
  }
}

/** Runs a generator's frame until it yields or ends. */
function step(generator: PyGenerator, frame: Frame | null): Value | undefined {
  if (frame === null) return undefined;
  const caller = position.frame;
  try {
    return nestedHere(frame.back === null ? takeTurn : throwInChain, generator, frame);
  } finally {
    position.frame = caller;
  }
}

/** The same where an inner generator of those that it delegates to goes on first. */
function throwInChain(generator: PyGenerator, frame: Frame): Value | undefined {
  const value = execute(frame);
  return generator.state === 'finished' ? undefined : value;
}

const engine: Engine = {
  finish: (frame) => runFrame(frame as Frame),
  call(f, args, keywords) {
    const linked = f.linked as LinkedCode;
    if (linked.code.isGenerator) return beginCall(f, args, keywords);
    if (keywords === null && args.length === linked.entryArity) return runEntry(f, args);
    return runCall(f, { args, keywords });
  },
  resume(generator, sent) {
    charge(EVENT_PRICE.RESUME_BY_NATIVE);
    return step(generator as PyGenerator, resumed(generator as PyGenerator, sent));
  },
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
  spin: (wait) => current.spin(wait),
  look() {
    if (fuel.left >= 0) return;
    nested(current, () => current.safepoint(false));
  },
};
setEngine(engine);
