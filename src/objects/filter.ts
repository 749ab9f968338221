/** `filter` (`py/objfilter.c`). */
import { fuel } from '../execution.js';
import { allocate } from './charge.js';
import { arg, make } from './declare.js';
import { engine } from './engine.js';
import { newIteratorType } from './iterators.js';
import { anything } from './kinds.js';
import { None } from './none.js';
import { call } from './protocol/call.js';
import { iterateOnHeap, next } from './protocol/iterate.js';
import { isTrue } from './protocol/truth.js';
import { enter, leave } from './recursion.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

class Filter implements PyObject {
  constructor(
    readonly f: Value,
    readonly iterator: Value,
  ) {}
  get type(): PyType {
    return filterType;
  }
}

/** `filter`. */
export const filterType: PyType = newIteratorType('filter', {
  make: make([arg('function', anything), arg('iterable', anything)], (f, iterable) => {
    allocate(16, 'iterator');
    return new Filter(f, iterateOnHeap(iterable));
  }),
  references(self: Filter, hold) {
    hold(self.f);
    hold(self.iterator);
    return 16;
  },
  next(self: Filter) {
    enter();
    try {
      for (let count = 1; ; count++) {
        const item = next(self.iterator);
        if (item === undefined || isTrue(self.f === None ? item : call(self.f, [item]))) return item;
        if (fuel.left < 0 || count % 1000 === 0) engine.look();
      }
    } finally {
      leave();
    }
  },
});
