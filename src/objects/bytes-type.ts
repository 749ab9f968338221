/** `bytes`: the Python type (`py/objstr.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { bytesToUnits, unitsToBytes } from '../utf8.js';
import { byteMethods, decodeMethod } from './byte-methods.js';
import { askLength, bufferOf, bytesType, compareBytes, emptyBytes, newBytes, PyBytes, room } from './bytes.js';
import { charge } from './charge.js';
import { satisfies } from './compare.js';
import { makeByPosition, membersTable, rest } from './declare.js';
import { raise } from './exception.js';
import { findBytes } from './find-bytes.js';
import { ByteGrowth } from './growth.js';
import { PyIterator } from './iterators.js';
import { hashBytes } from './key-hash.js';
import { machineInt, machineIntMaybe } from './machine-int.js';
import { forEach } from './protocol/iterate.js';
import { itemIndex } from './sequence.js';
import { boundSlice, PySlice } from './slice.js';
import { checkLength, isStr, quote } from './str.js';
import { textMethods } from './str-methods.js';
import { formatModulo } from './str-modulo.js';
import { encode } from './str-type.js';
import type { Hold, Slots } from './type.js';
import type { Value } from './value.js';

/** `bytes(source, encoding, errors)`. */
function convert([source, encoding, ...others]: Value[]): Value {
  if (source === undefined) return emptyBytes;
  if (source instanceof PyBytes) return source;
  if (isStr(source)) {
    if (encoding === undefined || others.length > 1) throw raise.TypeError('string argument without an encoding');
    return encode(source, encoding);
  }
  if (encoding !== undefined) throw raise.TypeError('wrong number of arguments');
  if (typeof source === 'number' && source === (source << 1) >> 1) {
    if (source < 0) throw raise.ValueError();
    return newBytes(room(source));
  }
  const buffer = bufferOf(source);
  return newBytes(buffer === undefined ? bytesOfItems(source) : buffer.bytes.slice());
}

/** One byte per item. Raises ValueError for an item that is not a byte. */
function bytesOfItems(iterable: Value): Uint8Array {
  const growth = askLength(iterable) !== undefined ? null : new ByteGrowth();
  const items: number[] = [];
  forEach(iterable, (item) => {
    const byte = machineInt(item);
    if (byte < 0 || byte > 255) throw raise.ValueError('bytes value out of range');
    charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
    growth?.add(items.length);
    items.push(byte);
  });
  growth?.end();
  return Uint8Array.from(items);
}

function binaryOp(op: BinaryOp, left: PyBytes, right: Value): Value | undefined {
  switch (op) {
    case BinaryOp.MODULO:
      return newBytes(unitsToBytes(formatModulo(left, right)));
    case BinaryOp.MULTIPLY: {
      const count = machineIntMaybe(right);
      if (count === undefined) return undefined;
      return count <= 0 ? emptyBytes : newBytes(repeatBytes(left.bytes, count));
    }
  }
  // MicroPython: bytes can be added to and compared with anything that has a buffer, but are equal only to other bytes.
  if (op === BinaryOp.EQUAL && !(right instanceof PyBytes)) return undefined;
  const other = right instanceof PyBytes ? right.bytes : bufferOf(right)?.bytes;
  if (other === undefined) return undefined;
  if (op === BinaryOp.ADD || op === BinaryOp.INPLACE_ADD) return concat(left, right, other);
  if (op === BinaryOp.IN) return findBytes(left.bytes, other) >= 0;
  if (op > BinaryOp.MORE_EQUAL) return undefined;
  charge(EXTRA.STR_ORDER);
  return satisfies(op, compareBytes(left.bytes, other));
}

function concat(left: PyBytes, right: Value, other: Uint8Array): Value {
  if (left.bytes.length === 0 && right instanceof PyBytes) return right;
  if (other.length === 0) return left;
  charge(EXTRA.STR_CONCAT);
  const joined = room(left.bytes.length + other.length);
  joined.set(left.bytes);
  joined.set(other, left.bytes.length);
  return newBytes(joined);
}

function repeatBytes(bytes: Uint8Array, count: number): Uint8Array {
  checkLength(bytes.length * count + 1);
  return unitsToBytes(bytesToUnits(bytes).repeat(count));
}

function subscript(self: PyBytes, index: Value): Value {
  if (index instanceof PySlice) {
    const { start, stop, step } = boundSlice(index, self.bytes);
    if (step !== 1) throw raise.NotImplementedError('only slices with step=1 (aka None) are supported');
    charge(EXTRA.SUBSCR_STR_SLICE);
    return newBytes(self.bytes.slice(start, stop));
  }
  charge(EXTRA.SUBSCR_BYTES);
  return self.bytes[itemIndex(bytesType, self.bytes, index)] as number;
}

class ByteIterator extends PyIterator {
  private at = 0;
  constructor(private readonly source: PyBytes) {
    super();
  }
  next(): Value | undefined {
    return this.source.bytes[this.at++];
  }
  override references(hold: Hold): number {
    hold(this.source);
    return super.references(hold);
  }
}

Object.assign(bytesType.slots, {
  make: makeByPosition([rest('arguments')], convert),
  repr: (self: PyBytes) => `b${quote(bytesToUnits(self.bytes), true)}`,
  truth: (self: PyBytes) => self.bytes.length > 0,
  length: (self: PyBytes) => self.bytes.length,
  hash: (self: PyBytes) => hashBytes(self.bytes),
  binaryOp,
  subscript,
  iterate: (self: PyBytes) => new ByteIterator(self),
  buffer: (self: PyBytes) => ({ bytes: self.bytes, writable: false, typecode: 'B' }),
} satisfies Slots);

for (const entry of membersTable({ ...byteMethods, decode: decodeMethod, ...textMethods }).ordered())
  bytesType.members.setName(entry.key as string, entry.value as Value);
