/** `a, b = x` and `a, *b, c = x` (`py/runtime.c`, mp_unpack_sequence and mp_unpack_ex). */
import { raise } from '../objects/exception.js';
import { newList, PyList } from '../objects/list.js';
import { collect, iterate, next } from '../objects/protocol/iterate.js';
import { PyTuple } from '../objects/tuple.js';
import { typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';

type Stack = (Value | undefined)[];

/** Returns the items of a value, of which there must be exactly `count`. The caller must not change the array. */
export function exactItems(value: Value, count: number): readonly Value[] {
  const items = value instanceof PyTuple || value instanceof PyList ? value.items : take(value, count);
  if (items.length < count) throw raise.ValueError('need more than %d values to unpack', items.length);
  if (items.length > count) throw raise.ValueError('too many values to unpack (expected %d)', count);
  return items;
}

/** Replaces the iterable on top by its items, the first on top. Returns the new stack pointer. */
export function unpackSequence(stack: Stack, top: number, count: number): number {
  const items = exactItems(stack[top - 1] as Value, count);
  let sp = top - 1;
  for (let i = count - 1; i >= 0; i--) stack[sp++] = items[i];
  return sp;
}

/** Takes at most one item more than expected: the iterator may be endless. */
function take(value: Value, count: number): Value[] {
  const iterator = iterate(value);
  const items: Value[] = [];
  while (items.length <= count) {
    const item = next(iterator);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}

/** Returns the values for a starred target between `left` and `right` plain ones: one value for each target. */
export function extendedItems(value: Value, left: number, right: number): readonly Value[] {
  const items = collect(value);
  if (items.length < left + right) {
    // The message counts all items of a list or tuple; of anything else only those that went to the left of the star.
    const isCounted = typeOf(value).slots.items !== undefined || items.length < left;
    throw raise.ValueError('need more than %d values to unpack', isCounted ? items.length : left);
  }
  const end = items.length - right;
  return [...items.slice(0, left), newList(items.slice(left, end)), ...items.slice(end)];
}

/** Like `unpackSequence`, with a starred target. */
export function unpackExtended(stack: Stack, top: number, left: number, right: number): number {
  const items = extendedItems(stack[top - 1] as Value, left, right);
  let sp = top - 1;
  for (let i = items.length - 1; i >= 0; i--) stack[sp++] = items[i];
  return sp;
}
