/** Kinds: how arguments of native code are converted from Python values to TypeScript values, and the errors for values that do not fit. */
import { readableBuffer, strData, writableBuffer } from './bytes.js';
import { toFloat } from './float.js';
import { machineInt, truncatedInt, uncheckedInt, unsignedInt } from './machine-int.js';
import { None } from './none.js';
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
/** A signed machine word of the board's, 32 bits, as the firmware's own code takes it (`py/obj.c`, mp_obj_get_int). */
export const int: Kind<number> = { name: 'int', convert: machineInt };
/** The low 32 bits of an int, as a signed word (mp_obj_get_int_truncated). */
export const truncated: Kind<number> = { name: 'int', convert: truncatedInt };
/** An unsigned machine word (mp_obj_get_uint). */
export const unsigned: Kind<number> = { name: 'int', convert: unsignedInt };
/** A small int for code that does not check that its argument is one, so that any value passes for it. */
export const unchecked: Kind<number> = { name: 'int', convert: uncheckedInt };
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
