/** `array.array` (`py/objarray.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import {
  ArrayIterator,
  appendItem,
  extendItems,
  fillFrom,
  itemsBinary,
  itemsBuffer,
  loadItem,
  sliceBytes,
  sourceOfSlice,
  storeItem,
} from './array-operations.js';
import { itemSize, readItem } from './binary.js';
import { PyByteArray } from './bytearray.js';
import { PyBytes, readableBuffer, room } from './bytes.js';
import { arg, make, methodsOf, nativeType } from './declare.js';
import { raise } from './exception.js';
import { GrowingArray } from './growing-array.js';
import { anything } from './kinds.js';
import { repr } from './protocol/show.js';
import { PySlice } from './slice.js';
import { anyUnits } from './text-units.js';
import type { PyType } from './type.js';
import type { Value } from './value.js';

/** An array of items of one typecode. */
class PyArray extends GrowingArray {
  constructor(
    readonly typecode: string,
    bytes: Uint8Array,
  ) {
    super(bytes);
  }
  get type(): PyType {
    return arrayType;
  }
}

/** Makes an array on the heap, which takes over the bytes. Raises ValueError for an unknown typecode. */
function newArray(typecode: string, bytes: Uint8Array): PyArray {
  itemSize(typecode);
  return new PyArray(typecode, bytes);
}

function construct(code: Value, source: Value | undefined): Value {
  const typecode = anyUnits('', code)[0] ?? '\0';
  const size = itemSize(typecode);
  if (source instanceof PyBytes || source instanceof PyByteArray) {
    return newArray(typecode, source.bytes.slice(0, source.bytes.length - (source.bytes.length % size)));
  }
  const array = newArray(typecode, new Uint8Array(0));
  if (source !== undefined) fillFrom(array, source);
  return array;
}

function show(self: PyArray): string {
  const items: string[] = [];
  const size = itemSize(self.typecode);
  for (let at = 0; at < self.bytes.length; at += size) items.push(repr(readItem(self.typecode, self.bytes, at)));
  return `array('${self.typecode}'${items.length === 0 ? '' : `, [${items.join(', ')}]`})`;
}

function binaryOp(op: BinaryOp, left: PyArray, right: Value): Value | undefined {
  if (op === BinaryOp.INPLACE_ADD) {
    extendItems(left, right);
    return left;
  }
  // MicroPython: an array is compared only with another array; otherwise the other operand decides about equality.
  if (op === BinaryOp.EQUAL && !(right instanceof PyArray)) return undefined;
  if (op !== BinaryOp.ADD) return itemsBinary(op, left, right);
  const other = readableBuffer(right).bytes;
  const size = itemSize(left.typecode);
  const added = other.length - (other.length % size);
  const joined = room(left.bytes.length + added);
  joined.set(left.bytes);
  joined.set(other.subarray(0, added), left.bytes.length);
  return newArray(left.typecode, joined);
}

const { method } = methodsOf<PyArray>();

/** `array`. */
export const arrayType: PyType = nativeType(
  'array',
  {
    make: make([arg('typecode', anything), arg('iterable', anything, undefined)], construct),
    repr: show,
    truth: (self: PyArray) => self.length > 0,
    length: (self: PyArray) => self.length,
    hash: () => undefined,
    binaryOp,
    subscript: (self: PyArray, index) =>
      index instanceof PySlice ? newArray(self.typecode, self.bytes.slice(...sliceBytes(self, index))) : loadItem(self, index),
    setSubscript(self: PyArray, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
      if (index instanceof PySlice) self.replace(...sliceBytes(self, index), sourceOfSlice(self, value));
      else storeItem(self, index, value);
    },
    iterate: (self: PyArray) => new ArrayIterator(self),
    buffer: itemsBuffer,
  },
  {
    append: method('Add an item at the end.', [arg('item', anything)], appendItem),
    extend: method('Add all items of `iterable` at the end.', [arg('iterable', anything)], extendItems),
  },
);
