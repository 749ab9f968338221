/** `list` (`py/objlist.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { allocate, charge, heap, reallocate, release, wholeBlocks } from './charge.js';
import { arg, keyword, make, methodsOf, nativeType } from './declare.js';
import { raise } from './exception.js';
import { checkSize } from './growth.js';
import { ItemsIterator } from './iterators.js';
import { anything, optional, truth, unchecked } from './kinds.js';
import { machineIntMaybe } from './machine-int.js';
import { forEachOnHeap } from './protocol/iterate.js';
import { itemParts, shownInParts } from './protocol/show.js';
import { arrayOf, compareItems, countItem, findItem, hasItem, isComparison, itemIndex, repeatItems } from './sequence.js';
import { boundSlice, PySlice, sliceIndices } from './slice.js';
import { sortItems } from './sort.js';
import type { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

const LEAST_ALLOC = 4;

/** A list: a packed array. Code that changes its length must keep the simulated memory up to date, as `appendItem` does. */
export class PyList implements PyObject {
  /** Number of items for which memory is reserved on the board. */
  alloc: number;
  /** `heap.used` when that memory was reserved. */
  mark = 0;

  constructor(
    public items: Value[],
    alloc = items.length,
  ) {
    this.alloc = Math.max(LEAST_ALLOC, alloc);
  }
  get type(): PyType {
    return listType;
  }
}

/** Makes a list of these items, with room for `alloc` items. It takes over the array. */
export function newList(items: Value[], alloc = items.length): PyList {
  const made = new PyList(items, alloc);
  allocate(16, 'list');
  allocate(4 * made.alloc, 'list');
  made.mark = heap.used;
  return made;
}

/** Makes a list that native code fills item by item, so that its memory grows with the items. */
export function collectList(items: Iterable<Value>): PyList {
  const list = newList([]);
  for (const item of items) appendItem(list, item);
  return list;
}

/** `list.append(item)`. */
export function appendItem(list: PyList, item: Value): void {
  if (list.items.length >= list.alloc) reserve(list, list.alloc * 2);
  list.items.push(item);
}

/** `list.extend(iterable)`. */
function extendList(list: PyList, iterable: Value): void {
  if (iterable instanceof PyList) {
    const length = list.items.length + iterable.items.length;
    if (length > list.alloc) reserve(list, length + 4);
    charge(EVENT_PRICE.COPY_PER_BYTE * 4 * iterable.items.length);
    for (const item of iterable.items.slice()) list.items.push(item);
    return;
  }
  appendAll(list, iterable);
}

function appendAll(list: PyList, iterable: Value): void {
  forEachOnHeap(
    iterable,
    (item) => {
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      appendItem(list, item);
    },
    list,
    (item) => {
      if (list.items.length >= list.alloc) return false;
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      list.items.push(item);
      return true;
    },
  );
}

/** `list.pop([index])`. Shrinks the reserved memory as the firmware does. */
function popItem(list: PyList, index: Value = -1): Value {
  const { items } = list;
  if (items.length === 0) throw raise.IndexError('pop from empty list');
  const place = itemIndex(listType, items, index);
  const item = removeItem(items, place);
  if (list.alloc > LEAST_ALLOC && list.alloc > 2 * items.length) reserve(list, list.alloc >> 1);
  return item;
}

/** Up to this number of items are moved one by one, because `concat` and `splice` take longer to begin. */
const FEW = 32;

function joined(left: readonly Value[], right: readonly Value[]): Value[] {
  if (right.length > FEW) return left.concat(right);
  const all = left.slice();
  for (const item of right) all.push(item);
  return all;
}

function insertItem(items: Value[], place: number, item: Value): void {
  const { length } = items;
  if (length - place > FEW) {
    items.splice(place, 0, item);
    return;
  }
  items.push(item);
  for (let i = length; i > place; i--) items[i] = items[i - 1] as Value;
  items[place] = item;
}

function removeItem(items: Value[], place: number): Value {
  const last = items.length - 1;
  if (last - place > FEW) return place === 0 ? (items.shift() as Value) : (items.splice(place, 1)[0] as Value);
  const item = items[place] as Value;
  for (let i = place; i < last; i++) items[i] = items[i + 1] as Value;
  items.pop();
  return item;
}

/** Changes the number of items for which memory is reserved. */
function reserve(list: PyList, alloc: number): void {
  if (alloc > list.alloc) {
    checkSize(alloc);
    reallocate(4 * list.alloc, 4 * alloc, list.mark, 'growth');
    list.mark = heap.used;
  } else release(wholeBlocks(4 * list.alloc) - wholeBlocks(4 * alloc));
  list.alloc = alloc;
}

const { method } = methodsOf<PyList>();

/** `list`. */
export const listType: PyType = nativeType(
  'list',
  {
    make: make([arg('iterable', anything, undefined)], listOf),
    ...shownInParts((self: PyList) => itemParts('[', self.items, ']')),
    truth: (self: PyList) => self.items.length > 0,
    length: (self: PyList) => self.items.length,
    binaryOp,
    subscript,
    setSubscript,
    iterate: (self: PyList) => new ItemsIterator(self),
    items: (self: PyList) => self.items,
    sizeof: (self: PyList) => 16 + 4 * self.alloc,
  },
  {
    append: method('Add `item` at the end.', [arg('item', anything)], appendItem, { price: 290 }),
    clear: method('Remove all items.', [], (self) => {
      self.items.length = 0;
      reserve(self, LEAST_ALLOC);
    }),
    copy: method('A list of the same items.', [], (self) => newList(self.items.slice())),
    count: method('How many items equal `value`.', [arg('value', anything)], (self, value) => countItem(self.items, value)),
    extend: method('Add all items of `iterable` at the end.', [arg('iterable', anything)], extendList),
    index: method(
      'The place of the first item that equals `value`.',
      [arg('value', anything), arg('start', anything, undefined), arg('stop', anything, undefined)],
      (self, value, start, stop) => findItem(self.type, self.items, value, [start, stop]),
    ),
    insert: method('Put `item` before the one at `index`.', [arg('index', unchecked), arg('item', anything)], (self, at, item) => {
      const { items } = self;
      if (items.length >= self.alloc) reserve(self, self.alloc * 2);
      insertItem(items, Math.min(items.length, Math.max(0, at < 0 ? at + items.length : at)), item);
    }),
    pop: method('Remove and give an item, the last by default.', [arg('index', anything, undefined)], popItem, { price: 440 }),
    remove: method('Remove the first item that equals `value`.', [arg('value', anything)], (self, value) => {
      popItem(self, findItem(self.type, self.items, value, []));
    }),
    reverse: method('Reverse the order of the items.', [], (self) => {
      self.items.reverse();
    }),
    sort: method(
      'Sort in place; not stable.',
      [keyword('key', optional(anything), null), keyword('reverse', truth, false)],
      (self, key, reverse) => sortItems(self.items, key, reverse),
    ),
  },
);

/** `list(iterable)`. */
export function listOf(iterable: Value | undefined): PyList {
  const list = newList([]);
  if (iterable !== undefined) appendAll(list, iterable);
  return list;
}

function binaryOp(op: BinaryOp, left: PyList, right: Value): Value | undefined {
  switch (op) {
    case BinaryOp.IN:
      return hasItem(left.items, right);
    case BinaryOp.ADD:
      if (!(right instanceof PyList)) return undefined;
      charge(EXTRA.LIST_CONCAT);
      return newList(joined(left.items, right.items));
    case BinaryOp.INPLACE_ADD:
      extendList(left, right);
      return left;
    case BinaryOp.MULTIPLY: {
      const times = machineIntMaybe(right);
      return times === undefined ? undefined : newList(repeatItems(left.items, times));
    }
    default:
      return isComparison(op) && right instanceof PyList ? compareItems(op, left.items, right.items) : undefined;
  }
}

function subscript(self: PyList, index: Value): Value {
  const { items } = self;
  if (!(index instanceof PySlice)) {
    charge(EXTRA.SUBSCR_LIST);
    return items[itemIndex(listType, items, index)] as Value;
  }
  charge(EXTRA.SUBSCR_LIST_SLICE);
  const { start, stop, step } = sliceIndices(index, items);
  return listSlice(items, start, stop, step);
}

/** Makes a list of the items of a slice; `start`, `stop` and `step` are as returned by `sliceIndices`. */
export function listSlice(items: readonly Value[], start: number, stop: number, step: number): PyList {
  if (step === 1) return newList(items.slice(start, stop));
  const taken = newList([]);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  // The memory grows as in the firmware, which appends the items one by one.
  while (taken.alloc < count) reserve(taken, taken.alloc * 2);
  taken.items = step === -1 ? reversed(items.slice(start + 1 - count, start + 1)) : everySo(items, start, step, count);
  return taken;
}

/** Reverses an array in place and returns it. For short arrays, as most are, the loop is faster than `reverse`. */
function reversed(items: Value[]): Value[] {
  if (items.length > FEW) return items.reverse();
  for (let i = 0, j = items.length - 1; i < j; i++, j--) {
    const item = items[i] as Value;
    items[i] = items[j] as Value;
    items[j] = item;
  }
  return items;
}

/** `count` items, `step` places apart. */
function everySo(items: readonly Value[], start: number, step: number, count: number): Value[] {
  const taken: Value[] = [];
  for (let i = 0; i < count; i++) taken.push(items[start + i * step] as Value);
  return taken;
}

function setSubscript(self: PyList, index: Value, value: Value | undefined): void {
  const { items } = self;
  if (index instanceof PySlice) setSlice(self, index, value);
  else if (value === undefined) popItem(self, index);
  else items[itemIndex(listType, items, index)] = value;
}

/** `list[slice] = value`, `del list[slice]`. */
function setSlice(self: PyList, slice: PySlice, value: Value | undefined): void {
  const { start, stop, step } = boundSlice(slice, self.items);
  if (step !== 1) throw raise.NotImplementedError();
  replaceSlice(self, start, stop, value);
}

/** Replaces the items from `start` to before `stop` by those of `value`, or deletes them if it is undefined. `stop` must be at least `start`. */
export function replaceSlice(self: PyList, start: number, stop: number, value: Value | undefined): void {
  const { items } = self;
  charge(EXTRA.STORE_SUBSCR_LIST_SLICE);
  const inserted = value === undefined ? [] : value === self ? items.slice() : arrayOf(value);
  const length = items.length + inserted.length - (stop - start);
  if (length > self.alloc) reserve(self, length);
  charge(EVENT_PRICE.COPY_PER_BYTE * 4 * inserted.length);
  replaceItems(items, start, stop, inserted);
}

/** Replaces the items from `start` to before `stop` by other items. */
function replaceItems(items: Value[], start: number, stop: number, inserted: readonly Value[]): void {
  const shared = Math.min(stop - start, inserted.length);
  for (let i = 0; i < shared; i++) items[start + i] = inserted[i] as Value;
  if (stop - start > shared) items.splice(start + shared, stop - start - shared);
  else if (inserted.length > shared) {
    const end = items.splice(start + shared);
    for (let i = shared; i < inserted.length; i++) items.push(inserted[i] as Value);
    for (const item of end) items.push(item);
  }
}
