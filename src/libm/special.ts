/** The error function and the gamma function. */
import { expWide, log, logWide } from './exponential.js';
import { cosSmall, sinSmall } from './trigonometric.js';
import {
  add,
  divide,
  LN2,
  multiply,
  negate,
  PI,
  powerOfTwo,
  rounded,
  roundScaled,
  scale,
  squareRoot,
  subtract,
  twoProduct,
  type Wide,
  wide,
} from './wide.js';

const TWO_OVER_ROOT_PI: Wide = divide(wide(2), squareRoot(PI));

/** erf by a series of positive terms times e^(−x²). */
function erfSeries(x: number): Wide {
  const z = twoProduct(x, x);
  let term: Wide = wide(x);
  let sum: Wide = term;
  // Σ 2^n x^(2n+1) / (1·3·…·(2n+1)) has only positive terms; it is multiplied by e^(−x²) below.
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
    // Start far below the largest numbers, near which the parts of a product would overflow.
    let product: Wide = wide(2 ** -100);
    for (let n = 2; n < x; n++) product = multiply(product, wide(n));
    return roundScaled(product, 100);
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
