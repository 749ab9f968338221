/** Iteration (`py/runtime.c`, mp_getiter and mp_iternext). */
import { raise } from '../exception.js';
import { typeName, typeOf } from '../type.js';
import type { Value } from '../value.js';

/** `iter(value)`; raises TypeError "'x' object isn't iterable". */
export function iterate(value: Value): Value {
  const slots = typeOf(value).slots;
  if (slots.iterate !== undefined) return slots.iterate(value);
  if (slots.next !== undefined) return value;
  throw raise.TypeError("'%s' object isn't iterable", typeName(value));
}

/** The next item of an iterator, or undefined at its end. */
export function next(iterator: Value): Value | undefined {
  const slot = typeOf(iterator).slots.next;
  if (slot === undefined) throw raise.TypeError("'%s' object isn't an iterator", typeName(iterator));
  return slot(iterator);
}

/** Calls `take` with every item. */
export function forEach(iterable: Value, take: (item: Value) => void): void {
  const iterator = iterate(iterable);
  for (let item = next(iterator); item !== undefined; item = next(iterator)) take(item);
}

/** All items, in a fresh array. */
export function collect(iterable: Value): Value[] {
  const items: Value[] = [];
  forEach(iterable, (item) => {
    items.push(item);
  });
  return items;
}
