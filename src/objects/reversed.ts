/** `reversed` (`py/objreversed.c`). */
import { allocate } from './charge.js';
import { arg, make } from './declare.js';
import { newIteratorType } from './iterators.js';
import { anything } from './kinds.js';
import { machineInt } from './machine-int.js';
import { findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { loadSubscript } from './protocol/subscript.js';
import { length } from './protocol/truth.js';
import { enter, leave } from './recursion.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

class Reversed implements PyObject {
  constructor(
    readonly sequence: Value,
    /** Number of items that are still to come. */
    public left: number,
  ) {}
  get type(): PyType {
    return reversedType;
  }
}

/** `reversed`. */
export const reversedType: PyType = newIteratorType('reversed', {
  make: make([arg('sequence', anything)], (sequence) => {
    const own = findMethod(sequence, '__reversed__');
    if (own !== undefined) return call(own, found.self === undefined ? [] : [found.self]);
    allocate(16, 'iterator');
    return new Reversed(sequence, machineInt(length(sequence)));
  }),
  references(self: Reversed, hold) {
    hold(self.sequence);
    return 16;
  },
  next(self: Reversed) {
    if (self.left === 0) return undefined;
    enter();
    try {
      return loadSubscript(self.sequence, --self.left);
    } finally {
      leave();
    }
  },
});
