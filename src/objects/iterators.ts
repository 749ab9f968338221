/** The iterators of native containers. All have the same Python type, `iterator` (`py/objpolyiter.c`). */
import { ABSENT, arg, type Members, methodsOf, nativeType } from './declare.js';
import { raise } from './exception.js';
import { anything } from './kinds.js';
import { ended, next } from './protocol/iterate.js';
import type { Hold, PyType, Slots } from './type.js';
import { inherit, type PyObject, type Value } from './value.js';

/** A native iterator. */
export abstract class PyIterator implements PyObject {
  get type(): PyType {
    return iteratorType;
  }
  /** The next item, or undefined at the end. */
  abstract next(): Value | undefined;
  /** The slot `references` of its type; a subclass adds the object that it iterates over. */
  references(_hold: Hold): number {
    return 16;
  }
}

/** MicroPython: every type that iterates natively has `__next__`, which is the builtin `next`. */
export const iteratorMembers: Members = {
  __next__: methodsOf<PyObject>().method(
    'The next item; at the end the default, or StopIteration.',
    [arg('default', anything, ABSENT)],
    (self, fallback) => {
      const item = next(self) ?? fallback;
      if (item === undefined) throw raise.StopIteration(ended.value);
      return item;
    },
  ),
};

/** Declares a type whose objects are their own iterators. */
export function newIteratorType(name: string, slots: Slots): PyType {
  return nativeType(name, { iterate: (self: PyObject) => self, ...slots }, iteratorMembers);
}

/** `iterator`. */
export const iteratorType: PyType = newIteratorType('iterator', {
  next: (self: PyIterator) => self.next(),
  references: (self: PyIterator, hold) => self.references(hold),
});

/** Iterates over a list or tuple; changes of a list during the iteration are visible. */
export class ItemsIterator implements PyIterator {
  constructor(
    readonly sequence: PyObject & { readonly items: readonly Value[] },
    public at = 0,
  ) {}
  get type(): PyType {
    return iteratorType;
  }
  next(): Value | undefined {
    const { items } = this.sequence;
    return this.at < items.length ? items[this.at++] : undefined;
  }
  references(hold: Hold): number {
    hold(this.sequence);
    return 16;
  }
}
inherit(ItemsIterator, PyIterator);
