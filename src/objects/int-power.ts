/** Powers of integers, computed by squaring, with the cost of each step (`py/mpz.c`, mpz_pow_inpl and mpz_pow3_inpl). */
import { EXTRA } from '../bytecode/prices.js';
import { charge } from './charge.js';
import { engine } from './engine.js';
import { divide, type Int, isSmall, isWord, moduloInts, newInt, normalise } from './int.js';
import { Accumulator, allocateInt, WORD_DIGITS } from './int-memory.js';
import { bitLength, checkDigits, limbs, MOST_DIGITS } from './int-size.js';

/** `a ** b` if all intermediate results fit in a machine word; otherwise null. */
function wordPower(a: number, b: number): number | null {
  let power = 1;
  for (let square = a, rest = b; rest > 0; square *= square) {
    if (!isWord(square)) return null;
    if (rest % 2 === 1) {
      power *= square;
      if (!isWord(power)) return null;
    }
    rest = Math.floor(rest / 2);
  }
  return power;
}

/** `a ** b` for b ≥ 0. Raises MemoryError before computing a result that would not fit. */
export function powerInts(a: Int, b: Int): Int {
  if (a === 0 || a === 1) return b === 0 ? 1 : a;
  if (a === -1) return moduloInts(b, 2) === 0 ? 1 : -1;
  const power = isSmall(a) && isSmall(b) ? wordPower(a as number, b as number) : null;
  if (power !== null) return newInt(power);
  refuseVastPower(bitLength(a) - 1, Number(b));
  // A small int becomes a large one first (`py/runtime.c`).
  if (isSmall(a)) allocateInt(WORD_DIGITS);
  const product = new Accumulator(WORD_OF_ONE, true);
  const factor = new Accumulator(isSmall(a) ? WORD_DIGITS : limbs(a), true);
  const exponent = new Accumulator(limbs(b), true);
  let [result, square] = [1n, BigInt(a)];
  for (let rest = Number(b); ; square *= square) {
    const digits = limbs(normalise(square));
    if (rest % 2 === 1) {
      chargeStep(product, limbs(normalise(result)), digits);
      result *= square;
    }
    rest = Math.floor(rest / 2);
    if (rest === 0) break;
    chargeStep(factor, digits, digits);
  }
  factor.free();
  exponent.free();
  return normalise(result);
}

/** Raises MemoryError at once for a power that cannot fit: the error of the first square without room, after minutes of multiplying. */
function refuseVastPower(bits: number, exponent: number): void {
  const digitsOf = (count: number): number => Math.floor(count / 16) + 1;
  if (digitsOf(bits * exponent) <= MOST_DIGITS) return;
  for (let square = bits; ; square *= 2) checkDigits(2 * digitsOf(square));
}

/** Digits allocated for the number 1. */
const WORD_OF_ONE = 2;

/** Charges one multiplication of a power. */
function chargeStep(target: Accumulator, own: number, other: number): void {
  charge(EXTRA.BIGINT_MULTIPLY + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * own * other);
  target.multiply(own, other);
}

/** `pow(a, b, m)` for b ≥ 0 and m ≠ 0 (mpz_pow3_inpl). */
export function powerModulo(a: Int, b: Int, m: Int): Int {
  const wrap = (n: bigint): Int => divide(normalise(n), m)[1];
  if (b < 0) return 0;
  const power = new Accumulator(WORD_OF_ONE, true);
  const factor = new Accumulator(limbs(a), true);
  const exponent = new Accumulator(limbs(b), true);
  const quotient = new Accumulator(WORD_OF_ONE, false);
  const size = limbs(m);
  const multiply = (target: Accumulator, x: Int, y: Int): Int => {
    const [i, j] = [limbs(x), limbs(y)];
    charge(EXTRA.BIGINT_DIVIDE + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * size * Math.max(size, i));
    target.multiply(i, j);
    quotient.need(i + j + 1);
    target.need(i + j + 1);
    return wrap(BigInt(x) * BigInt(y));
  };
  let [result, square]: [Int, Int] = [wrap(1n), a];
  const bits = BigInt(b).toString(2);
  for (let i = bits.length - 1; i >= 0; i--) {
    engine.look();
    if (bits[i] === '1') result = multiply(power, result, square);
    if (i > 0) square = multiply(factor, square, square);
  }
  quotient.free();
  factor.free();
  exponent.free();
  return result;
}
