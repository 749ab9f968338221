/** Rounding errors of products, without an FMA instruction (Dekker 1971, "A floating-point technique for extending the available precision"). */

/** Splits a factor into halves whose products are exact. */
const SPLITTER = 134217729;

/** Returns the exact rounding error of the product p = a · b, for factors below 2^996. */
export function productError(a: number, b: number, p: number): number {
  const ta = SPLITTER * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLITTER * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}
