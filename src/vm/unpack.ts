/** `a, b = x` and `a, *b, c = x` (`py/runtime.c`, mp_unpack_sequence and mp_unpack_ex). */
import { raise } from '../objects/exception.js';
import { newList, PyList } from '../objects/list.js';
import { collect, iterate, next } from '../objects/protocol/iterate.js';
import { PyTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

type Stack = (Value | undefined)[];

/** Replaces the iterable on top by its items, the first on top; answers the new stack pointer. */
export function unpackSequence(stack: Stack, top: number, count: number): number {
  const value = stack[top - 1] as Value;
  const items = value instanceof PyTuple || value instanceof PyList ? value.items : take(value, count);
  if (items.length < count) throw raise.ValueError('need more than %d values to unpack', items.length);
  if (items.length > count) throw raise.ValueError('too many values to unpack (expected %d)', count);
  let sp = top - 1;
  for (let i = count - 1; i >= 0; i--) stack[sp++] = items[i];
  return sp;
}

/** At most one item more than wanted: an endless iterator must not be run dry. */
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

/** The same with a starred target between `left` and `right` plain ones. */
export function unpackExtended(stack: Stack, top: number, left: number, right: number): number {
  const items = collect(stack[top - 1] as Value);
  if (items.length < left + right) throw raise.ValueError('need more than %d values to unpack', items.length);
  let sp = top - 1;
  for (let i = items.length - 1; i >= items.length - right; i--) stack[sp++] = items[i];
  stack[sp++] = newList(items.slice(left, items.length - right));
  for (let i = left - 1; i >= 0; i--) stack[sp++] = items[i];
  return sp;
}
