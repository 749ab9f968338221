/** Operations that bytearray, array and memoryview share (`py/objarray.c`). All three hold items of one typecode in a sequence of bytes. */
import { BinaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { itemSize, readItem, writeItem } from './binary.js';
import { askLength, bufferOf, compareBytes, PyBytes, readableBuffer } from './bytes.js';
import { charge } from './charge.js';
import { satisfies } from './compare.js';
import { raise } from './exception.js';
import { findBytes } from './find-bytes.js';
import { PyFloat } from './float.js';
import type { GrowingArray } from './growing-array.js';
import { isInt } from './int.js';
import { PyIterator } from './iterators.js';
import { forEach } from './protocol/iterate.js';
import { itemIndex } from './sequence.js';
import { boundSlice, type PySlice } from './slice.js';
import { type Buffer, type Hold, typeOf } from './type.js';
import type { PyObject, Value } from './value.js';

/** An object that holds items in bytes. */
interface Items extends PyObject {
  readonly bytes: Uint8Array;
  readonly typecode: string;
  /** Number of items. */
  readonly length: number;
}

/** The item at an index. */
export function loadItem(self: Items, index: Value): Value {
  const { bytes } = self; // Raises, before anything is charged, if they are those of an address where nothing is.
  charge(EXTRA.SUBSCR_BYTES);
  return readItem(self.typecode, bytes, itemIndex(self.type, self, index) * itemSize(self.typecode));
}

/** Stores the item at an index. */
export function storeItem(self: Items, index: Value, value: Value): void {
  const { bytes } = self;
  charge(EXTRA.STORE_SUBSCR_BYTES);
  writeItem(self.typecode, bytes, itemIndex(self.type, self, index) * itemSize(self.typecode), value);
}

/** The bytes of a slice, as offsets of its start and its end. Raises NotImplementedError for a step other than 1. */
export function sliceBytes(self: Items, slice: PySlice): [start: number, stop: number] {
  const { start, stop, step } = boundSlice(slice, self);
  if (step !== 1) throw raise.NotImplementedError('only slices with step=1 (aka None) are supported');
  const size = itemSize(self.typecode);
  return [start * size, stop * size];
}

/** The bytes of a value that is to replace a slice. Raises ValueError for items of another size, NotImplementedError for other types. */
export function sourceOfSlice(self: Items, value: Value): Uint8Array {
  const size = itemSize(self.typecode);
  if (value instanceof PyBytes) {
    if (size !== 1) throw incompatible();
    return value.bytes;
  }
  if (!ITEM_TYPES.has(typeOf(value).name)) throw raise.NotImplementedError('array/bytes required on right side');
  const source = readableBuffer(value);
  if (itemSize(source.typecode) !== size) throw incompatible();
  return source.bytes;
}

const ITEM_TYPES = new Set(['bytearray', 'array', 'memoryview']);

/** The ValueError for a slice that does not fit. */
export const incompatible = (): object => raise.ValueError('lhs and rhs should be compatible');

/** Adds one item at the end. */
export function appendItem(self: GrowingArray, value: Value): void {
  const size = itemSize(self.typecode);
  // Convert first, so that an item that cannot be stored leaves the array unchanged.
  const item = new Uint8Array(size);
  writeItem(self.typecode, item, 0, value);
  const at = self.grow(size, 'one');
  self.bytes.set(item, at);
}

/** Adds all items of an iterable at the end. */
function appendItems(self: GrowingArray, iterable: Value): void {
  const append = (item: Value): undefined => {
    appendItem(self, item);
  };
  forEach(iterable, append, self);
}

/**
 * Fills an empty array with the items of an iterable (`py/objarray.c`, array_construct). If that tells its length, the array gets this length
 * at once; what items are missing then, are 0 here and anything on the board.
 */
export function fillFrom(self: GrowingArray, iterable: Value): void {
  const size = itemSize(self.typecode);
  const bytes = (askLength(iterable, size) ?? 0) * size;
  self.reserve(bytes);
  appendItems(self, iterable);
  const missing = bytes - self.length * size;
  if (missing > 0) self.grow(missing, 'none');
}

/** Adds the items of any value at the end: the bytes of its buffer if it has one, otherwise the items that iteration yields. */
export function extendItems(self: GrowingArray, value: Value): void {
  const source = bufferOf(value)?.bytes;
  if (source === undefined) {
    appendItems(self, value);
    return;
  }
  const size = itemSize(self.typecode);
  const added = source.slice(0, source.length - (source.length % size));
  const at = self.grow(added.length, 'none');
  self.bytes.set(added, at);
}

/** Evaluates comparisons and `in`; returns undefined for other operators. */
export function itemsBinary(op: BinaryOp, left: Items, right: Value): Value | undefined {
  if (op === BinaryOp.IN) return containsItem(left, right);
  if (op > BinaryOp.MORE_EQUAL) return undefined;
  const other = bufferOf(right);
  if (other === undefined) return false;
  charge(EXTRA.STR_ORDER);
  const comparable = comparableCode(left.typecode) === comparableCode(other.typecode) && !'fd'.includes(left.typecode);
  const unsigned = left.typecode <= 'Z' || other.typecode <= 'Z';
  // MicroPython compares bytes. This is meaningful only if the items are of the same kind, and for ordering only if they are unsigned.
  if (!comparable || (op !== BinaryOp.EQUAL && !unsigned)) throw raise.NotImplementedError();
  return satisfies(op, compareBytes(left.bytes, other.bytes));
}

const comparableCode = (code: string): string => code.toLowerCase();

function containsItem(self: Items, value: Value): boolean {
  const needle = bufferOf(value);
  if (needle !== undefined) return self.type.name === 'bytearray' && findBytes(self.bytes, needle.bytes) >= 0;
  if (isInt(value) || value instanceof PyFloat) throw raise.NotImplementedError();
  return false;
}

/** The buffer of an object of items. */
export function itemsBuffer(self: Items): Buffer {
  return { bytes: self.bytes, writable: true, typecode: self.typecode };
}

/** Iterates over the items; changes of the array during the iteration are visible. */
export class ArrayIterator extends PyIterator {
  private at = 0;
  constructor(private readonly array: Items) {
    super();
  }
  next(): Value | undefined {
    const { array } = this;
    return this.at < array.length ? readItem(array.typecode, array.bytes, this.at++ * itemSize(array.typecode)) : undefined;
  }
  override references(hold: Hold): number {
    hold(this.array);
    return super.references(hold);
  }
}
