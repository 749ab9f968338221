/** Kinds: how a Python value becomes a TypeScript one at the door of native code, and what is said when it does not. */
import { readableBuffer, writableBuffer } from './bytes.js';
import { raise } from './exception.js';
import { toFloat } from './float.js';
import { machineInt, uncheckedInt } from './machine-int.js';
import { None } from './none.js';
import { toInteger } from './protocol/convert.js';
import { isTrue } from './protocol/truth.js';
import { textOf } from './str.js';
import type { Buffer } from './type.js';
import type { Value } from './value.js';

/** How one kind of argument is converted. */
export interface Kind<T> {
  /** How it reads in a signature. */
  readonly name: string;
  /** Raises TypeError or ValueError for what does not fit. */
  readonly convert: (value: Value) => T;
  /** `convert` answers what it is given. */
  readonly isIdentity?: true;
}

/** Any value, as it is. */
export const anything: Kind<Value> = { name: 'object', convert: (value) => value, isIdentity: true };
/** A truth value. */
export const truth: Kind<boolean> = { name: 'bool', convert: isTrue };
/** None becomes null. */
export const optional = <T>(kind: Kind<T>): Kind<T | null> => ({
  name: `${kind.name} or None`,
  convert: (value) => (value === None ? null : kind.convert(value)),
});
/** An integer in JavaScript's safe range: int, bool, or what `__int__` answers. */
export const int: Kind<number> = {
  name: 'int',
  convert(value) {
    if (typeof value === 'number') return value;
    const n = toInteger(value);
    if (typeof n === 'bigint') throw raise.OverflowError('overflow converting long int to machine word');
    return n;
  },
};
/** An integer of 32 bits with sign, as the firmware's own code takes them (`py/obj.c`, mp_obj_get_int). */
export const word: Kind<number> = { name: 'int', convert: machineInt };
/** The same from code that does not look whether it is given a small int, so that everything passes for one. */
export const unchecked: Kind<number> = { name: 'int', convert: uncheckedInt };
/** An integer of any size. */
export const integer: Kind<number | bigint> = { name: 'int', convert: toInteger };
/** A real number: float, int, bool, or what `__float__` answers (`mp_obj_get_float`). */
export const float: Kind<number> = { name: 'float', convert: toFloat };
/** A str, as UTF-16 text. */
export const text: Kind<string> = { name: 'str', convert: textOf };
/** An object whose bytes can be read. */
export const buffer: Kind<Buffer> = { name: 'buffer', convert: readableBuffer };
/** An object whose bytes can be written. */
export const writable: Kind<Buffer> = { name: 'writable buffer', convert: writableBuffer };
