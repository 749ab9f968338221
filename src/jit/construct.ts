/** Calls of user classes whose `__init__` is compiled. */
import { CALL_PRICE } from '../bytecode/prices.js';
import { SUSPEND } from '../execution.js';
import { allocate, charge } from '../objects/charge.js';
import { chargeInitArguments, finishInstance, initOf, makesPlainInstance } from '../objects/class.js';
import { PyFunction } from '../objects/function.js';
import { PyInstance } from '../objects/instance.js';
import { classEpoch, type PyType } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Frame } from '../vm/frame.js';
import type { LinkedCode } from '../vm/link.js';
import { current } from '../vm/thread.js';
import type { Entry } from '../vm/tier.js';

/** What a call of a class does, valid as long as `classEpoch` is `epoch`. */
class Construction {
  constructor(
    readonly epoch: number,
    /** The `__init__` to call on a plain instance; null where a call is more than that. */
    readonly init: PyFunction | null,
  ) {}
}

/** The compiled `__init__` that a call with so many arguments comes to; null if it comes to something else. */
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

/** Makes an instance and calls its compiled `__init__`, as the interpreter's `beginInstance` and a frame do. */
export function construct(type: PyType, init: PyFunction, args: Value[]): Value {
  allocate(16, 'instance');
  const instance = new PyInstance(type);
  charge(CALL_PRICE.USER_TYPE + CALL_PRICE.USER_TYPE_PER_ARGUMENT * args.length);
  chargeInitArguments(args, null);
  let result: Value;
  try {
    const entry = (init.linked as LinkedCode).entry as Entry;
    switch (args.length) {
      case 0:
        result = entry(init, null, instance);
        break;
      case 1:
        result = entry(init, null, instance, args[0]);
        break;
      case 2:
        result = entry(init, null, instance, args[0], args[1]);
        break;
      case 3:
        result = entry(init, null, instance, args[0], args[1], args[2]);
        break;
      default:
        result = entry(init, null, instance, ...args);
    }
  } catch (x) {
    // The saved frame goes on as that of `__init__`.
    if (x === SUSPEND) (current.bottom as Frame).construction = { instance, args, keywords: null };
    throw x;
  }
  return finishInstance(instance, result, args, null);
}
