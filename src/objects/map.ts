/** `map` (`py/objmap.c`). */
import { allocate } from './charge.js';
import { arg, make, rest } from './declare.js';
import { newIteratorType } from './iterators.js';
import { anything } from './kinds.js';
import { call } from './protocol/call.js';
import { iterateOnHeap } from './protocol/iterate.js';
import { enter, leave } from './recursion.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';
import { nextOfEach } from './zip.js';

class PyMap implements PyObject {
  constructor(
    readonly f: Value,
    readonly iterators: readonly Value[],
  ) {}
  get type(): PyType {
    return mapType;
  }
}

/** `map`. */
export const mapType: PyType = newIteratorType('map', {
  make: make([arg('function', anything), arg('iterable', anything), rest('iterables')], (f, first, others) => {
    allocate(12 + 4 * (1 + others.length), 'iterator');
    return new PyMap(f, [first, ...others].map(iterateOnHeap));
  }),
  references(self: PyMap, hold) {
    hold(self.f);
    for (const iterator of self.iterators) hold(iterator);
    return 12 + 4 * self.iterators.length;
  },
  next(self: PyMap) {
    allocate(4 * self.iterators.length, 'iterator');
    enter();
    try {
      const items = nextOfEach(self.iterators);
      return items === undefined ? undefined : call(self.f, items);
    } finally {
      leave();
    }
  },
});
