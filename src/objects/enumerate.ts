/** `enumerate` (`py/objenumerate.c`). */
import { allocate } from './charge.js';
import { make, option } from './declare.js';
import { newIteratorType } from './iterators.js';
import { anything, int } from './kinds.js';
import { iterateOnHeap, next } from './protocol/iterate.js';
import { enter, leave } from './recursion.js';
import { newTuple } from './tuple.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

class Enumerate implements PyObject {
  constructor(
    readonly iterator: Value,
    public count: number,
  ) {}
  get type(): PyType {
    return enumerateType;
  }
}

/** `enumerate`. */
export const enumerateType: PyType = newIteratorType('enumerate', {
  make: make([option('iterable', anything), option('start', int, 0)], (iterable, start) => {
    allocate(16, 'iterator');
    return new Enumerate(iterateOnHeap(iterable), start);
  }),
  references(self: Enumerate, hold) {
    hold(self.iterator);
    return 16;
  },
  next(self: Enumerate) {
    enter();
    try {
      const item = next(self.iterator);
      // The firmware makes a small int of the count without a check, so only 31 bits of the word are left (MP_OBJ_NEW_SMALL_INT).
      return item === undefined ? undefined : newTuple([(self.count++ << 1) >> 1, item]);
    } finally {
      leave();
    }
  },
});
