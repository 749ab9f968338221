/** `bool(value)` and `len(value)`. */
import { raise } from '../exception.js';
import { None } from '../none.js';
import { type PyType, typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** Whether a value counts as true. */
export function isTrue(value: Value): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'bigint':
      return value !== 0n;
    case 'string':
      return value !== '';
    default: {
      if (value === None) return false;
      const slots = value.type.slots;
      if (slots.truth !== undefined) return slots.truth(value);
      const length = slots.length?.(value);
      return length === undefined || length !== 0;
    }
  }
}

/**
 * Whether a native type answers operators with one operand at all, and so complains by itself about those that it does not know
 * (slot `unary_op`). What knows a length, a truth or such an operator does, except bytes: its length and hash are known elsewhere.
 */
export function answersUnary({ slots, name }: PyType): boolean {
  return (slots.length !== undefined || slots.truth !== undefined || slots.unaryOp !== undefined) && name !== 'bytes';
}

/** The length that a value says it has; undefined if it has none. What cannot even be asked raises TypeError (`py/obj.c`, mp_obj_len_maybe). */
export function lengthMaybe(value: Value): Value | undefined {
  return typeOf(value).slots.length?.(value);
}

/** `len(value)`; raises TypeError. */
export function length(value: Value): Value {
  const result = lengthMaybe(value);
  if (result === undefined) throw raise.TypeError("object of type '%s' has no len()", typeName(value));
  return result;
}
