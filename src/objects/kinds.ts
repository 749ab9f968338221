/** Kinds: how a Python value becomes a TypeScript one at the door of native code, and what is said when it does not. */
import { raise } from './exception.js';
import { None } from './none.js';
import { isCallable } from './protocol/call.js';
import { isTrue } from './protocol/truth.js';
import { typeName } from './type.js';
import type { Value } from './value.js';

export interface Kind<T> {
  /** How it reads in a signature. */
  readonly name: string;
  /** Raises TypeError or ValueError for what does not fit. */
  readonly convert: (value: Value) => T;
}

/** Any value, as it is. */
export const anything: Kind<Value> = { name: 'object', convert: (value) => value };
/** A truth value. */
export const truth: Kind<boolean> = { name: 'bool', convert: isTrue };
/** Something that can be called. */
export const callable: Kind<Value> = {
  name: 'callable',
  convert(value) {
    if (!isCallable(value)) throw raise.TypeError("'%s' object isn't callable", typeName(value));
    return value;
  },
};
/** None becomes null. */
export const optional = <T>(kind: Kind<T>): Kind<T | null> => ({ name: `${kind.name} or None`, convert: (value) => (value === None ? null : kind.convert(value)) });
/** A machine integer of 32 bits or so: int or bool, in JavaScript's safe range (`py/obj.c`, mp_obj_get_int). */
export const int: Kind<number> = {
  name: 'int',
  convert(value) {
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'bigint') throw raise.OverflowError('overflow converting long int to machine word');
    throw raise.TypeError("can't convert %s to int", typeName(value));
  },
};
