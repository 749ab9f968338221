/** Iteration (`py/runtime.c`, mp_getiter and mp_iternext). */
import { fuel } from '../../execution.js';
import { allocate, heap } from '../charge.js';
import { engine } from '../engine.js';
import { raise } from '../exception.js';
import { GrowthCharge } from '../growth.js';
import { enter, leave } from '../recursion.js';
import { type TakeInPassing, type Test, typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** After this number of items a native loop checks whether something else is due, even if nothing has been charged. */
export const LOOK_EVERY = 1000;

/** Returns `iter(value)`, without charging an iterator on the heap. Raises TypeError "'x' object isn't iterable". */
export function iterate(value: Value): Value {
  const slots = typeOf(value).slots;
  const iterator = slots.iterate !== undefined ? slots.iterate(value) : slots.next !== undefined ? value : undefined;
  if (iterator !== undefined) return iterator;
  const items = byNumber.find?.(value);
  if (items === undefined) throw raise.TypeError("'%s' object isn't iterable", typeName(value));
  return items;
}

/** Installed by `getitem-iterator.ts`: makes an iterator for a value that can be iterated only by `__getitem__`; undefined if it lacks that, too. */
export const byNumber: { find: ((value: Value) => Value | undefined) | null } = { find: null };

/** Installed by `next-attribute.ts`: returns the next item of an object whose type is not an iterator type. */
export const byAttribute: { next: (iterator: Value) => Value | undefined } = { next: () => undefined };

/** Returns `iter(value)`, for places where the firmware puts the iterator on the heap. */
export function iterateOnHeap(value: Value): Value {
  allocateIterator(value);
  return iterate(value);
}

/** Charges the iterator that `iter(value)` allocates. Values that are their own iterator and instances of user classes allocate none. */
function allocateIterator(value: Value): void {
  const type = typeOf(value);
  if (type.slots.iterate !== undefined && type.slots.next === undefined && !type.isUser) allocate(16, 'iterator');
}

/** The argument of the StopIteration with which the last iterator ended. */
export const ended: { value: Value | undefined } = { value: undefined };

/** The next item of an iterator, or undefined at its end. */
export function next(iterator: Value): Value | undefined {
  ended.value = undefined;
  return nextOf(iterator)(iterator);
}

const nextOf = (iterator: Value): ((iterator: Value) => Value | undefined) => typeOf(iterator).slots.next ?? byAttribute.next;

/**
 * Calls `take` with every item. `into`, the container that `take` fills, is a root of the collector meanwhile. `takeInPassing` does the same
 * where that is possible.
 */
export function forEach(
  iterable: Value,
  take: (item: Value) => undefined,
  into: object | null = null,
  takeInPassing: TakeInPassing | null = null,
): void {
  if (into === null) {
    some(iterable, take, takeInPassing);
    return;
  }
  heap.filled.push(into);
  try {
    some(iterable, take, takeInPassing);
  } finally {
    heap.filled.pop();
  }
}

/** The same, for places where the firmware puts the iterator on the heap. */
export function forEachOnHeap(
  iterable: Value,
  take: (item: Value) => undefined,
  into: object | null = null,
  takeInPassing: TakeInPassing | null = null,
): void {
  allocateIterator(iterable);
  forEach(iterable, take, into, takeInPassing);
}

/** Whether `test` holds for an item; stops at the first such item. `testInPassing` is a `TakeInPassing` that tests. */
export function some(iterable: Value, test: Test, testInPassing: TakeInPassing | null = null): boolean {
  enter();
  try {
    return someItem(iterable, test, testInPassing);
  } finally {
    leave();
  }
}

function someItem(iterable: Value, test: Test, testInPassing: TakeInPassing | null): boolean {
  const { items: direct, some: inOneGo } = typeOf(iterable).slots;
  let count = 0;
  if (inOneGo !== undefined) return inOneGo(iterable, test, testInPassing);
  if (direct !== undefined) {
    // Get the array anew each time, because `test` may replace it.
    for (let i = 0; i < direct(iterable).length; i++) {
      if (test(direct(iterable)[i] as Value)) return true;
      if (fuel.left < 0 || ++count % LOOK_EVERY === 0) engine.look();
    }
    return false;
  }
  const iterator = iterate(iterable);
  const nextItem = nextOf(iterator);
  for (;;) {
    ended.value = undefined;
    const item = nextItem(iterator);
    if (item === undefined) return false;
    if (test(item)) return true;
    if (fuel.left < 0 || ++count % LOOK_EVERY === 0) engine.look();
  }
}

/** Returns all items in a new array, for places where the firmware puts the iterator on the heap. */
export function collectOnHeap(iterable: Value): Value[] {
  allocateIterator(iterable);
  return collect(iterable);
}

/** Returns all items in a new array. */
export function collect(iterable: Value): Value[] {
  const direct = typeOf(iterable).slots.items;
  if (direct !== undefined) return direct(iterable).slice();
  const items: Value[] = [];
  const growth = new GrowthCharge();
  forEach(
    iterable,
    (item) => {
      growth.add(items.length);
      items.push(item);
    },
    items,
    (item) => {
      if (!growth.hasRoomAfter(items.length)) return false;
      items.push(item);
      return true;
    },
  );
  growth.end();
  return items;
}
