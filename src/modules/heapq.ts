/** `heapq`: a list as a priority queue (`extmod/modheapq.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { arg, fn } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { anything, type Kind } from '../objects/kinds.js';
import { appendItem, PyList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { binaryOp } from '../objects/protocol/number.js';
import type { Value } from '../objects/value.js';

const heap: Kind<PyList> = {
  name: 'list',
  convert(value) {
    if (!(value instanceof PyList)) throw raise.TypeError('heap must be a list');
    return value;
  },
};

/** Makes the module `heapq`. */
export function heapq(): PyModule {
  return nativeModule('heapq', {
    heappush: fn('Add an item.', [arg('heap', heap), arg('item', anything)], (list, item) => {
      appendItem(list, item);
      raiseItem(list.items, 0, list.items.length - 1);
    }),
    heappop: fn('Remove and give the smallest item.', [arg('heap', heap)], ({ items }) => {
      if (items.length === 0) throw raise.IndexError('empty heap');
      const smallest = items[0] as Value;
      const last = items.pop() as Value;
      if (items.length > 0) {
        items[0] = last;
        sinkThenRaise(items, 0);
      }
      return smallest;
    }),
    heapify: fn('Order the items of a list as a heap.', [arg('heap', heap)], ({ items }) => {
      for (let i = (items.length >> 1) - 1; i >= 0; i--) sinkThenRaise(items, i);
    }),
  });
}

/** Whether `a < b`. Comparing may run Python code; raises RuntimeError if that changes the heap's length. */
function isLess(items: readonly Value[], a: Value, b: Value): boolean {
  const { length } = items;
  charge(EVENT_PRICE.SORT_PER_COMPARISON);
  const result = binaryOp(BinaryOp.LESS, a, b);
  if (items.length !== length) throw raise.RuntimeError('heap changed size');
  return result === true;
}

/** Moves the item at `from` towards `top` until its parent is not larger. */
function raiseItem(items: Value[], top: number, from: number): void {
  let at = from;
  const item = items[at] as Value;
  while (at > top) {
    const up = (at - 1) >> 1;
    const parent = items[up] as Value;
    if (!isLess(items, item, parent)) break;
    items[at] = parent;
    at = up;
  }
  items[at] = item;
}

/** Moves the smaller children up along the path from `top` to a leaf, then the item up from there. */
function sinkThenRaise(items: Value[], top: number): void {
  const item = items[top] as Value;
  let at = top;
  for (let child = 2 * at + 1; child < items.length; child = 2 * at + 1) {
    if (child + 1 < items.length && !isLess(items, items[child] as Value, items[child + 1] as Value)) child++;
    items[at] = items[child] as Value;
    at = child;
  }
  items[at] = item;
  raiseItem(items, top, at);
}
