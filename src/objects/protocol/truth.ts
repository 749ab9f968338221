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
 * Whether a native type has MicroPython's slot `unary_op`, so that the type itself refuses unary operators that it does not know.
 * A type has it if it has a length, a truth or a unary operator, except bytes, whose length and hash are handled elsewhere.
 */
export function answersUnary({ slots, name }: PyType): boolean {
  return (slots.length !== undefined || slots.truth !== undefined || slots.unaryOp !== undefined) && name !== 'bytes';
}

/**
 * Returns the length that a value reports, or undefined if it has none (`py/obj.c`, mp_obj_len_maybe). Raises TypeError for an instance
 * whose native part has unary operators but no length.
 */
export function lengthMaybe(value: Value): Value | undefined {
  return typeOf(value).slots.length?.(value);
}

/** Returns `len(value)`. Raises TypeError. */
export function length(value: Value): Value {
  const result = lengthMaybe(value);
  if (result === undefined) throw raise.TypeError("object of type '%s' has no len()", typeName(value));
  return result;
}
