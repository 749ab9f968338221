/** Conversion of values to numbers by their own methods: `__int__`, `__float__`, `__complex__` (`py/objtype.c`, instance_unary_op). */
import { callUnary, NATIVE } from '../class-lookup.js';
import { raise } from '../exception.js';
import { PyInstance } from '../instance.js';
import { typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/**
 * Returns the result of a user class's conversion method. Without such a method, `__int__` yields the native part of an instance whose class
 * derives from a native type; there is no such rule for `__float__` and `__complex__`, which no native type implements.
 */
export function convertSpecial(value: Value, name: '__int__' | '__float__' | '__complex__'): Value | undefined {
  if (!(value instanceof PyInstance)) return undefined;
  const result = callUnary(value, name, 'unaryOp');
  if (result === undefined || result === NATIVE) return name === '__int__' ? value.native : undefined;
  return result;
}

/**
 * Returns the integer that a value stands for: of an int, a bool, or the result of `__int__`; undefined for other values
 * (`mp_obj_get_int_maybe`). Raises TypeError if `__int__` returns anything but an int (`py/objtype.c`, instance_unary_op).
 */
export function asInteger(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const converted = value instanceof PyInstance ? convertSpecial(value, '__int__') : typeOf(value).slots.integer?.(value);
  if (typeof converted === 'number' || typeof converted === 'bigint') return converted;
  if (value instanceof PyInstance && converted !== undefined && converted !== value.native) throw raise.TypeError();
  return undefined;
}

/** As `asInteger`, but raises TypeError for other values. */
export function toInteger(value: Value): number | bigint {
  const n = asInteger(value);
  if (n === undefined) throw raise.TypeError("can't convert %s to int", typeName(value));
  return n;
}
