/** A product and a sum with one rounding (`libm/fused.ts`), beside whole numbers, which do not round. */
import { describe, expect, it } from 'vitest';
import { fused } from '../../src/libm/fused.js';
import { frexp } from '../../src/libm/wide.js';

/** Numbers of many sizes, whose sums cancel at times, the same in every run; those of single precision have no subnormal results. */
function* triples(count: number, single: boolean): Generator<[number, number, number]> {
  let state = 1n;
  const next = (): number => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number(state >> 11n) / 2 ** 53;
  };
  const one = (): number => (next() - 0.5) * 2 ** Math.round((next() - 0.5) * (single ? 40 : 120));
  const inPrecision = (x: number): number => (single ? Math.fround(x) : x);
  for (let i = 0; i < count; i++) {
    const [a, b] = [inPrecision(one()), inPrecision(one())];
    const c = i % 3 === 0 ? -a * b : i % 3 === 1 ? a * b * one() : one();
    yield [a, b, inPrecision(c)];
  }
}

/** Every number here is a whole multiple of 2^-SCALE. */
const SCALE = 400;

function scaled(x: number): bigint {
  const [fraction, exponent] = frexp(x);
  return BigInt(fraction * 2 ** 53) << BigInt(exponent - 53 + SCALE);
}

/** The nearest of the whole numbers with so many bits, the even one of two. */
function nearest(n: bigint, bits: number): bigint {
  const size = n < 0n ? -n : n;
  const excess = size.toString(2).length - bits;
  if (excess <= 0) return n;
  const unit = 1n << BigInt(excess);
  const [quotient, rest] = [size / unit, size % unit];
  const isUp = rest * 2n > unit || (rest * 2n === unit && quotient % 2n === 1n);
  return (n < 0n ? -unit : unit) * (quotient + (isUp ? 1n : 0n));
}

describe('a product and a sum in one step', () => {
  it.each([
    [false, 53],
    [true, 24],
  ])('are rounded once, with single precision %s', (single, bits) => {
    let differing = 0;
    for (const [a, b, c] of triples(3000, single)) {
      const exact = scaled(a) * scaled(b) + (scaled(c) << BigInt(SCALE));
      const expected = Number(nearest(exact, bits)) * 2 ** -SCALE * 2 ** -SCALE;
      expect([a, b, c, fused(a, b, c, single)]).toEqual([a, b, c, expected]);
      const inTwo = single ? Math.fround(Math.fround(a * b) + c) : a * b + c;
      if (inTwo !== expected) differing++;
    }
    expect(differing).toBeGreaterThan(500);
  });

  it('tell the middle between two doubles from what is just beside it', () => {
    // Doubles above 2^60 are 256 apart, those below it 128.
    for (const c of [2 ** 60, 2 ** 60 + 256, 2 ** 60 - 128, -(2 ** 60), 2 ** 61 - 256]) {
      for (const half of [64, -64, 128, -128]) {
        for (const x of [half, half * (1 + 2 ** -30), half * (1 - 2 ** -30)]) {
          for (const y of [1, 1 + 2 ** -30, 1 - 2 ** -30]) {
            const exact = scaled(x) * scaled(y) + (scaled(c) << BigInt(SCALE));
            expect([x, y, c, fused(x, y, c, false)]).toEqual([x, y, c, Number(nearest(exact, 53)) * 2 ** -SCALE * 2 ** -SCALE]);
          }
        }
      }
    }
  });

  it.each([
    [0, 5, -0, 0],
    [-0, 5, -0, -0],
    [Infinity, 0, 1, NaN],
    [2, Infinity, -Infinity, NaN],
    [1e300, 1e300, 1, Infinity],
    [1e-200, 1e-200, 1, 1],
    [3, 4, -12, 0],
  ])('%d · %d + %d is %d', (a, b, c, result) => expect(fused(a, b, c, false)).toBe(result));
});
