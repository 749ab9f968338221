/** `bool(value)` and `len(value)`. */
import { raise } from '../exception.js';
import { None } from '../none.js';
import { typeName, typeOf } from '../type.js';
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

/** `len(value)`; raises TypeError. */
export function length(value: Value): Value {
  const result = typeOf(value).slots.length?.(value);
  if (result === undefined) throw raise.TypeError("object of type '%s' has no len()", typeName(value));
  return result;
}
