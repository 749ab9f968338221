/** Attributes: `o.x`, `o.x = v`, `del o.x`, and the search for a method to call (`py/runtime.c`, mp_load_method_maybe; `py/objtype.c`). */
import { allocate } from '../charge.js';
import { raise } from '../exception.js';
import { features } from '../features.js';
import { BoundMethod, classmethodType, MethodMarker, NativeFunction, PyFunction } from '../function.js';
import { PyInstance } from '../instance.js';
import { PyType, typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** The second result of `loadMethod` and `findMethod`: the value to pass as first argument, or undefined for none. */
export const found: { self: Value | undefined } = { self: undefined };

/** Returns `object.name`. Raises AttributeError. */
export function loadAttribute(object: Value, name: string): Value {
  const value = findAttribute(object, name);
  if (value === undefined) throw noAttribute(object, name);
  return value;
}

/** Returns `object.name`, or undefined if the attribute is missing. Errors raised by a getter are passed on. */
export function findAttribute(object: Value, name: string): Value | undefined {
  return bound(findMethod(object, name));
}

/** Returns the callable that `object.name(…)` calls; `found.self`, unless undefined, is to be passed first. Raises AttributeError. */
export function loadMethod(object: Value, name: string): Value {
  const value = findMethod(object, name);
  if (value === undefined) throw noAttribute(object, name);
  return value;
}

/** As `loadMethod`, but returns undefined if there is no such attribute. */
export function findMethod(object: Value, name: string): Value | undefined {
  const type = typeOfHolder(object);
  const slot = type.slots.getAttribute;
  if (slot !== undefined) {
    found.self = undefined;
    const value = slot(object, name);
    if (value !== undefined) return value;
  }
  if (name === '__class__') {
    found.self = undefined;
    return type;
  }
  if (type.isUser) return undefined;
  const member = type.lookup(name);
  if (member === undefined) return undefined;
  return bindMember(object, type, member);
}

/** Makes the value of an attribute of what `findMethod` has just returned: a bound method if `found.self` is to be passed. */
export function bound(value: Value | undefined): Value | undefined {
  if (value === undefined || found.self === undefined) return value;
  allocate(16, 'method');
  return new BoundMethod(value, found.self);
}

/** As `typeOf`, but faster for instances, which most attribute accesses concern. */
const typeOfHolder = (object: Value): PyType => (object instanceof PyInstance ? object.shape.type : typeOf(object));

/** Returns the callable or value that access to a class member through an object yields. Sets `found.self` if the member takes it. */
export function bindMember(object: Value, type: PyType, member: Value): Value {
  if (member instanceof PyFunction || member instanceof NativeFunction) {
    found.self = object;
    return member;
  }
  found.self = undefined;
  if (member instanceof MethodMarker) {
    if (member.type === classmethodType) found.self = type;
    return member.callee;
  }
  return member;
}

/** The names of the attributes that the type's slots provide, in addition to its members. */
export function slotAttributes(object: Value): readonly string[] {
  const names = typeOf(object).slots.attributes;
  return typeof names === 'function' ? names(object) : (names ?? []);
}

/** Does `object.name = value`, or `del object.name` if value is undefined. Raises AttributeError. */
export function storeAttribute(object: Value, name: string, value: Value | undefined): void {
  const slot = typeOfHolder(object).slots.setAttribute;
  if (slot === undefined || !slot(object, name, value)) throw objectLacks(object, name);
}

/** Lets an object know that `failed` is raised because it lacks an attribute. Returns `failed`. */
export function forLackOf<T extends object>(object: Value, name: string, failed: T): T {
  typeOf(object).slots.lacksAttribute?.(object, name, failed);
  return failed;
}

/** The AttributeError for a missing attribute. */
const noAttribute = (object: Value, name: string): object => forLackOf(object, name, attributeError(object, name));

function attributeError(object: Value, name: string): object {
  if (object instanceof PyType) return raise.AttributeError("type object '%q' has no attribute '%q'", object.name, name);
  const module = features.detailedErrors && typeName(object) === 'module' ? findAttribute(object, '__name__') : undefined;
  if (module === undefined) return objectLacks(object, name);
  return raise.AttributeError("module '%q' has no attribute '%q'", typeof module === 'string' ? module : '', name);
}

const objectLacks = (object: Value, name: string): object =>
  raise.AttributeError("'%s' object has no attribute '%q'", typeName(object), name);
