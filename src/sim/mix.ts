/** The finalizer of MurmurHash3 (Appleby, public domain): 32 bits, each of which depends on all bits of `x`. */
export function mix(x: number): number {
  let y = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  y = Math.imul(y ^ (y >>> 13), 0xc2b2ae35);
  return (y ^ (y >>> 16)) >>> 0;
}
