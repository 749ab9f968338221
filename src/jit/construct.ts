/** Calls of user classes whose `__init__` is compiled. */
import { CALL_PRICE } from '../bytecode/prices.js';
import { SUSPEND } from '../execution.js';
import { allocateBlock, charge } from '../objects/charge.js';
import { chargeInitArguments, finishInstance, initOf, makesPlainInstance } from '../objects/class.js';
import { PyFunction } from '../objects/function.js';
import { PyInstance } from '../objects/instance.js';
import { None } from '../objects/none.js';
import { classEpoch, type PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Frame } from '../vm/frame.js';
import type { LinkedCode } from '../vm/link.js';
import { current } from '../vm/thread.js';
import type { Entry } from '../vm/tier.js';

/** What a call of a class does; valid as long as `classEpoch` is `epoch`. */
class Construction {
  constructor(
    readonly epoch: number,
    /** The `__init__` to call on a plain instance; null if a call does more than that. */
    readonly init: PyFunction | null,
  ) {}
}

/** Returns the compiled `__init__` that a call with `count` arguments runs; null if it does something else. */
export function compiledInit(type: PyType, count: number): PyFunction | null {
  let known = type.construction as Construction | null;
  if (known === null || known.epoch !== classEpoch.value) {
    const init = makesPlainInstance(type) ? initOf(type) : undefined;
    known = new Construction(classEpoch.value, init instanceof PyFunction ? init : null);
    type.construction = known;
  }
  const { init } = known;
  return init !== null && (init.linked as LinkedCode).entryArity === count + 1 ? init : null;
}

/** Makes an instance and calls its compiled `__init__` with up to three arguments, like the interpreter's `beginInstance` and a frame. */
export function construct(type: PyType, init: PyFunction, count: number, a?: Value, b?: Value, c?: Value): Value {
  allocateBlock('instance');
  const instance = new PyInstance(type);
  charge(CALL_PRICE.USER_TYPE + CALL_PRICE.USER_TYPE_PER_ARGUMENT * count);
  chargeInitArguments(count);
  let result: Value;
  try {
    const entry = (init.linked as LinkedCode).entry as Entry;
    result =
      count === 0
        ? entry(init, null, instance)
        : count === 1
          ? entry(init, null, instance, a)
          : count === 2
            ? entry(init, null, instance, a, b)
            : entry(init, null, instance, a, b, c);
  } catch (x) {
    throw constructing(x, instance, [a, b, c].slice(0, count) as Value[]);
  }
  if (result === None && type.nativeBase === null) return instance;
  return finishInstance(instance, result, [a, b, c].slice(0, count) as Value[], null);
}

/** Like `construct`, with any number of arguments. */
export function constructFrom(type: PyType, init: PyFunction, args: Value[]): Value {
  allocateBlock('instance');
  const instance = new PyInstance(type);
  charge(CALL_PRICE.USER_TYPE + CALL_PRICE.USER_TYPE_PER_ARGUMENT * args.length);
  chargeInitArguments(args.length);
  let result: Value;
  try {
    result = ((init.linked as LinkedCode).entry as Entry)(init, null, instance, ...args);
  } catch (x) {
    throw constructing(x, instance, args);
  }
  return finishInstance(instance, result, args, null);
}

/** Called with what has been thrown out of `__init__`, which it returns. After a stop, the saved frame continues as that of `__init__`. */
function constructing(x: unknown, instance: PyInstance, args: Value[]): unknown {
  if (x === SUSPEND) (current.bottom as Frame).construction = { instance, args, keywords: null };
  return x;
}
