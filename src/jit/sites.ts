/**
 * Attributes in compiled code. An instruction keeps what it found last in its own variables around the function, which are quick to check
 * even before V8 has optimised the code. If they do not help, the instruction calls one of the functions here, which leave in `site` what is
 * to be kept.
 */
import { EXTRA } from '../bytecode/prices.js';
import { fuel } from '../execution.js';
import { type NativeFunction, PyFunction } from '../objects/function.js';
import { PyInstance, type Shape } from '../objects/instance.js';
import { growAttributes } from '../objects/instance-attributes.js';
import { loadMethod } from '../objects/protocol/attribute.js';
import { Entry } from '../objects/table-slots.js';
import { classEpoch, type PyType, typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { loadAttributeSlow, loadOtherMethod, methodOfClass, storeAttributeSlow } from '../vm/attributes.js';
import type { AttributeCache, LinkedCode } from '../vm/link.js';

/** What the last of these calls has found. Python code that runs during a call may make such calls, too, so each sets this at its end. */
export const site = {
  /** The shape for which this is valid; null if nothing is to be kept. */
  shape: null as Shape | null,
  /** The attribute's index among the instance's values. */
  index: 0,
  /** `method`: the function that the name refers to in the class; valid as long as `classEpoch` is `epoch`. */
  epoch: -1,
  /** The native type that has `method`; null if it is that of a class or if nothing is to be kept. */
  type: null as PyType | null,
  method: null as PyFunction | NativeFunction | null,
};

/** Stands for the entry of a global that has not been found yet. */
export const NO_ENTRY = new Entry('', undefined);

/** Returns `object.name`. */
export function loadAttribute(linked: LinkedCode, index: number, object: Value): Value {
  const name = linked.names[index] as string;
  if (object instanceof PyInstance) {
    const place = object.shape.indexOf(name);
    if (place >= 0) return keepPlace(object, place).values[place] as Value;
  }
  const value = loadAttributeSlow(object, name);
  site.shape = null;
  return value;
}

function keepPlace(object: PyInstance, place: number): PyInstance {
  site.shape = object.shape;
  site.index = place;
  return object;
}

/** Does `object.name = value`. */
export function setAttribute(linked: LinkedCode, pc: number, index: number, object: Value, value: Value): void {
  const addition = linked.additions[pc];
  // An object that has this shape is an instance, so the cast is safe.
  if (addition !== undefined && (object as PyInstance).shape === addition.from && !addition.from.type.hasSpecialAccessors) {
    fuel.left -= EXTRA.ATTR_STORE_NEW;
    const { size, grown } = addition.from;
    if (grown !== 0) growAttributes(size, grown);
    (object as PyInstance).values[size] = value;
    (object as PyInstance).shape = addition.to;
    site.shape = null;
    return;
  }
  if (object instanceof PyInstance && !object.type.hasSpecialAccessors) {
    const place = object.shape.indexOf(linked.names[index] as string);
    if (place >= 0) {
      keepPlace(object, place).values[place] = value;
      return;
    }
  }
  storeAttributeSlow(linked, pc, index, [object, value]);
  site.shape = null;
}

/** Returns the callable that `object.name(…)` calls; sets `found.self` like `loadMethod`. */
export function findMethod(linked: LinkedCode, pc: number, index: number, object: Value): Value {
  if (!(object instanceof PyInstance)) {
    const value = loadOtherMethod(linked, pc, index, object);
    const type = typeOf(object);
    site.shape = null;
    site.type = (linked.attributes[pc] as AttributeCache).owner === type ? type : null;
    site.method = value as NativeFunction;
    return value;
  }
  fuel.left -= EXTRA.METHOD_INSTANCE;
  const name = linked.names[index] as string;
  const { shape } = object;
  const method = methodOfClass(shape, name)?.value;
  const epoch = classEpoch.value;
  const value = loadMethod(object, name);
  site.shape = method instanceof PyFunction ? shape : null;
  site.epoch = epoch;
  site.type = null;
  site.method = method as PyFunction;
  return value;
}
