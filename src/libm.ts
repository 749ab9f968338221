/**
 * Elementary functions that give the same double on every JavaScript engine, whose own `Math.sin` and the like may differ.
 * Only + − × ÷ and sqrt are used, which IEEE 754 fixes. Each function works with about 100 bits, as an unevaluated sum of two
 * doubles (Dekker 1971, Knuth), and rounds once at the end; so its results are those of a good C library, or nearer.
 */

/** high + low, with |low| at most half a unit of high's last place. */
type Wide = readonly [high: number, low: number];

const wide = (x: number): Wide => [x, 0];
const rounded = (a: Wide): number => a[0] + a[1];

function fastSum(a: number, b: number): Wide {
  const s = a + b;
  return [s, b - (s - a)];
}

function twoSum(a: number, b: number): Wide {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

const SPLITTER = 134217729;

function twoProduct(a: number, b: number): Wide {
  const p = a * b;
  const ta = SPLITTER * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLITTER * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

function add(a: Wide, b: Wide): Wide {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [u, g] = fastSum(s, e + t);
  return fastSum(u, g + f);
}

const negate = (a: Wide): Wide => [-a[0], -a[1]];
const subtract = (a: Wide, b: Wide): Wide => add(a, negate(b));

function multiply(a: Wide, b: Wide): Wide {
  const [p, e] = twoProduct(a[0], b[0]);
  return fastSum(p, e + (a[0] * b[1] + a[1] * b[0]));
}

function divide(a: Wide, b: Wide): Wide {
  const q = a[0] / b[0];
  const r = subtract(a, multiply(b, wide(q)));
  const s = r[0] / b[0];
  const t = subtract(r, multiply(b, wide(s)));
  return add(fastSum(q, s), wide(t[0] / b[0]));
}

function squareRoot(a: Wide): Wide {
  if (a[0] <= 0) return wide(Math.sqrt(a[0]));
  const root = Math.sqrt(a[0]);
  const rest = subtract(a, twoProduct(root, root));
  return fastSum(root, rest[0] / (2 * root));
}

const scale = (a: Wide, power: number): Wide => [a[0] * power, a[1] * power];

const bits = new DataView(new ArrayBuffer(8));

/** 2 to a whole power, subnormal ones included. */
function powerOfTwo(n: number): number {
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

/** Significand in [½, 1) and exponent: x = m · 2^e. Zero, infinities and NaN are returned with exponent 0. */
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
function roundScaled(a: Wide, n: number): number {
  const x = rounded(a);
  if (x === 0 || !Number.isFinite(x)) return x;
  const exponent = frexp(x)[1] + n;
  if (exponent >= -1021) return ldexp(x, n);
  // The last bit that a subnormal result keeps, at the scale of `a`: adding and taking away half a format rounds there.
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

/** 1/n! for n up to 29. */
const INVERSE_FACTORIALS: readonly Wide[] = (() => {
  const table: Wide[] = [wide(1)];
  for (let n = 1; n < 30; n++) table.push(divide(table[n - 1] as Wide, wide(n)));
  return table;
})();

const LN2: Wide = [0.6931471805599453, 2.3190468138462996e-17];
const LN2_TAIL = 5.707708438416212e-34;
const LN10: Wide = [2.302585092994046, -2.1707562233822494e-16];
const PI: Wide = [3.141592653589793, 1.2246467991473532e-16];
const HALF_PI: Wide = scale(PI, 0.5);
const HALF_PI_TAIL = -1.4973849048591833e-33;

/** e^a − 1 for |a| < 0.35. */
function expm1Small(a: Wide): Wide {
  const r = scale(a, 1 / 256);
  let sum: Wide = wide(0);
  for (let n = 10; n >= 1; n--) sum = multiply(r, add(INVERSE_FACTORIALS[n] as Wide, sum));
  for (let i = 0; i < 8; i++) sum = add(scale(sum, 2), multiply(sum, sum));
  return sum;
}

/** e^a as a wide number and a power of two. */
function expWide(a: Wide): [Wide, number] {
  const k = Math.round(a[0] / LN2[0]);
  const r = subtract(subtract(subtract(a, twoProduct(k, LN2[0])), twoProduct(k, LN2[1])), wide(k * LN2_TAIL));
  return [add(wide(1), expm1Small(r)), k];
}

/** ln of a positive, finite wide number. */
function logWide(a: Wide): Wide {
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

/** e^x. */
export function exp(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
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

function expm1Wide(a: Wide): Wide {
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
  const sign = x < 0 && odd ? -1 : 1;
  if (size === 1) return sign;
  const exponent = multiply(logWide(wide(size)), wide(y));
  if (exponent[0] > 710) return sign * Infinity;
  if (exponent[0] < -746) return sign * 0;
  const [e, k] = expWide(exponent);
  return sign * roundScaled(e, k);
}

/** π·2^bits, by Machin's formula. */
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

/** The quadrant of x and its rest within ±π/4. */
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

function sinSmall(r: Wide): Wide {
  const z = negate(multiply(r, r));
  let sum: Wide = wide(0);
  for (let n = 27; n >= 3; n -= 2) sum = multiply(z, add(INVERSE_FACTORIALS[n] as Wide, sum));
  return add(r, multiply(r, sum));
}

function cosSmall(r: Wide): Wide {
  const z = negate(multiply(r, r));
  let sum: Wide = wide(0);
  for (let n = 28; n >= 2; n -= 2) sum = multiply(z, add(INVERSE_FACTORIALS[n] as Wide, sum));
  return add(wide(1), sum);
}

function sinCos(x: number): [sin: Wide, cos: Wide] {
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

/** Sine; NaN for infinities. */
export function sin(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  return Math.abs(x) < 2 ** -27 ? x : rounded(sinCos(x)[0]);
}

/** Cosine; NaN for infinities. */
export function cos(x: number): number {
  return Number.isFinite(x) ? rounded(sinCos(x)[1]) : NaN;
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

const TWO_OVER_ROOT_PI: Wide = divide(wide(2), squareRoot(PI));

/** erf by its series, which alternates: exact enough up to 3. */
function erfSeries(x: number): Wide {
  const z = twoProduct(x, x);
  let term: Wide = wide(x);
  let sum: Wide = term;
  // Σ 2^n x^(2n+1) / (1·3·…·(2n+1)) has positive terms only, times e^(−x²).
  for (let n = 1; n < 120; n++) {
    term = divide(multiply(term, scale(z, 2)), wide(2 * n + 1));
    sum = add(sum, term);
    if (term[0] < sum[0] * 2 ** -104) break;
  }
  const [e, k] = expWide(negate(z));
  return multiply(multiply(sum, scale(e, powerOfTwo(k))), TWO_OVER_ROOT_PI);
}

/** erfc by its continued fraction, for x ≥ 2: a wide number times a power of two. */
function erfcFraction(x: number): [Wide, number] {
  let tail: Wide = wide(x);
  for (let n = 300; n >= 1; n--) tail = add(wide(x), divide(wide(n / 2), tail));
  const [e, k] = expWide(negate(twoProduct(x, x)));
  return [divide(multiply(scale(TWO_OVER_ROOT_PI, 0.5), e), tail), k];
}

/** The error function. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x) || x === 0) return x;
  const sign = x < 0 ? -1 : 1;
  if (size > 6) return sign;
  return sign * rounded(erfSeries(size));
}

/** 1 − erf(x), accurate where that is small. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 2) return x < -6 ? 2 : rounded(subtract(wide(1), x < 0 ? negate(erfSeries(-x)) : erfSeries(x)));
  if (x > 28) return 0;
  const [f, k] = erfcFraction(x);
  return roundScaled(f, k);
}

/** Bernoulli numbers B(2), B(4) … over 2n(2n − 1), as fractions: Stirling's series. */
const STIRLING: readonly (readonly [number, number])[] = [
  [1, 12],
  [-1, 360],
  [1, 1260],
  [-1, 1680],
  [1, 1188],
  [-691, 360360],
  [1, 156],
  [-3617, 122400],
  [43867, 244188],
  [-174611, 125400],
  [77683, 5796],
  [-236364091, 1506960],
  [657931, 300],
];

/** ln Γ(x) for x > 0. */
function logGammaWide(x: number): Wide {
  if (x === 1 || x === 2) return wide(0);
  let shift: Wide = wide(1);
  let z: Wide = wide(x);
  while (z[0] < 24) {
    shift = multiply(shift, z);
    z = add(z, wide(1));
  }
  const inverse = divide(wide(1), z);
  const square = multiply(inverse, inverse);
  let series: Wide = wide(0);
  for (let i = STIRLING.length - 1; i >= 0; i--) {
    const [n, d] = STIRLING[i] as readonly [number, number];
    series = add(divide(wide(n), wide(d)), multiply(square, series));
  }
  const logZ = logWide(z);
  const main = subtract(multiply(subtract(z, wide(0.5)), logZ), z);
  const constant = scale(add(logWide(PI), LN2), 0.5);
  return subtract(add(add(main, constant), multiply(series, inverse)), logWide(shift));
}

/** sin(πx), exactly zero at whole numbers. */
function sinPi(x: number): Wide {
  const rest = x - 2 * Math.round(x / 2);
  const folded = rest > 0.5 ? 1 - rest : rest < -0.5 ? -1 - rest : rest;
  const s = multiply(PI, wide(Math.abs(folded) > 0.25 ? 0.5 - Math.abs(folded) : folded));
  return Math.abs(folded) > 0.25 ? (folded < 0 ? negate(cosSmall(s)) : cosSmall(s)) : sinSmall(s);
}

/** ln |Γ(x)|; infinite at the poles. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x)) return Infinity;
  if (x <= 0 && Number.isInteger(x)) return Infinity;
  if (x > 1e17) return x > 2.5e305 ? Infinity : x * (log(x) - 1);
  if (x > 0) return rounded(logGammaWide(x));
  // Γ(x) Γ(1 − x) = π / sin πx.
  const s = sinPi(x);
  if (x > -1e-18) return rounded(negate(logWide(wide(-x))));
  return rounded(subtract(logWide(divide(PI, s[0] < 0 ? negate(s) : s)), logGammaOneMinus(x)));
}

/** ln Γ(1 − x) for x < 0. */
const logGammaOneMinus = (x: number): Wide => add(logGammaWide(-x), logWide(wide(-x)));

/** Γ(x); NaN at negative whole numbers and −∞, infinite at zero. */
export function gamma(x: number): number {
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === -Infinity) return NaN;
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) {
    if (x < 0) return NaN;
    if (x > 171) return Infinity;
    let product: Wide = wide(1);
    for (let n = 2; n < x; n++) product = multiply(product, wide(n));
    return rounded(product);
  }
  if (x > 172) return Infinity;
  if (x > 0) {
    const [e, k] = expWide(logGammaWide(x));
    return roundScaled(e, k);
  }
  if (x < -190) return Math.floor(x) % 2 === 0 ? 0 : -0;
  const s = sinPi(x);
  const [e, k] = expWide(negate(logGammaOneMinus(x)));
  return roundScaled(divide(multiply(PI, e), s), k);
}
