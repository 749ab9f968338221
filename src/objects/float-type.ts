/** `float`: the Python type (`py/objfloat.c`). */
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { bytesToUnits } from '../utf8.js';
import { bufferOf } from './bytes.js';
import { charge } from './charge.js';
import { complexBinary, PyComplex } from './complex.js';
import { arg, make } from './declare.js';
import {
  asFloat,
  floatArithmetic,
  floatText,
  floatType,
  hashFloat,
  isComplexPower,
  newFloat,
  PyFloat,
  parseFloatText,
  toFloat,
} from './float.js';
import { anything } from './kinds.js';
import { isStr, textOf } from './str.js';
import type { Slots } from './type.js';
import type { Value } from './value.js';

/** `float(x)`. */
function convert(x: Value | undefined): Value {
  if (x === undefined) return newFloat(0);
  if (x instanceof PyFloat) return x;
  if (isStr(x)) return newFloat(parseFloatText(textOf(x)));
  const buffer = bufferOf(x);
  return newFloat(buffer === undefined ? toFloat(x) : parseFloatText(bytesToUnits(buffer.bytes)));
}

/** `left op right` with a float (or an int converted to one) on the left; undefined if not supported. */
export function floatBinary(op: BinaryOp, left: number, right: Value): Value | undefined {
  if (right instanceof PyComplex) return complexBinary(op, left, 0, right);
  const b = asFloat(right);
  if (b === undefined) return undefined;
  const isPower = op === BinaryOp.POWER || op === BinaryOp.INPLACE_POWER;
  if (isPower && isComplexPower(left, b)) return complexBinary(BinaryOp.POWER, left, 0, right);
  const result = floatArithmetic(op, left, b);
  if (typeof result === 'number') {
    charge(isPower ? EXTRA.FLOAT_POWER : EXTRA.FLOAT_BINARY);
    return newFloat(result);
  }
  if (result !== undefined) charge(EXTRA.FLOAT_COMPARE);
  return result;
}

Object.assign(floatType.slots, {
  make: make([arg('x', anything, undefined)], convert),
  repr: (self: PyFloat) => floatText(self.v),
  truth: (self: PyFloat) => self.v !== 0,
  hash: (self: PyFloat) => hashFloat(self.v),
  unaryOp(op: UnaryOp, self: PyFloat) {
    if (op === UnaryOp.POSITIVE) return self;
    if (op !== UnaryOp.NEGATIVE) return undefined;
    charge(EXTRA.FLOAT_UNARY);
    return newFloat(-self.v);
  },
  binaryOp: (op: BinaryOp, left: PyFloat, right: Value) => floatBinary(op, left.v, right),
} satisfies Slots);
