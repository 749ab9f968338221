/**
 * Floats: the value, its precision and its arithmetic (`py/objfloat.c`). `float-type.ts` fills the Python type.
 * A pyboard v1.1 computes in single precision, a PYBD-SF6 in double. Results are rounded in one place only, `newFloat`.
 */
import { BinaryOp } from '../bytecode/operators.js';
import { divmod, floatOf, modulo, rounded } from '../libm/arithmetic.js';
import { parseNumber } from '../libm/decimal-parse.js';
import { pow } from '../libm/exponential.js';
import { allocateBlock } from './charge.js';
import { compareNumbers } from './compare.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { formatFloat, REPR } from './float-format.js';
import { type Int, isInt, newInt } from './int.js';
import { hashInteger } from './key-hash.js';
import { convertSpecial } from './protocol/convert.js';
import { PyType, typeName } from './type.js';
import type { PyObject, Value } from './value.js';

/** Precision of the running machine; set when a machine is activated. */
export const precision = { single: false };

/** Ints up to this magnitude are represented exactly by floats of either precision. */
export const EXACT_LIMIT = 2 ** 24;

/** A float. Immutable; the field is always rounded to the precision of its machine. */
export class PyFloat implements PyObject {
  constructor(readonly v: number) {}
  get type(): PyType {
    return floatType;
  }
}

/** `float`. */
export const floatType = new PyType('float', {});

/** Makes a float on the heap, rounded to the active precision. */
export function newFloat(v: number): PyFloat {
  allocateBlock('float');
  return new PyFloat(precision.single ? Math.fround(v) : v);
}

/** Rounds an intermediate result to the active precision. */
export function round(v: number): number {
  return rounded(v, precision.single);
}

/** An integer as a float. */
export function intToFloat(n: Int): number {
  return floatOf(n, precision.single);
}

/** The float that a value stands for: of a float, int or bool, or the result of `__float__`; otherwise undefined (`mp_obj_get_float_maybe`). */
export function asFloat(value: Value): number | undefined {
  if (value instanceof PyFloat) return value.v;
  if (isInt(value)) return intToFloat(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  const converted = convertSpecial(value, '__float__');
  return converted instanceof PyFloat ? converted.v : undefined;
}

/** As `asFloat`, but raises TypeError for other values. */
export function toFloat(value: Value): number {
  const v = asFloat(value);
  if (v === undefined) throw raise.TypeError("can't convert %s to float", typeName(value));
  return v;
}

/** `int(v)`: the whole part. Raises OverflowError for infinities, ValueError for NaN. */
export function floatToInt(v: number): Int {
  if (Number.isNaN(v)) throw raise.ValueError("can't convert NaN to int");
  if (!Number.isFinite(v)) throw raise.OverflowError("can't convert inf to int");
  const whole = Math.trunc(v);
  return newInt(Number.isSafeInteger(whole) ? whole : BigInt(whole));
}

/** `hash(v)`: the whole part in a machine word, truncated to a small int, unless the firmware has a better hash. */
export function hashFloat(v: number): number {
  if (features.floatHash) return hashBits(v);
  if (Number.isNaN(v)) return 0;
  const word = Math.max(-0x80000000, Math.min(0x7fffffff, Math.trunc(v)));
  return ((word << 1) >> 1) + 0;
}

/** The hash that depends on all bits (`py/objfloat.c`, mp_float_hash). A whole number has the hash of the equal int. */
function hashBits(v: number): number {
  const view = new DataView(new ArrayBuffer(8));
  const fractionBits = precision.single ? 23n : 52n;
  if (precision.single) view.setFloat32(0, v);
  else view.setFloat64(0, v);
  const bits = precision.single ? BigInt(view.getUint32(0)) : view.getBigUint64(0);
  const exponent = (bits >> fractionBits) & (precision.single ? 0xffn : 0x7ffn);
  const power = exponent - (precision.single ? 127n : 1023n);
  const significand = BigInt.asUintN(Number(fractionBits), bits) | (1n << fractionBits);
  const below = fractionBits - power;
  const hash =
    power < 0n
      ? bits
      : below >= 0n
        ? (significand >> below) ^ BigInt.asUintN(Number(below), significand)
        : power < 31n
          ? significand << -below
          : significand;
  return hashInteger(v < 0 || Object.is(v, -0) ? -hash : hash);
}

/** Text of `repr(v)`. */
export function floatText(v: number): string {
  const text = formatFloat(v, 'g', REPR, '', precision.single);
  return /[.en]/.test(text) ? text : `${text}.0`;
}

/** `float(text)`. Raises ValueError. */
export function parseFloatText(text: string): number {
  const parsed = parseNumber(text, false, precision.single);
  if (parsed === null || parsed.real === null) throw raise.ValueError('invalid syntax for number');
  return parsed.real;
}

const zeroDivision = (): object => raise.ZeroDivisionError('divide by zero');

/** Remainder with the sign of the divisor, even if it is zero. Raises ZeroDivisionError. */
function floatModulo(a: number, b: number): number {
  if (b === 0) throw zeroDivision();
  return modulo(a, b, precision.single);
}

/** The quotient, rounded down, and the remainder, so that a == q·b + r. Raises ZeroDivisionError. */
export function floatDivmod(a: number, b: number): [number, number] {
  if (b === 0) throw zeroDivision();
  return divmod(a, b, precision.single);
}

/** Whether `a ** b` is not a real number. */
export function isComplexPower(a: number, b: number): boolean {
  return a < 0 && b !== Math.floor(b) && !Number.isNaN(b);
}

/** `a op b` on floats, not rounded; a boolean for comparisons, undefined for operators that floats lack. Raises ZeroDivisionError. */
export function floatArithmetic(op: BinaryOp, a: number, b: number): number | boolean | undefined {
  switch (op) {
    case BinaryOp.ADD:
    case BinaryOp.INPLACE_ADD:
      return a + b;
    case BinaryOp.SUBTRACT:
    case BinaryOp.INPLACE_SUBTRACT:
      return a - b;
    case BinaryOp.MULTIPLY:
    case BinaryOp.INPLACE_MULTIPLY:
      return a * b;
    case BinaryOp.TRUE_DIVIDE:
    case BinaryOp.INPLACE_TRUE_DIVIDE:
      if (b === 0) throw zeroDivision();
      return a / b;
    case BinaryOp.FLOOR_DIVIDE:
    case BinaryOp.INPLACE_FLOOR_DIVIDE:
      return floatDivmod(a, b)[0];
    case BinaryOp.MODULO:
    case BinaryOp.INPLACE_MODULO:
      return floatModulo(a, b);
    case BinaryOp.POWER:
    case BinaryOp.INPLACE_POWER:
      if (a === 0 && b < 0 && b !== -Infinity) throw zeroDivision();
      return pow(a, b);
    default:
      return op <= BinaryOp.MORE_EQUAL ? compareNumbers(op, a, b) : undefined;
  }
}
