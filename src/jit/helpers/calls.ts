/** Calls of anything that is not a compiled function with fitting arguments. */
import { CALL_PRICE } from '../../bytecode/prices.js';
import { fuel } from '../../execution.js';
import { charge } from '../../objects/charge.js';
import { PendingFrame } from '../../objects/engine.js';
import { BoundMethod, NativeFunction, PyFunction } from '../../objects/function.js';
import { None } from '../../objects/none.js';
import { PyType } from '../../objects/type.js';
import { makeInstance } from '../../objects/type-type.js';
import type { Keywords, Value } from '../../objects/value.js';
import { expandCall } from '../../vm/arguments.js';
import { beginCall } from '../../vm/begin-call.js';
import { enterBound } from '../../vm/enter.js';
import { complete } from '../../vm/execute.js';
import type { Frame } from '../../vm/frame.js';
import type { LinkedCode } from '../../vm/link.js';
import { position } from '../../vm/thread.js';
import { compiledInit, construct, constructFrom } from '../construct.js';

/** Calls anything that is not a compiled function with fitting arguments. */
export function call(frame: Frame, callee: Value, args: Value[], keywords: Keywords | null): Value {
  position.frame = frame;
  if (callee instanceof PyType && !callee.isUser) {
    charge(CALL_PRICE.NATIVE);
    return makeInstance(callee, args, keywords);
  }
  if (callee instanceof BoundMethod) {
    charge(CALL_PRICE.BOUND_METHOD);
    return call(frame, callee.callee, [callee.self, ...args], keywords);
  }
  if (callee instanceof PyType && callee.isUser && keywords === null) {
    const init = compiledInit(callee, args.length);
    if (init !== null) return constructFrom(callee, init, args);
  }
  // A call that gives a frame is counted when the frame runs.
  if (callee instanceof PyFunction && (callee.linked as LinkedCode).entry !== null) return enterBound(callee, args, keywords);
  const result = beginCall(callee, args, keywords);
  return result instanceof PendingFrame ? complete(result) : result;
}

const isNative = (callee: Value, count: number): callee is NativeFunction =>
  callee instanceof NativeFunction && (callee.mask & (1 << count)) !== 0;

function beginNative(frame: Frame, callee: NativeFunction): void {
  position.frame = frame;
  fuel.left -= callee.price;
}

/** Whether `callee` is a bound method of a native object, as in `append = items.append`, that takes `count` arguments including the object. */
const isBoundNative = (callee: Value, count: number): callee is BoundMethod & { readonly callee: NativeFunction } =>
  callee instanceof BoundMethod && isNative(callee.callee, count);

function beginBoundNative(frame: Frame, callee: BoundMethod & { readonly callee: NativeFunction }): void {
  fuel.left -= CALL_PRICE.BOUND_METHOD;
  beginNative(frame, callee.callee);
}

function finish(result: Value | void): Value {
  if (result === undefined) return None;
  return result instanceof PendingFrame ? complete(result) : result;
}

/** Calls, without arguments, what may be a native function, a bound native method or a class. A native sees `frame` as its caller. */
export function call0(frame: Frame, callee: Value): Value {
  if (isNative(callee, 0)) {
    beginNative(frame, callee);
    return finish(callee.direct());
  }
  if (isBoundNative(callee, 1)) {
    beginBoundNative(frame, callee);
    return finish(callee.callee.direct(callee.self));
  }
  const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 0) : null;
  if (init === null) return call(frame, callee, [], null);
  position.frame = frame;
  return construct(callee as PyType, init, 0);
}

/** Like `call0`, with one argument. */
export function call1(frame: Frame, callee: Value, a: Value): Value {
  if (isNative(callee, 1)) {
    beginNative(frame, callee);
    return finish(callee.direct(a));
  }
  if (isBoundNative(callee, 2)) {
    beginBoundNative(frame, callee);
    return finish(callee.callee.direct(callee.self, a));
  }
  const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 1) : null;
  if (init === null) return call(frame, callee, [a], null);
  position.frame = frame;
  return construct(callee as PyType, init, 1, a);
}

/** Like `call0`, with two arguments. */
export function call2(frame: Frame, callee: Value, a: Value, b: Value): Value {
  if (isNative(callee, 2)) {
    beginNative(frame, callee);
    return finish(callee.direct(a, b));
  }
  if (isBoundNative(callee, 3)) {
    beginBoundNative(frame, callee);
    return finish(callee.callee.direct(callee.self, a, b));
  }
  const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 2) : null;
  if (init === null) return call(frame, callee, [a, b], null);
  position.frame = frame;
  return construct(callee as PyType, init, 2, a, b);
}

/** Like `call0`, with three arguments. */
export function call3(frame: Frame, callee: Value, a: Value, b: Value, c: Value): Value {
  if (isNative(callee, 3)) {
    beginNative(frame, callee);
    return finish(callee.direct(a, b, c));
  }
  const init = callee instanceof PyType && callee.isUser ? compiledInit(callee, 3) : null;
  if (init === null) return call(frame, callee, [a, b, c], null);
  position.frame = frame;
  return construct(callee as PyType, init, 3, a, b, c);
}

/** A call with `*` or `**`, of a method if there is a `self`; `a` is the operand of the instruction. */
export function callStarred(frame: Frame, callee: Value, self: Value | undefined, operands: Value[], a: number): Value {
  const { args, keywords } = expandCall(operands, operands.length, a);
  if (self !== undefined) args.unshift(self);
  charge(CALL_PRICE.STAR);
  return call(frame, callee, args, keywords);
}
