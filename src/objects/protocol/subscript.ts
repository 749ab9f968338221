/** `o[i]`, `o[i] = v`, `del o[i]` (`py/obj.c`, mp_obj_subscr). */
import { raise } from '../exception.js';
import { typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** Returns `object[index]`. Raises TypeError "'x' object isn't subscriptable". */
export function loadSubscript(object: Value, index: Value): Value {
  const slot = typeOf(object).slots.subscript;
  if (slot === undefined) throw raise.TypeError("'%s' object isn't subscriptable", typeName(object));
  return slot(object, index);
}

/** Sets `object[index] = value`, or deletes the item if value is undefined. Raises TypeError. */
export function storeSubscript(object: Value, index: Value, value: Value | undefined): void {
  const slot = typeOf(object).slots.setSubscript;
  if (slot === undefined) {
    throw value === undefined
      ? raise.TypeError("'%s' object doesn't support item deletion", typeName(object))
      : raise.TypeError("'%s' object doesn't support item assignment", typeName(object));
  }
  slot(object, index, value);
}
