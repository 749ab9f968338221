/**
 * Numbers of about 100 bits, each an unevaluated sum of two doubles (Dekker 1971, Knuth). The functions of this folder compute with them
 * and round once at the end. They use only + − × ÷ and sqrt, which IEEE 754 defines exactly, so results are the same on every JavaScript
 * engine (`Math.sin` and the like differ between engines). The results are as accurate as those of a good C library, or more so.
 */
import { productError } from './product-error.js';

/** high + low, where |low| is at most half a unit in the last place of high. */
export type Wide = readonly [high: number, low: number];

/** A double as a wide number. */
export const wide = (x: number): Wide => [x, 0];
/** The nearest double. */
export const rounded = (a: Wide): number => a[0] + a[1];

/** a + b, exactly, where |a| ≥ |b|. */
export function fastSum(a: number, b: number): Wide {
  const s = a + b;
  return [s, b - (s - a)];
}

/** a + b, exactly. */
export function twoSum(a: number, b: number): Wide {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

/** a · b, exactly, for factors below 2^996. */
export function twoProduct(a: number, b: number): Wide {
  const p = a * b;
  return [p, productError(a, b, p)];
}

/** a + b. */
export function add(a: Wide, b: Wide): Wide {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [u, g] = fastSum(s, e + t);
  return fastSum(u, g + f);
}

/** −a. */
export const negate = (a: Wide): Wide => [-a[0], -a[1]];
/** a − b. */
export const subtract = (a: Wide, b: Wide): Wide => add(a, negate(b));

/** a · b. */
export function multiply(a: Wide, b: Wide): Wide {
  const [p, e] = twoProduct(a[0], b[0]);
  return fastSum(p, e + (a[0] * b[1] + a[1] * b[0]));
}

/** a / b. */
export function divide(a: Wide, b: Wide): Wide {
  const q = a[0] / b[0];
  const r = subtract(a, multiply(b, wide(q)));
  const s = r[0] / b[0];
  const t = subtract(r, multiply(b, wide(s)));
  return add(fastSum(q, s), wide(t[0] / b[0]));
}

/** √a; NaN below zero. */
export function squareRoot(a: Wide): Wide {
  if (a[0] <= 0) return wide(Math.sqrt(a[0]));
  const root = Math.sqrt(a[0]);
  const rest = subtract(a, twoProduct(root, root));
  return fastSum(root, rest[0] / (2 * root));
}

/** a times a power of two. */
export const scale = (a: Wide, power: number): Wide => [a[0] * power, a[1] * power];

const bits = new DataView(new ArrayBuffer(8));

/** 2 to a whole power, including subnormal results. */
export function powerOfTwo(n: number): number {
  if (n > 1023) return Infinity;
  if (n < -1074) return 0;
  if (n < -1022) return 2 ** -1022 / 2 ** (-1022 - n);
  bits.setUint32(0, (n + 1023) << 20);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x · 2^n, rounded once. */
export function ldexp(x: number, n: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  if (n > 2200) return x * Infinity;
  if (n < -2200) return x * 0;
  const [m, e] = frexp(x);
  const to = e + n;
  if (to > 1024) return x * Infinity;
  if (to >= -1021) return m * 2 * powerOfTwo(to - 1);
  return m * powerOfTwo(-1021) * powerOfTwo(to + 1021);
}

/** The significand m in [½, 1) and the exponent e of x = m · 2^e. Zero, infinities and NaN are returned with exponent 0. */
export function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  bits.setFloat64(0, x);
  let top = bits.getUint32(0);
  let shift = 0;
  if ((top & 0x7ff00000) === 0) {
    bits.setFloat64(0, x * 2 ** 54);
    top = bits.getUint32(0);
    shift = 54;
  }
  const exponent = ((top >> 20) & 0x7ff) - 1022 - shift;
  bits.setUint32(0, ((top & 0x800fffff) | 0x3fe00000) >>> 0);
  return [bits.getFloat64(0), exponent];
}

/** Rounds a wide number times 2^n, with one rounding even where the result is subnormal. */
export function roundScaled(a: Wide, n: number): number {
  const x = rounded(a);
  if (x === 0 || !Number.isFinite(x)) return x;
  const exponent = frexp(x)[1] + n;
  if (exponent >= -1021) return ldexp(x, n);
  // The unit of the last bit that a subnormal result keeps, at the scale of `a`. Adding and subtracting `bias` rounds to that bit.
  const unit = ldexp(1, -1074 - n);
  const bias = unit * 2 ** 52 * 1.5;
  const sum = a[0] + bias;
  const rest = a[0] - (sum - bias) + a[1];
  let kept = sum - bias;
  const half = unit / 2;
  const odd = Math.abs((kept / unit) % 2) === 1;
  if (rest > half || (rest === half && odd)) kept += unit;
  else if (rest < -half || (rest === -half && odd)) kept -= unit;
  return ldexp(kept, n);
}

const inverseFactorials: Wide[] = [wide(1)];

/** 1/n!. */
export function inverseFactorial(n: number): Wide {
  for (let k = inverseFactorials.length; k <= n; k++) inverseFactorials.push(divide(inverseFactorials[k - 1] as Wide, wide(k)));
  return inverseFactorials[n] as Wide;
}

/** ln 2. */
export const LN2: Wide = [0.6931471805599453, 2.3190468138462996e-17];
/** ln 2 − LN2. */
export const LN2_TAIL = 5.707708438416212e-34;
/** ln 10. */
export const LN10: Wide = [2.302585092994046, -2.1707562233822494e-16];
/** π. */
export const PI: Wide = [3.141592653589793, 1.2246467991473532e-16];
/** π/2. */
export const HALF_PI: Wide = scale(PI, 0.5);
/** π/2 − HALF_PI. */
export const HALF_PI_TAIL = -1.4973849048591833e-33;
