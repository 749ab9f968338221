/** `complex` (`py/objcomplex.c`). */
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { parseNumber } from '../libm/decimal-parse.js';
import { exp, log } from '../libm/exponential.js';
import { fused } from '../libm/fused.js';
import { atan2, cos, sin } from '../libm/trigonometric.js';
import { allocate, charge } from './charge.js';
import { arg, make, nativeType } from './declare.js';
import { raise } from './exception.js';
import { asFloat, hashFloat, newFloat, precision, round, toFloat } from './float.js';
import { formatFloat, REPR } from './float-format.js';
import { anything } from './kinds.js';
import { convertSpecial } from './protocol/convert.js';
import { isStr, textOf } from './str.js';
import { type PyType, typeName } from './type.js';
import type { PyObject, Value } from './value.js';

/** A complex number. Immutable; both parts are rounded to the precision of the machine. */
export class PyComplex implements PyObject {
  constructor(
    readonly real: number,
    readonly imag: number,
  ) {}
  get type(): PyType {
    return complexType;
  }
}

/** Size of a complex number on the heap at the active precision, in bytes. */
export const complexBytes = (): number => (precision.single ? 16 : 32);

/** Makes a complex number on the heap, rounded to the active precision. */
export function newComplex(real: number, imag: number): PyComplex {
  allocate(complexBytes(), 'complex');
  return new PyComplex(round(real), round(imag));
}

/** The complex number that a value stands for, or undefined (`mp_obj_get_complex_maybe`). */
function asComplex(value: Value): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  const real = asFloat(value);
  if (real !== undefined) return new PyComplex(real, 0);
  const converted = convertSpecial(value, '__complex__');
  return converted instanceof PyComplex ? converted : undefined;
}

/** As `asComplex`, but raises TypeError for other values. */
export function toComplex(value: Value): PyComplex {
  const z = asComplex(value);
  if (z === undefined) throw raise.TypeError("can't convert %s to complex", typeName(value));
  return z;
}

/** a · b + c · d, as the boards' compiler computes it: only the second product is rounded separately. */
function sumOfProducts(a: number, b: number, c: number, d: number): number {
  return fused(a, b, round(c * d), precision.single);
}

/** |re + im·i|². */
export function squaredMagnitude(re: number, im: number): number {
  return sumOfProducts(re, re, im, im);
}

/** |re + im·i|. */
export function magnitude(re: number, im: number): number {
  return round(Math.sqrt(squaredMagnitude(re, im)));
}

function multiply(re: number, im: number, real: number, imag: number): PyComplex {
  return newComplex(sumOfProducts(re, real, -im, imag), sumOfProducts(re, imag, im, real));
}

function divide(re: number, im: number, { real, imag }: PyComplex): PyComplex {
  if (imag === 0) {
    if (real === 0) throw raise.ZeroDivisionError('complex divide by zero');
    return newComplex(re / real, im / real);
  }
  if (real === 0) return newComplex(im / imag, -re / imag);
  const square = squaredMagnitude(real, imag);
  return multiply(re, im, round(real / square), round(imag / -square));
}

/** exp(b · ln(re + im·i)). */
function power(re: number, im: number, b: PyComplex): PyComplex {
  const size = magnitude(re, im);
  if (size === 0) {
    if (b.imag === 0 && b.real >= 0) return newComplex(b.real === 0 ? 1 : 0, im);
    throw raise.ZeroDivisionError('0.0 to a complex power');
  }
  const ln = round(log(size));
  const angle = round(atan2(im, re));
  const scale = round(exp(sumOfProducts(b.real, ln, -b.imag, angle)));
  const turn = sumOfProducts(b.imag, ln, b.real, angle);
  return newComplex(scale * round(cos(turn)), scale * round(sin(turn)));
}

/** The sum, difference or product of two complex numbers; charges as the operator does. */
export function complexSum(op: BinaryOp.ADD | BinaryOp.SUBTRACT | BinaryOp.MULTIPLY, a: PyComplex, b: PyComplex): PyComplex {
  charge(EXTRA.COMPLEX_BINARY);
  if (op === BinaryOp.ADD) return newComplex(a.real + b.real, a.imag + b.imag);
  if (op === BinaryOp.SUBTRACT) return newComplex(a.real - b.real, a.imag - b.imag);
  return multiply(a.real, a.imag, b.real, b.imag);
}

/** `(re + im·i) op right`; undefined if not supported. */
export function complexBinary(op: BinaryOp, re: number, im: number, right: Value): Value | undefined {
  const b = asComplex(right);
  if (b === undefined) return undefined;
  charge(EXTRA.COMPLEX_BINARY);
  switch (op) {
    case BinaryOp.ADD:
    case BinaryOp.INPLACE_ADD:
      return newComplex(re + b.real, im + b.imag);
    case BinaryOp.SUBTRACT:
    case BinaryOp.INPLACE_SUBTRACT:
      return newComplex(re - b.real, im - b.imag);
    case BinaryOp.MULTIPLY:
    case BinaryOp.INPLACE_MULTIPLY:
      return multiply(re, im, b.real, b.imag);
    case BinaryOp.FLOOR_DIVIDE:
    case BinaryOp.INPLACE_FLOOR_DIVIDE:
      throw raise.TypeError("can't truncate-divide a complex number");
    case BinaryOp.TRUE_DIVIDE:
    case BinaryOp.INPLACE_TRUE_DIVIDE:
      return divide(re, im, b);
    case BinaryOp.POWER:
    case BinaryOp.INPLACE_POWER:
      return power(re, im, b);
    case BinaryOp.EQUAL:
      return re === b.real && im === b.imag;
    default:
      return undefined;
  }
}

function convert(x: Value | undefined, y: Value | undefined): Value {
  if (x === undefined) return newComplex(0, 0);
  if (y === undefined) {
    if (isStr(x)) return parse(textOf(x));
    if (x instanceof PyComplex) return x;
    const z = toComplex(x);
    return newComplex(z.real, z.imag);
  }
  const a = x instanceof PyComplex ? x : new PyComplex(toFloat(x), 0);
  if (y instanceof PyComplex) return newComplex(a.real - y.imag, a.imag + y.real);
  return newComplex(a.real, a.imag + toFloat(y));
}

function parse(text: string): PyComplex {
  const parsed = parseNumber(text, true, precision.single);
  if (parsed === null) throw raise.ValueError('invalid syntax for number');
  return newComplex(parsed.real ?? 0, parsed.imaginary ?? 0);
}

const partText = (v: number, sign: string): string => formatFloat(v, 'g', REPR, sign, precision.single);

/** `complex`. */
export const complexType = nativeType('complex', {
  make: make([arg('real', anything, undefined), arg('imag', anything, undefined)], convert, { price: 505 }),
  repr: ({ real, imag }: PyComplex) => (real !== 0 ? `(${partText(real, '')}${partText(imag, '+')}j)` : `${partText(imag, '')}j`),
  truth: (self: PyComplex) => self.real !== 0 || self.imag !== 0,
  hash: (self: PyComplex) => hashFloat(self.real) ^ hashFloat(self.imag),
  unaryOp(op: UnaryOp, self: PyComplex) {
    if (op === UnaryOp.POSITIVE) return self;
    return op === UnaryOp.NEGATIVE ? newComplex(-self.real, -self.imag) : undefined;
  },
  binaryOp: (op: BinaryOp, left: PyComplex, right: Value) => complexBinary(op, left.real, left.imag, right),
  attributes: ['real', 'imag'],
  getAttribute(self: PyComplex, name) {
    return name === 'real' ? newFloat(self.real) : name === 'imag' ? newFloat(self.imag) : undefined;
  },
});
