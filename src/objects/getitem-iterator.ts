/** Iterates over an object that has only `__getitem__` (`py/objgetitemiter.c`): yields its items by number until there are no more. */
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
    /** The first argument, unless undefined. */
    private readonly self: Value | undefined,
  ) {
    super();
  }

  override get type(): PyType {
    return type;
  }

  /** If getting an item raises an exception that is not the end, the next call asks for the same item again. */
  next(): Value | undefined {
    try {
      const item = call(this.callee, this.self === undefined ? [this.#at] : [this.self, this.#at]);
      this.#at++;
      return item;
    } catch (x) {
      // Only exceptions of exactly these types end the iteration, not those of derived classes.
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
