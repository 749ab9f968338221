import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXTRA } from '../../src/bytecode/prices.js';
import { fuel } from '../../src/execution.js';
import { heap } from '../../src/objects/charge.js';
import { MemoryError, OverflowError, type PyException, ValueError } from '../../src/objects/exception.js';
import { addInts, floorDivideInts, type Int, moduloInts, multiplyInts, negateInt, normalise, subtractInts } from '../../src/objects/int.js';
import { andInts, invertInt, orInts, shiftLeft, shiftRight, xorInts } from '../../src/objects/int-bits.js';
import { powerInts, powerModulo } from '../../src/objects/int-power.js';
import { bitLength, limbs } from '../../src/objects/int-size.js';
import { intFromBytes, intText, intToBytes, parseInteger } from '../../src/objects/int-text.js';
import { withoutVm } from '../support/no-vm.js';

withoutVm();

/** Where representations change: zero, 2^30 on the board, 2^32, 2^53 here, 2^64; and what lies between. */
const EDGES: readonly bigint[] = [
  0n,
  1n,
  2n,
  7n,
  255n,
  12345n,
  2n ** 30n,
  2n ** 31n,
  2n ** 32n,
  2n ** 40n,
  2n ** 53n,
  2n ** 64n,
  2n ** 130n,
]
  .flatMap((n) => [n - 1n, n, n + 1n])
  .flatMap((n) => [n, -n]);

function thrownBy(f: () => unknown): PyException {
  try {
    f();
  } catch (x) {
    return x as PyException;
  }
  throw new Error('nothing was raised');
}

const floorDivide = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
const OPERATIONS: Readonly<Record<string, readonly [(a: Int, b: Int) => Int, (a: bigint, b: bigint) => bigint]>> = {
  '+': [addInts, (a, b) => a + b],
  '-': [subtractInts, (a, b) => a - b],
  '*': [multiplyInts, (a, b) => a * b],
  '&': [andInts, (a, b) => a & b],
  '|': [orInts, (a, b) => a | b],
  '^': [xorInts, (a, b) => a ^ b],
  '//': [floorDivideInts, floorDivide],
  '%': [moduloInts, (a, b) => a - floorDivide(a, b) * b],
};

describe('arithmetic agrees with bigints, in the form that a value must have', () => {
  for (const [name, [ours, exact]] of Object.entries(OPERATIONS)) {
    it(name, () => {
      for (const a of EDGES) {
        for (const b of EDGES) {
          if (b === 0n && (name === '//' || name === '%')) continue;
          expect(ours(normalise(a), normalise(b)), `${a} ${name} ${b}`).toBe(normalise(exact(a, b)));
        }
      }
    });
  }

  it('- and ~', () => {
    for (const a of EDGES) {
      expect(negateInt(normalise(a))).toBe(normalise(-a));
      expect(invertInt(normalise(a))).toBe(normalise(~a));
    }
  });

  it('<< and >>', () => {
    for (const a of EDGES) {
      for (const count of [0, 1, 13, 29, 30, 31, 32, 52, 53, 64, 100]) {
        expect(shiftLeft(normalise(a), count), `${a} << ${count}`).toBe(normalise(a << BigInt(count)));
        expect(shiftRight(normalise(a), count), `${a} >> ${count}`).toBe(normalise(a >> BigInt(count)));
      }
    }
  });

  it('** with and without a modulus', () => {
    for (const a of [-3n, -2n, -1n, 0n, 1n, 2n, 10n, 2n ** 31n]) {
      for (const b of [0n, 1n, 2n, 15n, 30n, 31n, 33n]) {
        expect(powerInts(normalise(a), normalise(b)), `${a} ** ${b}`).toBe(normalise(a ** b));
        expect(powerModulo(normalise(a), normalise(b), 1000007)).toBe(Number(((a ** b % 1000007n) + 1000007n) % 1000007n));
      }
    }
  });

  it('never gives −0', () => {
    expect(Object.is(multiplyInts(-3, 0), 0)).toBe(true);
    expect(Object.is(moduloInts(-6, 3), 0)).toBe(true);
    expect(Object.is(floorDivideInts(0, -5), 0)).toBe(true);
    expect(Object.is(floorDivideInts(-5, -(2 ** 40)), 0)).toBe(true);
    expect(Object.is(negateInt(0), 0)).toBe(true);
  });

  it('counts bits', () => {
    for (const a of EDGES) {
      const magnitude = a < 0n ? -a : a;
      expect(bitLength(normalise(a)), String(a)).toBe(magnitude === 0n ? 0 : magnitude.toString(2).length);
    }
  });
});

describe('what would not fit is refused before it is computed', () => {
  const refused: Readonly<Record<string, () => unknown>> = {
    shift: () => shiftLeft(1, 10 ** 9),
    power: () => powerInts(10, 10 ** 10),
    'power of a power': () => powerInts(7, 10n ** 30n),
    product: () => multiplyInts(1n << 6_000_000n, 1n << 6_000_000n),
  };
  for (const [name, compute] of Object.entries(refused)) it(name, () => expect(thrownBy(compute).type).toBe(MemoryError));

  it('unless the count of a shift is no machine word', () => {
    expect(thrownBy(() => shiftLeft(1, 2 ** 40)).type).toBe(OverflowError);
    expect(thrownBy(() => shiftLeft(1, -1)).type).toBe(ValueError);
  });
});

describe('memory and time of large integers', () => {
  let used = 0;
  let left = 0;
  beforeEach(() => {
    used = heap.used;
    left = fuel.left;
  });
  afterEach(() => {
    heap.used = used;
    fuel.left = left;
  });
  const costOf = (compute: () => Int): { bytes: number; cycles: number } => {
    [used, left] = [heap.used, fuel.left];
    compute();
    return { bytes: heap.used - used, cycles: left - fuel.left };
  };

  it('31 bits are free', () => {
    expect(costOf(() => addInts(2 ** 29, 2 ** 29 - 1))).toEqual({ bytes: 0, cycles: 0 });
    expect(costOf(() => subtractInts(-(2 ** 30) + 1, 1))).toEqual({ bytes: 0, cycles: 0 });
  });

  it('one more takes two blocks', () => {
    const { bytes, cycles } = costOf(() => addInts(2 ** 29, 2 ** 29));
    expect(bytes).toBe(32);
    expect(cycles).toBeGreaterThan(EXTRA.BIGINT_ADD);
  });

  it('a product costs by the product of the lengths', () => {
    const small = costOf(() => multiplyInts(1n << 100n, 1n << 100n)).cycles;
    const large = costOf(() => multiplyInts(1n << 1600n, 1n << 1600n)).cycles;
    expect(large / small).toBeGreaterThan(50);
  });
});

describe('text and bytes', () => {
  it('reads what it writes, in every base', () => {
    for (const a of EDGES)
      for (const base of [2, 8, 10, 16] as const) expect(parseInteger(intText(normalise(a), base), base)).toBe(normalise(a));
  });

  it('reads bases of no power of two by halves', () => {
    expect(parseInteger('z'.repeat(40), 36)).toBe(36n ** 40n - 1n);
    expect(parseInteger('2'.repeat(101), 3)).toBe(3n ** 101n - 1n);
  });

  it('takes prefixes, signs, underscores and white space', () => {
    expect(parseInteger('  -0x_fF \n', 16)).toBe(-255);
    expect(parseInteger('0b101', 0)).toBe(5);
    expect(parseInteger('000', 0)).toBe(0);
    expect(parseInteger('1_000', 10)).toBe(1000);
  });

  it.each([
    ['', 10],
    ['0x', 16],
    ['12', 2],
    ['1 2', 10],
    ['012', 0],
    ['1', 1],
    ['1', 37],
  ])('refuses %j in base %d', (text, base) => {
    expect(thrownBy(() => parseInteger(text, base)).type).toBe(ValueError);
  });

  it('writes two’s complement in both orders', () => {
    for (const a of EDGES) {
      for (const little of [true, false]) {
        const bytes = new Uint8Array(20);
        intToBytes(normalise(a), bytes, little);
        expect(intFromBytes(bytes, little)).toBe(normalise(BigInt.asUintN(160, a)));
      }
    }
  });
});

describe('bitLength of numbers beyond a double', () => {
  it('is found from any other', () => {
    for (const bits of [1024, 5000, 1022, 3100, 1030, 100_000, 1100, 2047, 2048, 60_000]) {
      expect(bitLength(1n << BigInt(bits)), String(bits)).toBe(bits + 1);
      expect(bitLength((1n << BigInt(bits)) - 1n), String(bits)).toBe(bits);
      expect(bitLength(-(1n << BigInt(bits)) + 1n), String(bits)).toBe(bits);
    }
  });
});

describe('the digits of a large number', () => {
  it('are found from any other', () => {
    for (const digits of [4, 5, 100, 6, 511, 512, 513, 4, 2000, 30, 31, 300, 3000, 512]) {
      const power = 1n << BigInt(16 * digits);
      for (const [n, expected] of [
        [power - 1n, digits],
        [power, digits + 1],
        [-power, digits + 1],
        [-power + 1n, digits],
        [power >> 1n, digits],
      ] as const)
        expect(limbs(n), `${expected} digits`).toBe(expected);
    }
  });
});
