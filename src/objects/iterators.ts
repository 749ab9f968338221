/** The iterators of native containers: one Python type, `iterator`, for all (`py/objpolyiter.c`). */
import { nativeType } from './declare.js';
import type { PyType } from './type.js';
import { PyObject, type Value } from './value.js';

/** An iterator of native code. */
export abstract class PyIterator extends PyObject {
  get type(): PyType {
    return iteratorType;
  }
  /** The next item, or undefined at the end. */
  abstract next(): Value | undefined;
}

/** `iterator`. */
export const iteratorType: PyType = nativeType('iterator', { next: (self: PyIterator) => self.next() });

/** Walks along a list or tuple; sees what happens to it meanwhile. */
export class ItemsIterator extends PyIterator {
  constructor(
    readonly sequence: { readonly items: readonly Value[] },
    public at = 0,
  ) {
    super();
  }
  next(): Value | undefined {
    const { items } = this.sequence;
    return this.at < items.length ? items[this.at++] : undefined;
  }
}
