/** `repr(value)` and `str(value)` as text (`py/obj.c`, mp_obj_print_helper). */
import { enter, leave } from '../recursion.js';
import { typeOf } from '../type.js';
import type { Value } from '../value.js';

function guarded(show: (self: Value) => string, value: Value): string {
  enter();
  try {
    return show(value);
  } finally {
    leave();
  }
}

/** Text of `repr(value)`: UTF-16, astral characters as pairs. */
export function repr(value: Value): string {
  if (typeof value === 'number') return String(value);
  const type = typeOf(value);
  return type.slots.repr === undefined ? `<${type.name}>` : guarded(type.slots.repr, value);
}

/** Text of `str(value)`, as `print` writes it. */
export function str(value: Value): string {
  if (typeof value === 'string') return value;
  const slots = typeOf(value).slots;
  return slots.str === undefined ? repr(value) : guarded(slots.str, value);
}
