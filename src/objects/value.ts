/**
 * What a Python value is in TypeScript.
 *
 * | Python | JavaScript |
 * |---|---|
 * | int | number, always integral, never −0, |n| ≤ 2^53 − 1; else bigint. Normalised by `int.ts` alone |
 * | bool | boolean |
 * | str | a JavaScript string without surrogates; else a boxed code-point string (`PyStr` in `str.ts`) |
 * | everything else | an object of a class derived from PyObject; None is a singleton |
 *
 * `undefined` is never a Python value: it marks an unbound name, an absent argument, the end of an iteration, "not supported".
 */
import type { PyType } from './type.js';

/** Any Python value. */
export type Value = number | bigint | boolean | string | PyObject;

/**
 * Every boxed value. The type lies on the prototype of a native class, on the instance of a user class.
 * No base class: V8 makes objects of derived classes three times as slowly inside a `try`, and all compiled code is inside one.
 */
export interface PyObject {
  readonly type: PyType;
}

/**
 * Lets a class have another's prototype, as `extends` does, but keeps its constructor a plain one: what is made often must be, see
 * `PyObject`. The class declares that it implements the other.
 */
export function inherit(derived: { prototype: object }, base: { prototype: object }): void {
  Object.setPrototypeOf(derived.prototype, base.prototype);
}

/** Keyword arguments of a call, in order of appearance. */
export type Keywords = ReadonlyMap<string, Value>;
