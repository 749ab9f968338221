/**
 * Integers: arithmetic on numbers and bigints (`py/objint_mpz.c`, `py/mpz.c`).
 * Results become numbers or bigints here, and the cost of large ones is charged: the board keeps 31 bits in a word and larger integers on
 * its heap, in digits of 16 bits (`int-size.ts`). Bits and powers are in `int-bits.ts` and `int-power.ts`, the Python type in `int-type.ts`.
 */
import { EXTRA } from '../bytecode/prices.js';
import { SMALL_LIMIT } from '../bytecode/small-int.js';
import { charge } from './charge.js';
import { raise } from './exception.js';
import { allocateCorrection, allocateDigitsBriefly, allocateInt, allocateZero, WORD_DIGITS } from './int-memory.js';
import { checkDigits, limbs, limbsOfBig } from './int-size.js';

/** An integer value: a number while that is safe, otherwise a bigint. Booleans are not included. */
export type Int = number | bigint;

/** Whether an int fits in 31 bits and thus needs no heap on the board. */
export function isSmall(n: Int): boolean {
  return typeof n === 'number' && n < SMALL_LIMIT && n >= -SMALL_LIMIT;
}

/** Whether an int is below 0. V8 is slow at comparing a bigint with a number and at converting it. */
export const isNegative = (n: Int): boolean => (typeof n === 'number' ? n < 0 : n < 0n);

/** Whether a value is an `int`; a bool is not. */
export function isInt(value: unknown): value is Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Converts a bigint to its form as a value: a number if that is safe. Charges nothing. */
export function normalise(n: bigint): Int {
  return n <= MOST_SAFE && n >= LEAST_SAFE ? Number(n) : n;
}
const MOST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const LEAST_SAFE = -MOST_SAFE;

/** Makes an integer value from a result of native code. Charges the memory of a large one. */
export function newInt(n: Int): Int {
  if (typeof n === 'number') {
    if (n < SMALL_LIMIT && n >= -SMALL_LIMIT) return n + 0;
    allocateInt(WORD_DIGITS);
    return Number.isSafeInteger(n) ? n : normalise(BigInt(n));
  }
  allocateInt(limbsOfBig(n));
  return normalise(n);
}

/**
 * Charges a large sum, difference or bitwise result and its memory: as many digits as the larger operand has, plus `more`, or a word if both
 * operands are small.
 */
export function settle(a: Int, b: Int, more: number): void {
  const [m, n] = [limbs(a), limbs(b)];
  charge(EXTRA.BIGINT_ADD + EXTRA.BIGINT_ADD_PER_LIMB * (m + n));
  allocateInt(isSmall(a) && isSmall(b) ? WORD_DIGITS : Math.max(m, n) + more);
}

/** The same for a sum of magnitudes, which may have one digit more than the larger operand, or for a difference of magnitudes. */
function settleSum(a: Int, b: Int, sameSign: boolean): void {
  settle(a, b, sameSign ? 1 : 0);
}

// A small sum or product of large operands is charged like one of small operands, because the inline paths of both tiers look only at results.

/** `a + b`. */
export function addInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum < SMALL_LIMIT && sum >= -SMALL_LIMIT) return sum;
    if (Number.isSafeInteger(sum)) {
      settleSum(a, b, isNegative(a) === isNegative(b));
      return sum;
    }
  }
  settleSum(a, b, isNegative(a) === isNegative(b));
  return normalise(BigInt(a) + BigInt(b));
}

/** `a - b`. */
export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference < SMALL_LIMIT && difference >= -SMALL_LIMIT) return difference;
    if (Number.isSafeInteger(difference)) {
      settleSum(a, b, isNegative(a) !== isNegative(b));
      return difference;
    }
  }
  settleSum(a, b, isNegative(a) !== isNegative(b));
  return normalise(BigInt(a) - BigInt(b));
}

/** Charges a large product and its memory. Raises MemoryError before the product is computed. */
function chargeProduct(a: Int, b: Int): void {
  const [m, n] = [limbs(a), limbs(b)];
  charge(EXTRA.BIGINT_MULTIPLY + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * m * n);
  if (m === 0 || n === 0) {
    allocateZero();
    return;
  }
  checkDigits(m + n);
  if (isSmall(a) && isSmall(b)) {
    allocateInt(WORD_DIGITS);
    if (isWord((a as number) * (b as number))) return;
  }
  allocateInt(m + n);
}

/** Whether a result fits in a machine word. If it does not, a small operand becomes a large integer first (`py/runtime.c`). */
export const isWord = (n: number): boolean => n < 2 ** 31 && n >= -(2 ** 31);

/** `a * b`. */
export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (product < SMALL_LIMIT && product >= -SMALL_LIMIT) return product | 0;
    if (Number.isSafeInteger(product)) {
      chargeProduct(a, b);
      return product;
    }
  }
  chargeProduct(a, b);
  return normalise(BigInt(a) * BigInt(b));
}

const zeroDivision = (): object => raise.ZeroDivisionError('divide by zero');

/** Charges a division with a large operand, and its memory. `answers`: 1 if only the quotient or the remainder is returned, 2 if both are. */
function chargeDivision(a: Int, b: Int, answers: 1 | 2, isExact: boolean): void {
  const [m, n] = [limbs(a), limbs(b)];
  charge(EXTRA.BIGINT_DIVIDE + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * n * Math.max(0, m - n));
  allocateInt(m + 1);
  if (answers === 2) allocateInt(m + 1);
  else allocateDigitsBriefly(m + 1);
  if (!isExact && isNegative(a) !== isNegative(b)) allocateCorrection();
}

/** V8 divides by numbers of this size and larger recursively (Burnikel and Ziegler), which takes far longer than a product if the quotient is short. */
const LONG_DIVISOR = 1n << BigInt(64 * 57);
/** Up to this size, the estimate of a quotient is wrong by at most 1. */
const SHORT_QUOTIENT = 2 ** 40;

/** Returns x / y without its fraction. */
function truncatedQuotient(x: bigint, y: bigint): bigint {
  if (y < LONG_DIVISOR || x < y) return x / y;
  // The divisor's upper 49 to 64 bits.
  const cut = BigInt(16 * limbsOfBig(y) - 64);
  const estimate = Math.floor(Number(x >> cut) / Number(y >> cut));
  if (estimate > SHORT_QUOTIENT) return x / y;
  const quotient = BigInt(estimate);
  const rest = x - quotient * y;
  if (rest < 0n) return quotient - 1n;
  return rest >= y ? quotient + 1n : quotient;
}

const isLarge = (a: Int, b: Int): boolean => !isSmall(a) || !isSmall(b);

/** Returns the quotient, rounded down, and the remainder, which has the sign of b, for b ≠ 0. Charges nothing. */
export function divide(a: Int, b: Int): [quotient: Int, remainder: Int] {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    const quotient = (a - rest) / b;
    return rest !== 0 && rest < 0 !== b < 0 ? [quotient - 1, rest + b] : [quotient + 0, rest + 0];
  }
  const [x, y] = [BigInt(a), BigInt(b)];
  const quotient = truncatedQuotient(x, y);
  const rest = x - quotient * y;
  const isBelow = rest !== 0n && rest < 0n !== y < 0n;
  return [normalise(isBelow ? quotient - 1n : quotient), normalise(isBelow ? rest + y : rest)];
}

/** `divmod(a, b)`. Raises ZeroDivisionError. */
export function divideInts(a: Int, b: Int): [quotient: Int, remainder: Int] {
  if (b === 0) throw zeroDivision();
  const both = divide(a, b);
  if (isLarge(a, b)) chargeDivision(a, b, 2, both[1] === 0);
  return both;
}

/** `a // b`. Raises ZeroDivisionError. */
export function floorDivideInts(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivision();
  if (!isLarge(a, b)) return newInt(Math.floor((a as number) / (b as number)));
  if (isNegative(a) === isNegative(b)) {
    // The quotient is not rounded down, so the remainder is not needed.
    chargeDivision(a, b, 1, true);
    return typeof a === 'number' && typeof b === 'number' ? (a - (a % b)) / b + 0 : normalise(truncatedQuotient(BigInt(a), BigInt(b)));
  }
  const [quotient, remainder] = divide(a, b);
  chargeDivision(a, b, 1, remainder === 0);
  return quotient;
}

/** `a % b`, with the sign of b. Raises ZeroDivisionError. */
export function moduloInts(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivision();
  if (!isLarge(a, b)) {
    const rest = (a as number) % (b as number);
    return rest !== 0 && rest < 0 !== b < 0 ? rest + (b as number) : rest + 0;
  }
  const [, remainder] = divide(a, b);
  chargeDivision(a, b, 1, remainder === 0);
  return remainder;
}

/** `-a`. */
export function negateInt(a: Int): Int {
  if (typeof a === 'number' && isSmall(a)) return 0 - a;
  allocateInt(isSmall(a) ? WORD_DIGITS : limbs(a));
  return typeof a === 'number' ? -a : normalise(-a);
}

/** The low 32 bits as a machine word holds them, as a signed number (`mp_obj_int_get_truncated`). */
export function truncateToWord(a: Int): number {
  return typeof a === 'number' ? a | 0 : Number(BigInt.asIntN(32, a));
}
