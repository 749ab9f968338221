/** The ranges into which RFC 1951 §3.2.5 divides lengths and distances: a symbol for each, and bits that tell where in it. */

/** Numbers from `base` on, told apart by so many bits. */
export interface Range {
  readonly base: number;
  readonly bits: number;
}

/** The lengths of the symbols 257 to 285. */
export const LENGTHS: readonly Range[] = [...ranges(28, 3, 4), { base: 258, bits: 0 }];
/** The 30 distances. */
export const DISTANCES: readonly Range[] = ranges(30, 1, 2);
/** The symbol that ends a block; that of the first length follows. */
export const END_OF_BLOCK = 256;

/** Ranges that double in width after every `group` of them; the first two groups are of single numbers. */
function ranges(count: number, first: number, group: number): Range[] {
  const made: Range[] = [];
  for (let base = first, i = 0; i < count; i++) {
    const bits = Math.max(0, Math.floor(i / group) - 1);
    made.push({ base, bits });
    base += 1 << bits;
  }
  return made;
}
