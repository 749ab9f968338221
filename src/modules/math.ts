/** `math` (`py/modmath.c`). */

import { exp, expm1, log, log2, log10, pow } from '../libm/exponential.js';
import { acosh, asinh, atanh, cosh, sinh, tanh } from '../libm/hyperbolic.js';
import { erf, erfc, gamma, lgamma } from '../libm/special.js';
import { acos, asin, atan, atan2, cos, sin, tan } from '../libm/trigonometric.js';
import { frexp, ldexp } from '../libm/wide.js';
import { arg, type FunctionDeclaration, fn, keyword } from '../objects/declare.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { floatToInt, newFloat, PyFloat, round, toFloat } from '../objects/float.js';
import { type Int, multiplyInts } from '../objects/int.js';
import { anything, float, int } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { newTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

const domainError = (): object => raise.ValueError('math domain error');

/** Raises ValueError if the result is NaN and no argument is, or infinite and all arguments are finite. */
function checked(result: number, ...args: number[]): Value {
  const answer = round(result);
  if (Number.isNaN(answer) && !args.some(Number.isNaN)) throw domainError();
  if (Math.abs(answer) === Infinity && args.every(Number.isFinite)) throw domainError();
  return newFloat(answer);
}

const unary = (doc: string, f: (x: number) => number, price?: number): FunctionDeclaration =>
  fn(doc, [arg('x', float)], (x) => checked(f(x), x), price === undefined ? {} : { price });
const binary = (doc: string, f: (x: number, y: number) => number): FunctionDeclaration =>
  fn(doc, [arg('x', float), arg('y', float)], (x, y) => checkedPair(f(x, y), x, y));
const whole = (doc: string, f: (x: number) => number): FunctionDeclaration => fn(doc, [arg('x', float)], (x) => floatToInt(f(x)));
const test = (doc: string, f: (x: number) => boolean): FunctionDeclaration => fn(doc, [arg('x', float)], f);

/** Like `checked`, for two arguments: an infinite result needs an infinite argument, a NaN result a NaN argument. */
function checkedPair(result: number, x: number, y: number): Value {
  const answer = round(result);
  const strange = Number.isNaN(answer)
    ? !Number.isNaN(x) && !Number.isNaN(y)
    : Math.abs(answer) === Infinity && Math.abs(x) !== Infinity && Math.abs(y) !== Infinity;
  if (strange) throw domainError();
  return newFloat(answer);
}

const isNegative = (x: number): boolean => x < 0 || Object.is(x, -0);
const copySign = (x: number, y: number): number => (isNegative(y) ? -Math.abs(x) : Math.abs(x));

function logarithm(x: number, base: Value | undefined): Value {
  if (x <= 0) throw domainError();
  if (base === undefined) return newFloat(log(x));
  const b = toFloat(base);
  if (b <= 0) throw domainError();
  if (b === 1) throw raise.ZeroDivisionError('divide by zero');
  return newFloat(round(log(x)) / round(log(b)));
}

function isClose(a: number, b: number, relative: number, absolute: number): boolean {
  if (relative < 0 || absolute < 0) throw domainError();
  if (a === b) return true;
  const difference = Math.abs(round(a - b));
  if (difference === Infinity) return false;
  return difference <= absolute || difference <= Math.abs(round(relative * a)) || difference <= Math.abs(round(relative * b));
}

/** first · (first + 1) · … · last, computed by halves, so that both factors are of similar size. */
function product(first: number, last: number): Int {
  if (first === last) return first;
  engine.look();
  const middle = first + ((last - first) >> 1);
  return multiplyInts(product(first, middle), product(middle + 1, last));
}

function factorial(n: number): Value {
  if (n < 0) throw raise.ValueError('negative factorial');
  return n === 0 ? 1 : product(1, n);
}

/** `math`, in the precision of the active machine. */
export function math(): PyModule {
  const constant = (v: number): PyFloat => new PyFloat(round(v));
  return nativeModule('math', {
    e: constant(Math.E),
    pi: constant(Math.PI),
    tau: constant(2 * Math.PI),
    inf: constant(Infinity),
    nan: constant(NaN),
    sqrt: unary('The square root.', Math.sqrt, 375),
    pow: binary('`x` to the power of `y`.', pow),
    exp: unary('e to the power of `x`.', exp),
    expm1: unary('e to the power of `x`, minus 1.', expm1),
    log: fn('The natural logarithm, or the one to a base.', [arg('x', float), arg('base', anything, undefined)], logarithm, { price: 500 }),
    log2: unary('The logarithm to base 2.', log2),
    log10: unary('The logarithm to base 10.', log10),
    cosh: unary('The hyperbolic cosine.', cosh),
    sinh: unary('The hyperbolic sine.', sinh),
    tanh: unary('The hyperbolic tangent.', tanh),
    acosh: unary('The inverse hyperbolic cosine.', acosh),
    asinh: unary('The inverse hyperbolic sine.', asinh),
    atanh: unary('The inverse hyperbolic tangent.', atanh),
    cos: unary('The cosine of an angle in radians.', cos, 1330),
    sin: unary('The sine of an angle in radians.', sin, 1330),
    tan: unary('The tangent of an angle in radians.', tan),
    acos: unary('The arc cosine, in radians.', acos),
    asin: unary('The arc sine, in radians.', asin),
    atan: unary('The arc tangent, in radians.', atan),
    atan2: fn('The angle of the point (x, y), in radians.', [arg('y', float), arg('x', float)], (y, x) => checkedPair(atan2(y, x), y, x)),
    ceil: whole('The least integer not below `x`.', Math.ceil),
    copysign: binary('`x` with the sign of `y`.', copySign),
    fabs: unary('The absolute value, as a float.', Math.abs),
    floor: whole('The greatest integer not above `x`.', Math.floor),
    fmod: binary('The remainder of x / y, with the sign of `x`.', (x, y) => x % y),
    frexp: fn('Mantissa and exponent: x == m * 2**e.', [arg('x', float)], (x) => {
      const [mantissa, exponent] = frexp(x);
      return newTuple([newFloat(mantissa), exponent]);
    }),
    ldexp: fn('x * 2**exp.', [arg('x', float), arg('exp', int)], (x, exponent) => newFloat(ldexp(x, exponent))),
    modf: fn('Fractional and whole part, both with the sign of `x`.', [arg('x', float)], (x) => {
      const part = Math.trunc(x);
      return newTuple([newFloat(copySign(Math.abs(x) === Infinity ? 0 : x - part, x)), newFloat(part)]);
    }),
    isfinite: test('Whether `x` is neither infinite nor NaN.', Number.isFinite),
    isinf: test('Whether `x` is infinite.', (x) => Math.abs(x) === Infinity),
    isnan: test('Whether `x` is NaN.', Number.isNaN),
    isclose: fn(
      'Whether two numbers differ by little.',
      [arg('a', anything), arg('b', anything), keyword('rel_tol', float, 1e-9), keyword('abs_tol', float, 0)],
      (a, b, relative, absolute) => isClose(toFloat(a), toFloat(b), round(relative), absolute),
    ),
    trunc: whole('`x` without its fraction.', Math.trunc),
    radians: fn('An angle in degrees, in radians.', [arg('x', float)], (x) => newFloat(x * round(round(Math.PI) / 180))),
    degrees: fn('An angle in radians, in degrees.', [arg('x', float)], (x) => newFloat(x * round(180 / round(Math.PI)))),
    factorial: fn('The product of 1 to `n`.', [arg('n', int)], factorial),
    erf: unary('The error function.', erf),
    erfc: unary('The complementary error function.', erfc),
    gamma: unary('The gamma function.', gamma),
    lgamma: unary('The logarithm of the gamma function.', lgamma),
  });
}
