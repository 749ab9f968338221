/**
 * Representation of Python values in TypeScript.
 *
 * | Python | JavaScript |
 * |---|---|
 * | int | number, always integral, never −0, |n| ≤ 2^53 − 1; otherwise bigint. Only `int.ts` normalises |
 * | bool | boolean |
 * | str | a JavaScript string without surrogates; otherwise a boxed code-point string (`PyStr` in `str.ts`) |
 * | everything else | an object that implements PyObject; None is a singleton |
 *
 * `undefined` is never a Python value: it means an unbound name, an absent argument, the end of an iteration, or "not supported".
 */
import type { PyType } from './type.js';

/** Any Python value. */
export type Value = number | bigint | boolean | string | PyObject;

/**
 * Every boxed value. Most native classes define the type on their prototype; an instance of a user class has it in its shape.
 * This is not a base class: inside a `try`, V8 makes objects of derived classes three times as slowly, and all compiled code is inside one.
 */
export interface PyObject {
  readonly type: PyType;
}

/**
 * Makes a class inherit from another's prototype, as `extends` does, but without a derived constructor, which would be slow for objects that
 * are made often (see `PyObject`). The class declares that it implements the other.
 */
export function inherit(derived: { prototype: object }, base: { prototype: object }): void {
  Object.setPrototypeOf(derived.prototype, base.prototype);
}

/** Keyword arguments of a call, in order of appearance. */
export type Keywords = ReadonlyMap<string, Value>;
