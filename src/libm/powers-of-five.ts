/**
 * Powers of five as the boards' own `pow` computes them (`lib/libm_dbl/pow.c`, `lib/libm/math.c`: the FreeBSD functions). Its result is not
 * always the nearest number: the lists below name the exponents for which it is the next number away from zero (ABOVE) or towards zero (BELOW).
 */

const listed = (text: string): ReadonlySet<number> => new Set(text.trim().split(/\s+/).map(Number));

const DOUBLE_ABOVE = listed(`
  -378 -371 -368 -349 -313 -303 -283 -278 -275 -272 -252 -227 -207 -163 -148 -145 -106 -104 -98 -88 -76 -67 -39 -29 -24 -21 -20 -11
  29 34 39 49 58 61 126 165 166 169 187 210 215 225 247 273 319 324 328 349 380 393 402 431`);
const DOUBLE_BELOW = listed(`
  -442 -441 -434 -426 -417 -392 -374 -362 -356 -328 -249 -222 -181 -138 -128 -122 -111 -86 -63 -32 -17 -5
  42 70 136 142 191 223 232 244 260 279 284 294 301 359 391 399 427`);
const SINGLE_ABOVE = listed('-51 -49 -45 11');
const SINGLE_BELOW = listed('-36 -22 -18');
/** With larger exponents, of either sign, every power is infinite or 0. */
const MOST = 1100;

const view = new DataView(new ArrayBuffer(8));
const doubles = new Map<number, number>();
const singles = new Map<number, number>();

/** 5^n in double precision. */
export function powerOf5(n: number): number {
  let power = doubles.get(n);
  if (power === undefined) {
    view.setFloat64(0, nearest(n));
    view.setBigInt64(0, view.getBigInt64(0) + BigInt(offBy(n, DOUBLE_ABOVE, DOUBLE_BELOW)));
    power = view.getFloat64(0);
    doubles.set(n, power);
  }
  return power;
}

/** 5^n in single precision. */
export function singlePowerOf5(n: number): number {
  let power = singles.get(n);
  if (power === undefined) {
    view.setFloat32(0, nearest(n));
    view.setInt32(0, view.getInt32(0) + offBy(n, SINGLE_ABOVE, SINGLE_BELOW));
    power = view.getFloat32(0);
    singles.set(n, power);
  }
  return power;
}

/** The double nearest to 5^n, from the host's conversion of decimal digits, which ECMAScript requires to be exact. */
function nearest(n: number): number {
  if (n < -MOST) return 0;
  return n > MOST ? Infinity : Number(n < 0 ? `${2n ** BigInt(-n)}e${n}` : 5n ** BigInt(n));
}

const offBy = (n: number, above: ReadonlySet<number>, below: ReadonlySet<number>): number => (above.has(n) ? 1 : below.has(n) ? -1 : 0);
