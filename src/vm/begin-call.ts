/** How a call begins: a native returns its result at once; a Python function gives a frame, which has still to run. */
import { CALL_PRICE } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { chargeInitArguments, finishInstance, initOf, newInstance } from '../objects/class.js';
import { callMember } from '../objects/class-lookup.js';
import { BoundMethod, NativeFunction, PyFunction } from '../objects/function.js';
import { PyGenerator } from '../objects/generator.js';
import { PyInstance } from '../objects/instance.js';
import { None } from '../objects/none.js';
import { callNative, notCallable } from '../objects/protocol/call.js';
import { PyType, typeOf } from '../objects/type.js';
import type { Keywords, Value } from '../objects/value.js';
import { makeFrame } from './call.js';

/** Begins a call. Returns a frame to run, or the result of a native. */
export function beginCall(callee: Value, args: Value[], keywords: Keywords | null): Value {
  if (callee instanceof PyFunction) {
    const frame = makeFrame(callee, args, keywords);
    if (!callee.linked.code.isGenerator) return frame;
    const generator = new PyGenerator(callee.linked.code.name, frame);
    frame.generator = generator;
    return generator;
  }
  if (callee instanceof NativeFunction) return callNative(callee, args, keywords);
  if (callee instanceof BoundMethod) {
    charge(CALL_PRICE.BOUND_METHOD);
    return beginCall(callee.callee, [callee.self, ...args], keywords);
  }
  if (callee instanceof PyType && callee.isUser) return beginInstance(callee, args, keywords);
  if (callee instanceof PyInstance) {
    charge(CALL_PRICE.USER_CALL_METHOD);
    const method = callee.type.lookup('__call__');
    if (method instanceof PyFunction) return beginCall(method, [callee, ...args], keywords);
  }
  const slot = typeOf(callee).slots.call;
  if (slot === undefined) throw notCallable(callee);
  charge(CALL_PRICE.NATIVE);
  return slot(callee, args, keywords);
}

/** Begins to make an instance; an `__init__` written in Python runs as a frame. */
function beginInstance(type: PyType, args: Value[], keywords: Keywords | null): Value {
  const instance = newInstance(type, args, keywords);
  if (!(instance instanceof PyInstance) || instance.type !== type) return instance;
  const init = initOf(type);
  if (init === undefined) {
    charge(CALL_PRICE.USER_TYPE_NO_INIT);
    return finishInstance(instance, None, args, keywords);
  }
  charge(CALL_PRICE.USER_TYPE + CALL_PRICE.USER_TYPE_PER_ARGUMENT * args.length);
  chargeInitArguments(args.length, keywords?.size);
  if (!(init instanceof PyFunction) || init.linked.code.isGenerator) {
    return finishInstance(instance, callMember(instance, init, args, keywords), args, keywords);
  }
  const frame = makeFrame(init, [instance, ...args], keywords);
  frame.construction = { instance, args, keywords };
  return frame;
}
