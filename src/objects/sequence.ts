/** Functions shared by list, tuple and the like (`py/sequence.c`, `py/obj.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { charge } from './charge.js';
import { engine } from './engine.js';
import { raise } from './exception.js';
import { checkSize } from './growth.js';
import { PyInstance } from './instance.js';
import { machineInt, machineIntMaybe } from './machine-int.js';
import { binaryOp, equals } from './protocol/number.js';
import { enter, leave } from './recursion.js';
import { type PyType, typeName } from './type.js';
import type { Value } from './value.js';

/**
 * The place of `index` in `items`. The length is read last, because the index's `__int__` may change it. Raises an IndexError or TypeError
 * that names the type.
 */
export function itemIndex(type: PyType, items: { readonly length: number }, index: Value): number {
  const given = indexNumber(type, index);
  const { length } = items;
  const place = given < 0 ? given + length : given;
  if (place < 0 || place >= length) throw raise.IndexError('%q index out of range', type.name);
  return place;
}

/** The place of a bound of a search, clamped to the sequence. Raises TypeError. */
export function boundIndex(type: PyType, length: number, index: Value): number {
  const given = indexNumber(type, index);
  return Math.min(length, Math.max(0, given < 0 ? given + length : given));
}

function indexNumber(type: PyType, index: Value): number {
  const given = typeof index === 'number' ? machineInt(index) : machineIntMaybe(index);
  if (given === undefined) throw raise.TypeError('%q indices must be integers, not %s', type.name, typeName(index));
  return given;
}

/** The native part of an instance, undefined if it has none; for any other value the value itself. */
export function nativePart(value: Value): Value | undefined {
  return value instanceof PyInstance ? value.native : value;
}

/** Whether an operator is `==` or an order comparison. */
export function isComparison(op: BinaryOp): boolean {
  return op <= BinaryOp.MORE_EQUAL;
}

/** `left op right` for a comparison, item by item. */
export function compareItems(op: BinaryOp, left: readonly Value[], right: readonly Value[]): boolean {
  if (op === BinaryOp.EQUAL && left.length !== right.length) return false;
  // Of the order comparisons, only > and >= are decided below.
  if (op === BinaryOp.LESS) return compareItems(BinaryOp.MORE, right, left);
  if (op === BinaryOp.LESS_EQUAL) return compareItems(BinaryOp.MORE_EQUAL, right, left);
  enter();
  try {
    for (let i = 0; i < left.length && i < right.length; i++) {
      if (equals(left[i] as Value, right[i] as Value)) continue;
      const a = left[i];
      const b = right[i];
      if (op === BinaryOp.EQUAL || a === undefined || b === undefined) return false;
      return binaryOp(op, a, b) === true;
    }
  } finally {
    leave();
  }
  return left.length === right.length ? op !== BinaryOp.MORE : left.length > right.length;
}

/** Whether an item equals `value`. */
export function hasItem(items: readonly Value[], value: Value): boolean {
  return placeOf(items, value, 0, items.length) >= 0;
}

/** `sequence.index(value[, start[, stop]])`. Raises ValueError. */
export function findItem(type: PyType, items: readonly Value[], value: Value, [start, stop]: readonly (Value | undefined)[]): number {
  const from = start === undefined ? 0 : boundIndex(type, items.length, start);
  const to = stop === undefined ? items.length : boundIndex(type, items.length, stop);
  const place = placeOf(items, value, from, to);
  if (place < 0) throw raise.ValueError('object not in sequence');
  return place;
}

/** `sequence.count(value)`. */
export function countItem(items: readonly Value[], value: Value): number {
  let count = 0;
  for (let i = placeOf(items, value, 0, items.length); i >= 0; i = placeOf(items, value, i + 1, items.length)) count++;
  return count;
}

/** Index of the next item that equals `value`, or −1 if there is none. Comparisons may shorten the sequence. */
function placeOf(items: readonly Value[], value: Value, from: number, to: number): number {
  for (let i = from; i < to && i < items.length; i++) {
    charge(EXTRA.IN_PER_ELEMENT);
    if (i % 1000 === 999) engine.look();
    if (equals(items[i] as Value, value)) return i;
  }
  return -1;
}

/** `items * times`. Raises MemoryError for more items than any board could hold. */
export function repeatItems(items: readonly Value[], times: number): Value[] {
  checkSize(items.length * times);
  const repeated: Value[] = [];
  for (let i = 0; i < times; i++) for (const item of items) repeated.push(item);
  return repeated;
}

/** The items of a list or tuple that a native function takes (`py/obj.c`, mp_obj_get_array). Raises TypeError for other values. */
export function arrayOf(value: Value): readonly Value[] {
  const items = typeof value === 'object' && !value.type.isUser ? value.type.slots.items?.(value) : undefined;
  if (items === undefined) throw raise.TypeError("object '%s' isn't a tuple or list", typeName(value));
  return items;
}
