/** Calls of any callable from native code. These are nested; the interpreter has its own fast path for Python functions. */
import { CALL_PRICE } from '../../bytecode/prices.js';
import { charge } from '../charge.js';
import { engine, nesting, PendingFrame } from '../engine.js';
import { raise } from '../exception.js';
import { BoundMethod, NativeFunction, PyFunction } from '../function.js';
import { None } from '../none.js';
import { typeName, typeOf } from '../type.js';
import type { Keywords, Value } from '../value.js';

/** Calls `f` and runs it to its end. */
export function call(f: Value, args: Value[], keywords: Keywords | null = null): Value {
  if (f instanceof NativeFunction) {
    nesting.depth++;
    try {
      const result = callNative(f, args, keywords);
      return result instanceof PendingFrame ? engine.finish(result) : result;
    } finally {
      nesting.depth--;
    }
  }
  if (f instanceof PyFunction) return engine.call(f, args, keywords);
  if (f instanceof BoundMethod) {
    charge(CALL_PRICE.BOUND_METHOD);
    return call(f.callee, [f.self, ...args], keywords);
  }
  const slot = typeOf(f).slots.call;
  if (slot === undefined) throw notCallable(f);
  return slot(f, args, keywords);
}

/** Calls a native function and charges its price. */
export function callNative(f: NativeFunction, args: Value[], keywords: Keywords | null): Value {
  charge(f.price);
  return applyNative(f, args, keywords);
}

/** Calls a native function without charging its price. */
export function applyNative(f: NativeFunction, args: Value[], keywords: Keywords | null): Value {
  if (keywords === null && args.length < 31 && (f.mask & (1 << args.length)) !== 0) {
    switch (args.length) {
      case 0:
        return f.direct() ?? None;
      case 1:
        return f.direct(args[0] as Value) ?? None;
      case 2:
        return f.direct(args[0] as Value, args[1] as Value) ?? None;
      case 3:
        return f.direct(args[0] as Value, args[1] as Value, args[2] as Value) ?? None;
      default:
        return f.direct(...args) ?? None;
    }
  }
  return f.general(args, keywords);
}

/** The TypeError for a call of a value that is not callable. */
export function notCallable(f: Value): Error | object {
  return raise.TypeError("'%s' object isn't callable", typeName(f));
}

/** Whether a value can be called. */
export function isCallable(f: Value): boolean {
  return f instanceof NativeFunction || f instanceof PyFunction || f instanceof BoundMethod || typeOf(f).slots.call !== undefined;
}
