/** `int`: the Python type (`py/objint.c`). */
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { bytesToUnits, encodeUtf8 } from '../utf8.js';
import { bufferOf, emptyBytes, newBytes, readableBuffer, room } from './bytes.js';
import { charge } from './charge.js';
import { complexBinary, PyComplex } from './complex.js';
import { arg, classMethod, keyword, make, methodsOf, nativeType, option } from './declare.js';
import { raise } from './exception.js';
import { floatArithmetic, floatToInt, intToFloat, newFloat, PyFloat } from './float.js';
import { floatBinary } from './float-type.js';
import { addInts, floorDivideInts, type Int, isInt, isSmall, moduloInts, multiplyInts, negateInt, subtractInts } from './int.js';
import { andInts, invertInt, orInts, shiftLeft, shiftRight, xorInts } from './int-bits.js';
import { powerInts } from './int-power.js';
import { bitLength } from './int-size.js';
import { intFromBytes, intText, intToBytes, parseInteger } from './int-text.js';
import { hashInteger } from './key-hash.js';
import { anything, int, truth } from './kinds.js';
import { machineInt } from './machine-int.js';
import { asInteger } from './protocol/convert.js';
import { isStr, textOf } from './str.js';
import { anyUnits } from './text-units.js';
import { primitiveTypes, typeName, typeOf } from './type.js';
import type { Value } from './value.js';

/** `int(x, base)`. */
function convert(x: Value | undefined, base: Value | undefined): Value {
  if (x === undefined) return 0;
  if (base !== undefined) return parseInteger(anyUnits(emptyBytes, x), machineInt(base));
  const n = asInteger(x);
  if (n !== undefined) return n;
  if (isStr(x)) return parseInteger(bytesToUnits(encodeUtf8(textOf(x))), 10);
  const buffer = bufferOf(x);
  if (buffer !== undefined) return parseInteger(bytesToUnits(buffer.bytes), 10);
  if (x instanceof PyFloat) return floatToInt(x.v);
  throw raise.TypeError("can't convert %s to int", typeName(x));
}

/** `int.to_bytes`. Raises OverflowError, and ValueError for a negative length. */
function toBytes(self: Int | boolean, length: number, littleEndian: boolean, signed: boolean): Value {
  const n = typeof self === 'boolean' ? Number(self) : self;
  if (length < 0) throw raise.ValueError();
  if (n < 0 && !signed) throw raise.OverflowError("can't convert negative int to unsigned");
  const magnitude = n < 0 ? invertInt(n) : n;
  const bits = bitLength(magnitude) + (signed && n !== 0 ? 1 : 0);
  if (bits > length * 8) throw raise.OverflowError('value would overflow a %d byte buffer', length);
  const bytes = room(length);
  intToBytes(n, bytes, littleEndian);
  return newBytes(bytes);
}

/** `left op right` for two ints; undefined for operators that ints lack. */
function intBinary(op: BinaryOp, left: Int, right: Int): Value | undefined {
  switch (op) {
    case BinaryOp.ADD:
    case BinaryOp.INPLACE_ADD:
      return addInts(left, right);
    case BinaryOp.SUBTRACT:
    case BinaryOp.INPLACE_SUBTRACT:
      return subtractInts(left, right);
    case BinaryOp.MULTIPLY:
    case BinaryOp.INPLACE_MULTIPLY:
      return multiplyInts(left, right);
    case BinaryOp.FLOOR_DIVIDE:
    case BinaryOp.INPLACE_FLOOR_DIVIDE:
      return floorDivideInts(left, right);
    case BinaryOp.MODULO:
    case BinaryOp.INPLACE_MODULO:
      return moduloInts(left, right);
    case BinaryOp.TRUE_DIVIDE:
    case BinaryOp.INPLACE_TRUE_DIVIDE:
      return newFloat(floatArithmetic(BinaryOp.TRUE_DIVIDE, intToFloat(left), intToFloat(right)) as number);
    case BinaryOp.POWER:
    case BinaryOp.INPLACE_POWER:
      if (right < 0) return floatBinary(op, intToFloat(left), right);
      return powerInts(left, right);
    case BinaryOp.LSHIFT:
    case BinaryOp.INPLACE_LSHIFT:
      return shiftLeft(left, right);
    case BinaryOp.RSHIFT:
    case BinaryOp.INPLACE_RSHIFT:
      return shiftRight(left, right);
    case BinaryOp.AND:
    case BinaryOp.INPLACE_AND:
      return andInts(left, right);
    case BinaryOp.OR:
    case BinaryOp.INPLACE_OR:
      return orInts(left, right);
    case BinaryOp.XOR:
    case BinaryOp.INPLACE_XOR:
      return xorInts(left, right);
    default:
      return compareInts(op, left, right);
  }
}

function compareInts(op: BinaryOp, left: Int, right: Int): boolean | undefined {
  if (op > BinaryOp.MORE_EQUAL) return undefined;
  if (!isSmall(left) || !isSmall(right)) charge(EXTRA.BIGINT_ADD);
  switch (op) {
    case BinaryOp.LESS:
      return left < right;
    case BinaryOp.MORE:
      return left > right;
    case BinaryOp.LESS_EQUAL:
      return left <= right;
    case BinaryOp.MORE_EQUAL:
      return left >= right;
    default:
      return left === right;
  }
}

/** `left op right` for an int on the left. */
function intBinaryOp(op: BinaryOp, left: Int, right: Value): Value | undefined {
  if (isInt(right)) return intBinary(op, left, right);
  if (typeof right === 'boolean') return intBinary(op, left, Number(right));
  if (right instanceof PyFloat) return floatBinary(op, intToFloat(left), right);
  if (right instanceof PyComplex) return complexBinary(op, intToFloat(left), 0, right);
  // For a repetition, the right operand's type decides, as if it were on the left.
  if (op === BinaryOp.MULTIPLY && repeats(right)) return typeOf(right).slots.binaryOp?.(op, right, left);
  return undefined;
}

const REPEATED = new Set(['str', 'bytes', 'tuple', 'list']);
const repeats = (value: Value): boolean => {
  const type = typeOf(value);
  return !type.isUser && REPEATED.has(type.name);
};

/** `op self` for an int. */
export function intUnaryOp(op: UnaryOp, self: Int): Value | undefined {
  switch (op) {
    case UnaryOp.POSITIVE:
      return self;
    case UnaryOp.NEGATIVE:
      return negateInt(self);
    case UnaryOp.INVERT:
      return invertInt(self);
    default:
      return undefined;
  }
}

const { method } = methodsOf<Int | boolean>();

/** `int`. */
export const intType = nativeType(
  'int',
  {
    make: make([arg('x', anything, undefined), arg('base', anything, undefined)], convert, { price: 425 }),
    repr: (self: Int) => intText(self, 10),
    truth: (self: Int) => self !== 0,
    hash: hashInteger,
    unaryOp: intUnaryOp,
    binaryOp: intBinaryOp,
  },
  {
    from_bytes: classMethod(
      "The unsigned integer whose bytes these are, most significant first unless `byteorder` is 'little'.",
      [arg('bytes', anything), arg('byteorder', anything, 'big'), arg('signed', anything, false)],
      (_, bytes, byteorder) => intFromBytes(readableBuffer(bytes).bytes, byteorder === 'little'),
    ),
    to_bytes: method(
      "The bytes of the integer, most significant first unless `byteorder` is 'little'.",
      [option('length', int, 1), option('byteorder', anything, 'big'), keyword('signed', truth, false)],
      (self, length, byteorder, signed) => toBytes(self, length, byteorder === 'little', signed),
    ),
  },
);
primitiveTypes.int = intType;
