/** The ranges into which RFC 1951 §3.2.5 divides lengths and distances: each has a symbol, and extra bits give the place in the range. */

/** The numbers from `base` on that `bits` extra bits can distinguish. */
export interface Range {
  readonly base: number;
  readonly bits: number;
}

/** The lengths of the symbols 257 to 285. */
export const LENGTHS: readonly Range[] = [...ranges(28, 3, 4), { base: 258, bits: 0 }];
/** The 30 distances. */
export const DISTANCES: readonly Range[] = ranges(30, 1, 2);
/** The symbol that ends a block. The symbol of the first length is the next one. */
export const END_OF_BLOCK = 256;

/** Makes ranges whose width doubles after every `group` ranges. The ranges of the first two groups are single numbers. */
function ranges(count: number, first: number, group: number): Range[] {
  const made: Range[] = [];
  for (let base = first, i = 0; i < count; i++) {
    const bits = Math.max(0, Math.floor(i / group) - 1);
    made.push({ base, bits });
    base += 1 << bits;
  }
  return made;
}
