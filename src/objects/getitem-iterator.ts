/** Iterates whatever has a `__getitem__` and no other way (`py/objgetitemiter.c`): its items by number, until there is none. */
import { IndexError, PyException, StopIteration } from './exception.js';
import { newIteratorType, PyIterator } from './iterators.js';
import { findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { byNumber } from './protocol/iterate.js';
import type { Hold, PyType } from './type.js';
import type { Value } from './value.js';

class GetItemIterator extends PyIterator {
  #at = 0;

  constructor(
    private readonly callee: Value,
    /** What is passed first, unless undefined. */
    private readonly self: Value | undefined,
  ) {
    super();
  }

  override get type(): PyType {
    return type;
  }

  /** An item whose making raises anything but the end is asked for again. */
  next(): Value | undefined {
    try {
      const item = call(this.callee, this.self === undefined ? [this.#at] : [this.self, this.#at]);
      this.#at++;
      return item;
    } catch (x) {
      // Those themselves: exceptions of derived classes are none.
      if (x instanceof PyException && (x.type === IndexError || x.type === StopIteration)) return undefined;
      throw x;
    }
  }

  override references(hold: Hold): number {
    hold(this.callee);
    if (this.self !== undefined) hold(this.self);
    return 16;
  }
}

const type = newIteratorType('iterator', {
  next: (self: GetItemIterator) => self.next(),
  references: (self: GetItemIterator, hold) => self.references(hold),
});

byNumber.find = (value) => {
  const callee = findMethod(value, '__getitem__');
  return callee === undefined ? undefined : new GetItemIterator(callee, found.self);
};
