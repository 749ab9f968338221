/** Sines, tangents and their inverses, in radians. */
import { quickCircle, StepTable } from './quick.js';
import {
  add,
  divide,
  fastSum,
  frexp,
  HALF_PI,
  HALF_PI_TAIL,
  inverseFactorial,
  ldexp,
  multiply,
  negate,
  PI,
  rounded,
  scale,
  squareRoot,
  subtract,
  twoProduct,
  twoSum,
  type Wide,
  wide,
} from './wide.js';

/** π·2^precision, by Machin's formula. */
function bigPi(precision: number): bigint {
  const one = 1n << BigInt(precision + 32);
  const arctanInverse = (n: bigint): bigint => {
    let term = one / n;
    let sum = term;
    for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
      term /= n * n;
      sum += (sign * term) / k;
    }
    return sum;
  };
  return (16n * arctanInverse(5n) - 4n * arctanInverse(239n)) >> 32n;
}

const PI_BITS = 1250;
let piOver2: bigint | null = null;

/** Returns the quadrant of x and the rest, within ±π/4. */
function reduce(x: number): [number, Wide] {
  const near = Math.round(x / HALF_PI[0]);
  if (Math.abs(near) < 2 ** 20) {
    const rest = subtract(subtract(twoSum(x, -0), twoProduct(near, HALF_PI[0])), twoProduct(near, HALF_PI[1]));
    return [((near % 4) + 4) % 4, add(rest, wide(-near * HALF_PI_TAIL))];
  }
  piOver2 ??= bigPi(PI_BITS - 1);
  const [m, e] = frexp(x);
  const scaled = BigInt(m * 2 ** 53) << BigInt(e - 53 + PI_BITS);
  let quotient = scaled / piOver2;
  let rest = scaled - quotient * piOver2;
  if (rest * 2n > piOver2 || rest * -2n > piOver2) {
    const step = rest > 0n ? 1n : -1n;
    quotient += step;
    rest -= step * piOver2;
  }
  const cut = rest >> BigInt(PI_BITS - 160);
  const high = Number(cut);
  const low = Number(cut - BigInt(high));
  return [Number(((quotient % 4n) + 4n) % 4n), scale(fastSum(high, low), 2 ** -160)];
}

/** sin r for |r| ≤ π/4. */
export function sinSmall(r: Wide): Wide {
  const z = negate(multiply(r, r));
  let sum: Wide = wide(0);
  for (let n = 27; n >= 3; n -= 2) sum = multiply(z, add(inverseFactorial(n), sum));
  return add(r, multiply(r, sum));
}

/** cos r for |r| ≤ π/4. */
export function cosSmall(r: Wide): Wide {
  const z = negate(multiply(r, r));
  let sum: Wide = wide(0);
  for (let n = 28; n >= 2; n -= 2) sum = multiply(z, add(inverseFactorial(n), sum));
  return add(wide(1), sum);
}

/** Sine and cosine of a finite number, to about 100 bits. */
export function sinCos(x: number): [sin: Wide, cos: Wide] {
  const [quadrant, r] = reduce(x);
  const s = sinSmall(r);
  const c = cosSmall(r);
  switch (quadrant) {
    case 0:
      return [s, c];
    case 1:
      return [c, negate(s)];
    case 2:
      return [negate(s), negate(c)];
    default:
      return [negate(c), s];
  }
}

const tables = {
  sines: new StepTable(26, (k) => sinSmall(wide(k / 32))),
  cosines: new StepTable(26, (k) => cosSmall(wide(k / 32))),
};

/** π/2 in parts of 33 bits, whose products with a whole number below 2^20 are exact, and the rest (fdlibm, e_rem_pio2.c). */
const HALF_PI_PARTS = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32] as const;
/** Closer to a multiple of π/2 than this, the reduction of the usual case is not accurate enough. */
const LEAST_REST = 2 ** -20;

/** The sine of x plus this many quarter turns (one for the cosine) if the usual case decides it; otherwise undefined. */
function quick(x: number, quarters: number): number | undefined {
  const near = Math.round(x / HALF_PI[0]);
  if (Math.abs(near) >= 2 ** 20) return undefined;
  let high = x;
  let low = 0;
  if (near !== 0) {
    const first = x - near * HALF_PI_PARTS[0];
    const second = near * HALF_PI_PARTS[1];
    const sum = first - second;
    const back = first - sum;
    const rest = first - (sum + back) + (back - second) - near * HALF_PI_PARTS[2] - near * HALF_PI_PARTS[3];
    high = sum + rest;
    low = sum - high + rest;
  }
  if (Math.abs(high) < LEAST_REST || Math.abs(high) > 0.79) return undefined;
  const quadrant = (near + quarters) & 3;
  const result = quickCircle(high, low, (quadrant & 1) === 1, tables);
  return result !== undefined && quadrant > 1 ? -result : result;
}

/** Sine; NaN for infinities. */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < 2 ** -27) return x;
  return quick(x, 0) ?? rounded(sinCos(x)[0]);
}

/** Cosine; NaN for infinities. */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  return quick(x, 1) ?? rounded(sinCos(x)[1]);
}

/** Tangent; NaN for infinities. */
export function tan(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  if (Math.abs(x) < 2 ** -27) return x;
  const [s, c] = sinCos(x);
  return rounded(divide(s, c));
}

/** Arc tangent of y/x for y ≥ 0 and x ≥ 0, not both zero, both of moderate size: between 0 and π/2. */
function arcTangent(y: Wide, x: Wide): Wide {
  if (y[0] > x[0]) return subtract(HALF_PI, arcTangent(x, y));
  const q = y[0] / x[0];
  let guess = q / (1 + 0.28 * q * q);
  for (let step = 0; step < 3; step++) {
    const s = rounded(sinSmall(wide(guess)));
    const c = rounded(cosSmall(wide(guess)));
    guess += (q * c - s) / (c + q * s);
  }
  const s = sinSmall(wide(guess));
  const c = cosSmall(wide(guess));
  const rest = divide(subtract(multiply(y, c), multiply(x, s)), add(multiply(x, c), multiply(y, s)));
  return add(wide(guess), rest);
}

/** Brings two finite, non-negative numbers to a size where products neither overflow nor vanish. */
function balanced(y: number, x: number): [number, number] {
  const shift = -frexp(Math.max(y, x))[1];
  return [ldexp(y, shift), ldexp(x, shift)];
}

/** Angle of the point (x, y), with the special cases of C99 (`atan2`). */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
  const left = x < 0 || Object.is(x, -0);
  const [a, b] = [Math.abs(y), Math.abs(x)];
  if (a === 0) return left ? sign * PI[0] : y;
  if (b === 0) return sign * HALF_PI[0];
  if (a === Infinity) return sign * (b !== Infinity ? HALF_PI[0] : left ? (3 * PI[0]) / 4 : PI[0] / 4);
  if (b === Infinity) return left ? sign * PI[0] : sign * 0;
  const [u, v] = balanced(a, b);
  if (u < 2 ** -60 * v) return left ? sign * PI[0] : sign * (a / b);
  const angle = arcTangent(wide(u), wide(v));
  return sign * rounded(left ? subtract(PI, angle) : angle);
}

/** Arc tangent. */
export function atan(x: number): number {
  if (Math.abs(x) < 2 ** -27 || Number.isNaN(x)) return x;
  return atan2(x, 1);
}

/** √(1 − x²). */
const cosineOf = (x: number): Wide => squareRoot(multiply(twoSum(1, -x), twoSum(1, x)));

/** Arc sine; NaN outside ±1. */
export function asin(x: number): number {
  if (Math.abs(x) < 2 ** -27) return x;
  if (!(Math.abs(x) <= 1)) return NaN;
  const angle = rounded(arcTangent(wide(Math.abs(x)), cosineOf(x)));
  return x < 0 ? -angle : angle;
}

/** Arc cosine; NaN outside ±1. */
export function acos(x: number): number {
  if (!(Math.abs(x) <= 1)) return NaN;
  if (x === 1) return 0;
  const angle = arcTangent(cosineOf(x), wide(Math.abs(x)));
  return rounded(x < 0 ? subtract(PI, angle) : angle);
}
