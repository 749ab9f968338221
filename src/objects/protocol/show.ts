/** `repr(value)` and `str(value)` as text (`py/obj.c`, mp_obj_print_helper). */
import { raise } from '../exception.js';
import { typeOf } from '../type.js';
import type { Value } from '../value.js';

/** Depth of nested reprs that are being made; guards the host's stack. */
let depth = 0;
const LIMIT = 200;

function guarded(show: (self: Value) => string, value: Value): string {
  if (depth >= LIMIT) throw raise.RuntimeError('maximum recursion depth exceeded');
  depth++;
  try {
    return show(value);
  } finally {
    depth--;
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
