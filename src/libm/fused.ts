/**
 * Multiplication and addition in one step. GCC compiles `a * b + c` to one instruction (`-ffp-contract=fast`, which `-std=gnu99` leaves
 * on): VFMA, which all boards have in the precision of their floats.
 */
import { productError } from './product-error.js';
import { twoProduct, twoSum } from './wide.js';

/** The rounding error of a product can be computed if the product's magnitude lies between these. */
const [SMALLEST, LARGEST] = [2 ** -900, 2 ** 900];

/**
 * Returns a · b + c, rounded once, where all numbers are of the given precision. In double precision it is rounded twice if the magnitude
 * of the product is above 2^900 or below 2^-900.
 */
export function fused(a: number, b: number, c: number, single: boolean): number {
  if (single) return fusedSingle(a, b, c);
  const product = a * b;
  const [sum, rest] = twoSum(product, c);
  const tail = rest + productError(a, b, product);
  const result = sum + tail;
  // The rounding of the tail matters only if it led to the middle between two numbers. What is near it is done with more care. Nearly all
  // calls end here, so that the engine can do them in place, without making objects of the numbers.
  const error = tail - (result - sum);
  return result + error * JUST_ABOVE_1 === result && Math.abs(product) > SMALLEST ? result : fusedWithCare(a, b, c);
}
const JUST_ABOVE_1 = 1 + 2 ** -52;

function fusedSingle(a: number, b: number, c: number): number {
  const product = a * b; // Exact.
  const [sum, rest] = twoSum(product, c);
  return Number.isFinite(sum) ? Math.fround(roundToOdd(sum, rest)) : product + c;
}

function fusedWithCare(a: number, b: number, c: number): number {
  const product = a * b;
  const [sum, rest] = twoSum(product, c);
  if (!Number.isFinite(sum)) return product + c;
  const size = Math.abs(product);
  if (size < SMALLEST || size > LARGEST || Math.abs(a) > LARGEST || Math.abs(b) > LARGEST) return sum;
  const [, error] = twoProduct(a, b);
  const [high, low] = twoSum(rest, error);
  return high === 0 ? sum : sum + roundToOdd(high, low);
}

const double = new DataView(new ArrayBuffer(8));

/** h + l, where l is the rounding error of h, as a number that rounds as the exact sum does (Boldo and Melquiond 2008, "Emulation of FMA"). */
function roundToOdd(h: number, l: number): number {
  if (l === 0) return h;
  double.setFloat64(0, h);
  const low = double.getUint32(4);
  if ((low & 1) !== 0) return h;
  // The odd neighbour on the side where the exact sum is. Words, because each access to a 64-bit integer would make a bigint.
  if (l > 0 === h > 0) double.setUint32(4, low + 1);
  else {
    if (low === 0) double.setUint32(0, double.getUint32(0) - 1);
    double.setUint32(4, low - 1);
  }
  return double.getFloat64(0);
}
