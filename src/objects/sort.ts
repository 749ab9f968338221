/** Sorting with the same steps as in the firmware: quicksort, not stable (`py/objlist.c`, mp_quicksort). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE } from '../bytecode/prices.js';
import { fuel } from '../execution.js';
import { charge } from './charge.js';
import { engine } from './engine.js';
import { call } from './protocol/call.js';
import { binaryOp } from './protocol/number.js';
import type { Value } from './value.js';

/** Sorts in place by the results of `key`, or by the items themselves. The key function may be called several times for an item. */
export function sortItems(items: Value[], key: Value | null, reverse: boolean): void {
  // Sort a copy, which Python code cannot change meanwhile. It is written back even after an error, half sorted.
  const work = items.slice();
  try {
    new Sorting(work, key, !reverse).sort(-1, work.length - 1);
  } finally {
    for (let i = 0; i < items.length && i < work.length; i++) items[i] = work[i] as Value;
  }
}

class Sorting {
  private comparisons = 0;

  constructor(
    private readonly items: Value[],
    private readonly key: Value | null,
    /** The result of `a < b` for which a stays before b. */
    private readonly inOrder: boolean,
  ) {}

  /** Sorts the items after index `head`, up to index `tail`. */
  sort(head: number, tail: number): void {
    const { items } = this;
    while (tail - head > 1) {
      const [low, high] = this.partition(head, tail);
      swap(items, low, tail);
      // Recurse into the smaller part, so that the depth is logarithmic.
      if (high - head < tail - low) {
        this.sort(head, high);
        head = low;
      } else {
        this.sort(low, tail);
        tail = high;
      }
    }
  }

  /** Moves the items that belong before the last one to the front. Returns where the two scans have met. */
  private partition(head: number, tail: number): [number, number] {
    const { items } = this;
    const pivot = this.keyOf(tail);
    let low = head;
    let high = tail;
    for (;;) {
      do low++;
      while (low < high && this.isInOrder(this.keyOf(low), pivot));
      do high--;
      while (low < high && this.isInOrder(pivot, this.keyOf(high)));
      if (low >= high) return [low, high];
      swap(items, low, high);
    }
  }

  private keyOf(index: number): Value {
    const item = this.items[index] as Value;
    return this.key === null ? item : call(this.key, [item]);
  }

  private isInOrder(a: Value, b: Value): boolean {
    charge(EVENT_PRICE.SORT_PER_COMPARISON);
    if (fuel.left < 0 || ++this.comparisons % 1000 === 0) engine.look();
    if (typeof a === 'number' && typeof b === 'number') return a < b === this.inOrder;
    return binaryOp(BinaryOp.LESS, a, b) === this.inOrder;
  }
}

function swap(items: Value[], i: number, j: number): void {
  const item = items[i] as Value;
  items[i] = items[j] as Value;
  items[j] = item;
}
