/** `zip` (`py/objzip.c`). */
import { allocate } from './charge.js';
import { make, rest } from './declare.js';
import { newIteratorType } from './iterators.js';
import { iterateOnHeap, next } from './protocol/iterate.js';
import { enter, leave } from './recursion.js';
import { newTuple } from './tuple.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

class Zip implements PyObject {
  constructor(readonly iterators: readonly Value[]) {}
  get type(): PyType {
    return zipType;
  }
}

/** `zip`. */
export const zipType: PyType = newIteratorType('zip', {
  make: make([rest('iterables')], (iterables) => {
    allocate(8 + 4 * iterables.length, 'iterator');
    return new Zip(iterables.map(iterateOnHeap));
  }),
  references(self: Zip, hold) {
    for (const iterator of self.iterators) hold(iterator);
    return 8 + 4 * self.iterators.length;
  },
  next(self: Zip) {
    const items = nextOfEach(self.iterators);
    return items === undefined || items.length === 0 ? undefined : newTuple(items);
  },
});

/** The next items of all iterators; undefined as soon as one of them is at its end. */
export function nextOfEach(iterators: readonly Value[]): Value[] | undefined {
  enter();
  try {
    const items: Value[] = [];
    for (const iterator of iterators) {
      const item = next(iterator);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  } finally {
    leave();
  }
}
