/**
 * Multiplication and addition in one step. GCC compiles `a * b + c` to one instruction (`-ffp-contract=fast`, which `-std=gnu99` leaves
 * on): VFMA, which all boards have in the precision of their floats.
 */
import { twoProduct, twoSum } from './wide.js';

/** The rounding error of a product can be computed if the product's magnitude lies between these. */
const [SMALLEST, LARGEST] = [2 ** -900, 2 ** 900];

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/**
 * Returns a · b + c, rounded once, where all numbers are of the given precision. In double precision it is rounded twice if the magnitude
 * of the product is above 2^900 or below 2^-900.
 */
export function fused(a: number, b: number, c: number, single: boolean): number {
  const product = a * b;
  const [sum, rest] = twoSum(product, c);
  if (!Number.isFinite(sum)) return product + c;
  if (single) return Math.fround(roundToOdd(sum, rest));
  const size = Math.abs(product);
  if (size < SMALLEST || size > LARGEST || Math.abs(a) > LARGEST || Math.abs(b) > LARGEST) return sum;
  const [, error] = twoProduct(a, b);
  const [high, low] = twoSum(rest, error);
  return high === 0 ? sum : sum + roundToOdd(high, low);
}

/** h + l, where l is the rounding error of h, as a number that rounds as the exact sum does (Boldo and Melquiond 2008, "Emulation of FMA"). */
function roundToOdd(h: number, l: number): number {
  if (l === 0) return h;
  float[0] = h;
  const last = bits[0] as bigint;
  if ((last & 1n) === 0n) bits[0] = last + (l > 0 === h > 0 ? 1n : -1n);
  return float[0] as number;
}
