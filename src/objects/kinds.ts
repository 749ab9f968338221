/** Kinds: how arguments of native code are converted from Python values to TypeScript values, and the errors for values that do not fit. */
import { readableBuffer, strData, writableBuffer } from './bytes.js';
import { raise } from './exception.js';
import { toFloat } from './float.js';
import { machineInt, uncheckedInt } from './machine-int.js';
import { None } from './none.js';
import { toInteger } from './protocol/convert.js';
import { isTrue } from './protocol/truth.js';
import { textOf } from './str.js';
import type { Buffer } from './type.js';
import type { Value } from './value.js';

/** Conversion of one kind of argument. */
export interface Kind<T> {
  /** Its name in a signature. */
  readonly name: string;
  /** Raises TypeError or ValueError for a value that does not fit. */
  readonly convert: (value: Value) => T;
  /** True if `convert` returns its argument unchanged. */
  readonly isIdentity?: true;
}

/** Any value, unchanged. */
export const anything: Kind<Value> = { name: 'object', convert: (value) => value, isIdentity: true };
/** A truth value. */
export const truth: Kind<boolean> = { name: 'bool', convert: isTrue };
/** Extends a kind by None, which becomes null. */
export const optional = <T>(kind: Kind<T>): Kind<T | null> => ({
  name: `${kind.name} or None`,
  convert: (value) => (value === None ? null : kind.convert(value)),
});
/** An integer in JavaScript's safe range: an int, a bool, or the result of `__int__`. */
export const int: Kind<number> = {
  name: 'int',
  convert(value) {
    if (typeof value === 'number') return value;
    const n = toInteger(value);
    if (typeof n === 'bigint') throw raise.OverflowError('overflow converting long int to machine word');
    return n;
  },
};
/** A signed 32-bit integer, as the firmware's own code takes it (`py/obj.c`, mp_obj_get_int). */
export const word: Kind<number> = { name: 'int', convert: machineInt };
/** The same for code that does not check that its argument is a small int, so that any value passes for one. */
export const unchecked: Kind<number> = { name: 'int', convert: uncheckedInt };
/** An integer of any size. */
export const integer: Kind<number | bigint> = { name: 'int', convert: toInteger };
/** A real number: a float, an int, a bool, or the result of `__float__` (`mp_obj_get_float`). */
export const float: Kind<number> = { name: 'float', convert: toFloat };
/** A str, as UTF-16 text (`mp_obj_str_get_qstr`). */
export const text: Kind<string> = { name: 'str', convert: textOf };
/** A str or bytes, as UTF-16 text (`mp_obj_str_get_data`). */
export const textOrBytes: Kind<string> = { name: 'str or bytes', convert: strData };
/** An object whose bytes can be read. */
export const buffer: Kind<Buffer> = { name: 'buffer', convert: readableBuffer };
/** An object whose bytes can be written. */
export const writable: Kind<Buffer> = { name: 'writable buffer', convert: writableBuffer };
