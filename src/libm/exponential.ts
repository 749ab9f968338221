/** Powers and logarithms. */
import { expTable, quickExp } from './quick.js';
import {
  add,
  divide,
  fastSum,
  frexp,
  inverseFactorial,
  LN2,
  LN2_TAIL,
  LN10,
  multiply,
  powerOfTwo,
  rounded,
  roundScaled,
  scale,
  subtract,
  twoProduct,
  type Wide,
  wide,
} from './wide.js';

/** e^a − 1 for |a| < 0.35. */
function expm1Small(a: Wide): Wide {
  const r = scale(a, 1 / 256);
  let sum: Wide = wide(0);
  for (let n = 10; n >= 1; n--) sum = multiply(r, add(inverseFactorial(n), sum));
  for (let i = 0; i < 8; i++) sum = add(scale(sum, 2), multiply(sum, sum));
  return sum;
}

/** e^a as a wide number and a power of two. */
export function expWide(a: Wide): [Wide, number] {
  const k = Math.round(a[0] / LN2[0]);
  const r = subtract(subtract(subtract(a, twoProduct(k, LN2[0])), twoProduct(k, LN2[1])), wide(k * LN2_TAIL));
  return [add(wide(1), expm1Small(r)), k];
}

/** ln of a positive, finite wide number. */
export function logWide(a: Wide): Wide {
  let [m, k] = frexp(a[0]);
  if (m < Math.SQRT1_2) {
    m *= 2;
    k--;
  }
  const factor = m / a[0];
  const low = Number.isFinite(factor) && factor !== 0 ? a[1] * factor : 0;
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let series = 0;
  for (let n = 23; n >= 1; n -= 2) series = series * z + 1 / n;
  const guess = 2 * s * series;
  const [e, shift] = expWide(wide(-guess));
  const rest = subtract(multiply(fastSum(m, low), scale(e, powerOfTwo(shift))), wide(1));
  const correction = subtract(rest, scale(multiply(rest, rest), 0.5));
  const log = add(wide(guess), correction);
  return k === 0 ? log : add(add(add(twoProduct(k, LN2[0]), twoProduct(k, LN2[1])), wide(k * LN2_TAIL)), log);
}

/** ln 2 in 33 bits, whose products with an exponent are exact, and the rest (fdlibm, e_exp.c). */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const steps = expTable((x) => {
  const [e, k] = expWide(wide(x));
  return scale(e, powerOfTwo(k));
});

/** e^(high + low) if the usual case decides it and the result is a normal number; otherwise undefined. */
function quick(high: number, low: number): number | undefined {
  if (!(Math.abs(high) < 700)) return undefined;
  const k = Math.round(high / LN2[0]);
  const first = high - k * LN2_HIGH;
  const second = low - k * LN2_LOW;
  const sum = first + second;
  const result = quickExp(sum, first - sum + second, steps);
  return result === undefined ? undefined : result * powerOfTwo(k);
}

/** e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const usual = quick(x, 0);
  if (usual !== undefined) return usual;
  const [e, k] = expWide(wide(x));
  return roundScaled(e, k);
}

/** e^x − 1, accurate near zero. */
export function expm1(x: number): number {
  if (x === 0 || Number.isNaN(x) || x === Infinity) return x;
  if (x > 710) return Infinity;
  if (x < -80) return -1;
  return rounded(expm1Wide(wide(x)));
}

/** e^a − 1, accurate near zero. */
export function expm1Wide(a: Wide): Wide {
  if (Math.abs(a[0]) < 2 ** -55) return a;
  if (Math.abs(a[0]) < 0.34) return expm1Small(a);
  const [e, k] = expWide(a);
  if (k > 1023) return [Infinity, 0];
  return subtract(scale(e, powerOfTwo(k)), wide(1));
}

/** Natural logarithm: NaN below zero, −∞ at zero. */
export function log(x: number): number {
  if (Number.isNaN(x) || x === Infinity || x === 1) return x === 1 ? 0 : x;
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  return rounded(logWide(wide(x)));
}

/** Logarithm to base 2. */
export function log2(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  const [m, e] = frexp(x);
  if (m === 0.5) return e - 1;
  return rounded(divide(logWide(wide(x)), LN2));
}

/** Logarithm to base 10. */
export function log10(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x <= 0) return x === 0 ? -Infinity : NaN;
  return rounded(divide(logWide(wide(x)), LN10));
}

/** x^y with the special cases of C99 (`pow`). */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const odd = Number.isInteger(y) && Math.abs(y % 2) === 1;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) {
    if (size === 1) return 1;
    return size > 1 === y > 0 ? Infinity : 0;
  }
  if (x === 0 || !Number.isFinite(x)) {
    const result = (size === 0) === y > 0 ? 0 : Infinity;
    return odd && (x < 0 || Object.is(x, -0)) ? -result : result;
  }
  if (x < 0 && !Number.isInteger(y)) return NaN;
  // A single operation rounds only once.
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  const sign = x < 0 && odd ? -1 : 1;
  if (size === 1) return sign;
  if (Math.abs(y) > 2 ** 70) return size > 1 === y > 0 ? sign * Infinity : sign * 0;
  const exponent = multiply(logWide(wide(size)), wide(y));
  if (exponent[0] > 710) return sign * Infinity;
  if (exponent[0] < -746) return sign * 0;
  const usual = quick(exponent[0], exponent[1]);
  if (usual !== undefined) return sign * usual;
  const [e, k] = expWide(exponent);
  return sign * roundScaled(e, k);
}
