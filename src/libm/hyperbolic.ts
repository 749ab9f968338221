/** Hyperbolic functions and their inverses. */
import { expm1Wide, expWide, logWide } from './exponential.js';
import {
  add,
  divide,
  LN2,
  multiply,
  powerOfTwo,
  rounded,
  roundScaled,
  scale,
  squareRoot,
  subtract,
  twoProduct,
  twoSum,
  type Wide,
  wide,
} from './wide.js';

/** Hyperbolic sine. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27 || !Number.isFinite(x)) return x;
  const sign = x < 0 ? -1 : 1;
  if (size > 40) {
    if (size > 711) return sign * Infinity;
    const [e, k] = expWide(wide(size));
    return sign * roundScaled(e, k - 1);
  }
  const t = expm1Wide(wide(size));
  return sign * rounded(scale(add(t, divide(t, add(t, wide(1)))), 0.5));
}

/** Hyperbolic cosine. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!Number.isFinite(x)) return size;
  if (size > 711) return Infinity;
  const [e, k] = expWide(wide(size));
  if (size > 40) return roundScaled(e, k - 1);
  const t = scale(e, powerOfTwo(k));
  return rounded(scale(add(t, divide(wide(1), t)), 0.5));
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27 || Number.isNaN(x)) return x;
  if (size > 22) return x < 0 ? -1 : 1;
  const t = expm1Wide(wide(2 * size));
  const result = rounded(divide(t, add(t, wide(2))));
  return x < 0 ? -result : result;
}

/** ln(1 + a) for a wide a > −1. */
function log1pWide(a: Wide): Wide {
  if (Math.abs(a[0]) > 1e-4) return logWide(add(wide(1), a));
  let sum: Wide = wide(0);
  for (let n = 9; n >= 1; n--) sum = multiply(a, subtract(divide(wide(1), wide(n)), sum));
  return sum;
}

/** Inverse hyperbolic sine. */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27 || !Number.isFinite(x)) return x;
  const sign = x < 0 ? -1 : 1;
  if (size > 2 ** 60) return sign * rounded(add(logWide(wide(size)), LN2));
  const square = twoProduct(size, size);
  const root = squareRoot(add(square, wide(1)));
  return sign * rounded(log1pWide(add(wide(size), divide(square, add(wide(1), root)))));
}

/** Inverse hyperbolic cosine; NaN below 1. */
export function acosh(x: number): number {
  if (!(x >= 1)) return NaN;
  if (x === Infinity) return x;
  if (x > 2 ** 60) return rounded(add(logWide(wide(x)), LN2));
  const t = twoSum(x, -1);
  return rounded(log1pWide(add(t, squareRoot(multiply(t, twoSum(x, 1))))));
}

/** Inverse hyperbolic tangent; NaN outside ±1, infinite at ±1. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  if (size < 2 ** -27 || Number.isNaN(x)) return x;
  if (size >= 1) return size > 1 ? NaN : x * Infinity;
  const half = scale(log1pWide(divide(wide(2 * size), twoSum(1, -size))), 0.5);
  return x < 0 ? -rounded(half) : rounded(half);
}
