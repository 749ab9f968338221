/** Converting values to numbers by their own rule: `__int__`, `__float__`, `__complex__` (`py/objtype.c`, instance_unary_op). */
import { callUnary, NATIVE } from '../class-lookup.js';
import { raise } from '../exception.js';
import { PyInstance } from '../instance.js';
import { typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** What a user class's conversion answers. An instance that derives from a native type stands for that one's integer, but for no float: no type answers that. */
export function convertSpecial(value: Value, name: '__int__' | '__float__' | '__complex__'): Value | undefined {
  if (!(value instanceof PyInstance)) return undefined;
  const result = callUnary(value, name, 'unaryOp');
  if (result === undefined || result === NATIVE) return name === '__int__' ? value.native : undefined;
  return result;
}

/**
 * The integer that a value stands for: an int, a bool, or what `__int__` answers; undefined for others (`mp_obj_get_int_maybe`).
 * An `__int__` that answers anything else is an error (`py/objtype.c`, instance_unary_op).
 */
export function asInteger(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const converted = value instanceof PyInstance ? convertSpecial(value, '__int__') : typeOf(value).slots.integer?.(value);
  if (typeof converted === 'number' || typeof converted === 'bigint') return converted;
  if (value instanceof PyInstance && converted !== undefined && converted !== value.native) throw raise.TypeError();
  return undefined;
}

/** As `asInteger`; raises TypeError. */
export function toInteger(value: Value): number | bigint {
  const n = asInteger(value);
  if (n === undefined) throw raise.TypeError("can't convert %s to int", typeName(value));
  return n;
}
