/**
 * Multiplication and addition in one step. GCC makes one instruction of `a * b + c` (`-ffp-contract=fast`, which `-std=gnu99` leaves on), and all boards
 * have it, VFMA, in the precision of their floats.
 */
import { twoProduct, twoSum } from './wide.js';

/** Products between these have an error that can be computed. */
const [SMALLEST, LARGEST] = [2 ** -900, 2 ** 900];

const float = new Float64Array(1);
const bits = new BigInt64Array(float.buffer);

/**
 * a · b + c, rounded once to the precision asked for, of numbers of that precision. Doubles whose product is above 2^900 or, in size, below 2^-900 are
 * rounded twice.
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

/** h + l, where l is what rounding has taken from h, as a number that rounds as the exact sum does (Boldo and Melquiond 2008, "Emulation of FMA"). */
function roundToOdd(h: number, l: number): number {
  if (l === 0) return h;
  float[0] = h;
  const last = bits[0] as bigint;
  if ((last & 1n) === 0n) bits[0] = last + (l > 0 === h > 0 ? 1n : -1n);
  return float[0] as number;
}
