/** `bytearray`: the Python type (`py/objarray.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { bytesToUnits } from '../utf8.js';
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
import { byteMethods, decodeMethod } from './byte-methods.js';
import { bytearrayType, newByteArray, type PyByteArray } from './bytearray.js';
import { bufferOf, readableBuffer, room } from './bytes.js';
import { arg, make, membersTable, methodsOf } from './declare.js';
import { raise } from './exception.js';
import { isInt } from './int.js';
import { anything } from './kinds.js';
import { machineInt } from './machine-int.js';
import { PySlice } from './slice.js';
import { isStr, quote } from './str.js';
import { textMethods } from './str-methods.js';
import type { Slots } from './type.js';
import type { Value } from './value.js';

function construct(source: Value | undefined, encoding: Value | undefined): Value {
  if (source === undefined) return newByteArray(new Uint8Array(0));
  if (isInt(source)) {
    const length = machineInt(source);
    // MicroPython: the length is unsigned, so a negative one is beyond any memory.
    return newByteArray(room(length < 0 ? 2 ** 32 + length : length));
  }
  if (isStr(source) && encoding === undefined) throw raise.TypeError('string argument without an encoding');
  const buffer = bufferOf(source);
  if (buffer !== undefined) return newByteArray(buffer.bytes.slice());
  const made = newByteArray(new Uint8Array(0));
  fillFrom(made, source);
  return made;
}

function binaryOp(op: BinaryOp, left: PyByteArray, right: Value): Value | undefined {
  if (op === BinaryOp.INPLACE_ADD) {
    extendItems(left, right);
    return left;
  }
  if (op !== BinaryOp.ADD) return itemsBinary(op, left, right);
  const other = readableBuffer(right).bytes;
  const joined = room(left.bytes.length + other.length);
  joined.set(left.bytes);
  joined.set(other, left.bytes.length);
  return newByteArray(joined);
}

Object.assign(bytearrayType.slots, {
  make: make([arg('source', anything, undefined), arg('encoding', anything, undefined), arg('errors', anything, undefined)], construct, {
    price: 425,
  }),
  repr: (self: PyByteArray) => `bytearray(b${quote(bytesToUnits(self.bytes), true)})`,
  truth: (self: PyByteArray) => self.length > 0,
  length: (self: PyByteArray) => self.length,
  hash: () => undefined,
  binaryOp,
  subscript: (self: PyByteArray, index) =>
    index instanceof PySlice ? newByteArray(self.bytes.slice(...sliceBytes(self, index))) : loadItem(self, index),
  setSubscript(self: PyByteArray, index, value) {
    if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
    if (index instanceof PySlice) self.replace(...sliceBytes(self, index), sourceOfSlice(self, value));
    else storeItem(self, index, value);
  },
  iterate: (self: PyByteArray) => new ArrayIterator(self),
  buffer: itemsBuffer,
} satisfies Slots);

const { method } = methodsOf<PyByteArray>();
const members = membersTable({
  append: method('Add a byte at the end.', [arg('byte', anything)], appendItem),
  extend: method('Add all bytes of `iterable` at the end.', [arg('iterable', anything)], extendItems),
  ...byteMethods,
  decode: decodeMethod,
  ...textMethods,
});
for (const entry of members.ordered()) bytearrayType.members.setName(entry.key as string, entry.value as Value);
