/** `send`, `throw`, `close` and `next`: the ways in which Python code resumes a generator. All but `close` run as frames of the same thread. */
import { opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { ABSENT, arg, fn, methodsOf } from '../objects/declare.js';
import { engine, type PendingFrame } from '../objects/engine.js';
import { GeneratorExit, raise, StopIteration, withArgs } from '../objects/exception.js';
import { exceptionOf, isRaised, toException } from '../objects/exception-type.js';
import { type NativeFunction, PyFunction } from '../objects/function.js';
import { generatorType, PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { anything } from '../objects/kinds.js';
import { nativeFunction } from '../objects/native-function.js';
import { None } from '../objects/none.js';
import { findAttribute } from '../objects/protocol/attribute.js';
import { call } from '../objects/protocol/call.js';
import { ended, next } from '../objects/protocol/iterate.js';
import { isStopIteration } from '../objects/stop-iteration.js';
import { PyType } from '../objects/type.js';
import type { PyObject, Value } from '../objects/value.js';
import { beginCall } from './begin-call.js';
import type { Frame } from './frame.js';
import { resumed } from './resumption.js';

/** The outcome of raising in a generator: a frame to run (the innermost in the delegating chain), or a value that an inner iterator yielded. */
type Thrown = { readonly frame: Frame } | { readonly yielded: Value };

/**
 * Prepares raising `thrown`, an exception or its class, in a generator. For a finished generator it raises StopIteration.
 * A delegating generator passes `thrown` on unchanged; it becomes an exception where it is raised.
 */
export function thrownInto(generator: PyGenerator, thrown: Value): Thrown {
  if (generator.state === 'running') throw raise.ValueError('generator already executing');
  if (generator.state === 'finished') throw raise.StopIteration();
  const frame = generator.frame as Frame;
  if (generator.state === 'suspended' && delegates(frame)) {
    const inner = frame.stack[frame.sp - 1] as Value;
    if (inner instanceof PyGenerator) {
      if (inner.state === 'running') throw raise.ValueError('generator already executing');
      if (inner.state !== 'finished') {
        const target = thrownInto(inner, thrown);
        if ('yielded' in target) return target;
        frame.pc++;
        if (isExit(thrown)) inner.exit = toException(thrown);
        generator.state = 'running';
        outermost(target.frame).back = frame;
        return target;
      }
    }
    const answer = throwIntoNative(inner, thrown);
    if ('yielded' in answer) return answer;
    frame.pc++;
    if ('result' in answer) frame.stack[frame.sp - 1] = answer.result;
    else frame.pendingRaise = answer.raised;
    generator.state = 'running';
    return { frame };
  }
  generator.state = 'running';
  frame.pendingRaise = toException(thrown);
  return { frame };
}

/** Whether `thrown` is a GeneratorExit exception or that class. */
function isExit(thrown: Value): boolean {
  const type = thrown instanceof PyType ? thrown : isRaised(thrown) ? thrown.type : null;
  return type?.isSubtypeOf(GeneratorExit) ?? false;
}

function outermost(frame: Frame): Frame {
  let f = frame;
  while (f.back !== null) f = f.back;
  return f;
}

/** Whether the next instruction is the YIELD_FROM at which the frame is suspended. */
function delegates(frame: Frame): boolean {
  return opAt(frame.linked.words, frame.pc) === Op.YIELD_FROM;
}

/** Raises in an iterator that is not a PyGenerator, through its `throw` or `close` if it has one. */
function throwIntoNative(inner: Value, thrown: Value): { yielded: Value } | { result: Value } | { raised: Value } {
  const closes = isRaised(thrown) && thrown.type.isSubtypeOf(GeneratorExit);
  const method = findAttribute(inner, closes ? 'close' : 'throw');
  if (method === undefined) return { raised: raisedInGenerator(toException(thrown)) };
  try {
    const value = call(method, closes ? [] : [thrown]);
    return closes ? { raised: thrown } : { yielded: value };
  } catch (x) {
    if (!isRaised(x)) throw x;
    return isStopIteration(x) ? { result: exceptionOf(x).args[0] ?? None } : { raised: x };
  }
}

/** StopIteration must not end the generator in which it is raised (PEP 479). */
function raisedInGenerator(exception: Value): Value {
  return isStopIteration(exception) ? (raise.RuntimeError('generator raised StopIteration') as Value) : exception;
}

/** Marks a native whose result may be a frame to run. */
function framed(f: NativeFunction): NativeFunction {
  f.framed = true;
  return f;
}

/** Returns the generator's frame; throws StopIteration if it has finished (null). */
function frameOrEnd(generator: PyGenerator, frame: Frame | null): PendingFrame {
  if (frame === null) throw raise.StopIteration(generator.result === None ? undefined : generator.result);
  return frame;
}

const { method } = methodsOf<PyGenerator>();

const send = method('Resume with a value.', [arg('value', anything)], (self, value) => frameOrEnd(self, resumed(self, value)));

/** `throw(type)`, `throw(value)`, `throw(type, value[, traceback])`. */
const throwMethod = method(
  'Raise an exception where the generator is suspended.',
  [arg('type', anything), arg('value', anything, None), arg('traceback', anything, None)],
  (self, type, value) => {
    const target = thrownInto(self, value === None ? type : value);
    return 'frame' in target ? target.frame : target.yielded;
  },
);

const close = method('Raise GeneratorExit where the generator is suspended.', [], (self) => {
  if (self.state === 'finished') return None;
  if (self.state === 'new') {
    self.state = 'finished';
    return None;
  }
  let value: Value | undefined;
  try {
    value = engine.throwInto(self as PyObject, withArgs(GeneratorExit, []));
  } catch (x) {
    if (isRaised(x) && (x.type.isSubtypeOf(GeneratorExit) || x.type.isSubtypeOf(StopIteration))) return None;
    throw x;
  }
  if (value !== undefined) throw raise.RuntimeError('generator ignored GeneratorExit');
  return None;
});

/** `pend_throw`: the exception is raised when the generator is next resumed. Returns the exception that was pending before, or None. */
const pendThrow = method('Raise an exception at the next resume.', [arg('exception', anything)], (self, exception) => {
  if (self.state === 'running') throw raise.ValueError('generator already executing');
  const frame = innermost(self).frame as Frame;
  const before = frame.pendingRaise ?? None;
  frame.pendingRaise = exception === None ? undefined : toException(exception);
  return before;
});

/** Returns the innermost generator in a chain of delegating ones. */
function innermost(generator: PyGenerator): PyGenerator {
  let g = generator;
  for (;;) {
    const frame = g.frame as Frame;
    if (g.state !== 'suspended' || !delegates(frame)) return g;
    const inner = frame.stack[frame.sp - 1] as Value;
    if (!(inner instanceof PyGenerator) || inner.state !== 'suspended') return g;
    g = inner;
  }
}

for (const [name, declaration] of Object.entries({ close, send, throw: throwMethod, pend_throw: pendThrow })) {
  generatorType.members.setName(name, framed(nativeFunction(name, declaration)));
}

/** `next(iterator[, default])`. With one argument a generator runs as a frame. */
export const nextFunction = framed(
  nativeFunction(
    'next',
    fn(
      'The next item of an iterator.',
      [arg('iterator', anything), arg('default', anything, ABSENT)],
      (iterator, fallback) => {
        if (iterator instanceof PyGenerator && fallback === undefined) return frameOrEnd(iterator, resumed(iterator, None));
        // An iterator written in Python runs as a frame; the caller sees what it raises at its end.
        const method = iterator instanceof PyInstance ? iterator.type.lookup('__next__') : undefined;
        if (method instanceof PyFunction && fallback === undefined) return beginCall(method, [iterator], null);
        const value = next(iterator);
        if (value !== undefined) return value;
        if (fallback !== undefined) return fallback;
        throw raise.StopIteration(ended.value);
      },
      { price: 555 },
    ),
  ),
);
generatorType.members.setName('__next__', nextFunction);
