/** `deque`: a ring of fixed size (`py/objdeque.c`). */
import { allocate } from './charge.js';
import { arg, make, methodsOf, nativeType } from './declare.js';
import { raise } from './exception.js';
import { PyIterator } from './iterators.js';
import { anything } from './kinds.js';
import { machineInt } from './machine-int.js';
import { forEach } from './protocol/iterate.js';
import { itemIndex } from './sequence.js';
import { type Hold, type PyType, typeName } from './type.js';
import type { PyObject, Value } from './value.js';

/** Size of a deque without its places, in bytes: its struct, and the heap blocks that this takes. */
const STRUCT_BYTES = 24;
const HEAD_BYTES = 32;

class PyDeque implements PyObject {
  readonly items: (Value | undefined)[] = [];
  /** Place of the first item. */
  first = 0;
  /** Place of the next item to be added at the right end. */
  end = 0;

  constructor(
    /** One more than the maximum number of items, so that a full ring differs from an empty one. */
    readonly places: number,
    /** Whether a full deque refuses new items instead of dropping items at the other end. */
    readonly refuses: boolean,
  ) {}

  get type(): PyType {
    return dequeType;
  }

  get length(): number {
    return this.end - this.first + (this.end < this.first ? this.places : 0);
  }

  /** The place after, or before, another place. */
  after(place: number): number {
    return place + 1 === this.places ? 0 : place + 1;
  }
  before(place: number): number {
    return (place === 0 ? this.places : place) - 1;
  }

  append(item: Value): void {
    const end = this.after(this.end);
    if (this.refuses && end === this.first) throw raise.IndexError('full');
    this.items[this.end] = item;
    this.end = end;
    if (this.first === end) this.first = this.after(this.first);
  }

  appendLeft(item: Value): void {
    const first = this.before(this.first);
    if (this.refuses && first === this.end) throw raise.IndexError('full');
    this.items[first] = item;
    this.first = first;
    if (this.end === first) this.end = this.before(this.end);
  }

  extend(iterable: Value): void {
    const append = (item: Value): undefined => {
      this.append(item);
    };
    forEach(iterable, append, this);
  }

  /** Returns the item at a place and empties the place. */
  take(place: number): Value {
    const item = this.items[place] as Value;
    this.items[place] = undefined;
    return item;
  }

  /** Place of an index. */
  placeOf(index: Value): number {
    return (this.first + itemIndex(dequeType, this, index)) % this.places;
  }
}

class DequeIterator extends PyIterator {
  private at: number;

  constructor(readonly deque: PyDeque) {
    super();
    this.at = deque.first;
  }

  next(): Value | undefined {
    if (this.at === this.deque.end) return undefined;
    const item = this.deque.items[this.at];
    this.at = this.deque.after(this.at);
    return item;
  }
  override references(hold: Hold): number {
    hold(this.deque);
    return super.references(hold);
  }
}

const { method } = methodsOf<PyDeque>();
const item = arg('item', anything);

/** `deque`. */
export const dequeType: PyType = nativeType(
  'deque',
  {
    make: make([arg('iterable', anything), arg('maxlen', anything), arg('flags', anything, 0)], (iterable, maxlen, flags) => {
      const most = machineInt(maxlen);
      if (most < 0) throw raise.ValueError();
      allocate(HEAD_BYTES);
      allocate(4 * (most + 1));
      const made = new PyDeque(most + 1, (machineInt(flags) & 1) !== 0);
      made.extend(iterable);
      return made;
    }),
    truth: (self: PyDeque) => self.length > 0,
    length: (self: PyDeque) => self.length,
    subscript: (self: PyDeque, index) => self.items[self.placeOf(index)] as Value,
    setSubscript(self: PyDeque, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", typeName(self));
      self.items[self.placeOf(index)] = value;
    },
    iterate: (self: PyDeque) => new DequeIterator(self),
    sizeof: (self: PyDeque) => STRUCT_BYTES + 4 * self.places,
    references(self: PyDeque, hold) {
      for (const held of self.items) hold(held);
      return HEAD_BYTES + 4 * self.places;
    },
  },
  {
    append: method('Add `item` at the right end.', [item], (self, value) => self.append(value)),
    appendleft: method('Add `item` at the left end.', [item], (self, value) => self.appendLeft(value)),
    extend: method('Add all items of `iterable` at the right end.', [arg('iterable', anything)], (self, iterable) => {
      self.extend(iterable);
    }),
    pop: method('Remove and give the rightmost item.', [], (self) => {
      if (self.first === self.end) throw raise.IndexError('empty');
      self.end = self.before(self.end);
      return self.take(self.end);
    }),
    popleft: method('Remove and give the leftmost item.', [], (self) => {
      if (self.first === self.end) throw raise.IndexError('empty');
      const value = self.take(self.first);
      self.first = self.after(self.first);
      return value;
    }),
  },
);
