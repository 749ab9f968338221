/** Helpers that the classes of `pyb` and `machine` share. */
import { NativeObject } from '../../objects/declare.js';
import type { PyType } from '../../objects/type.js';

/** Gives every part of the board its one Python object: `LED(1) is LED(1)`. */
export class Wrappers<S extends object> {
  readonly #made = new Map<S, NativeObject<S>>();

  /** The object for `state`, made by the first call. */
  of(type: PyType, state: S): NativeObject<S> {
    let object = this.#made.get(state);
    if (object === undefined) {
      object = new NativeObject(type, state);
      this.#made.set(state, object);
    }
    return object;
  }

  /** Whether `state` has an object already. */
  has(state: S): boolean {
    return this.#made.has(state);
  }
}
