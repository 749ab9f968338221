/**
 * Integers: arithmetic on numbers and bigints (`py/objint_mpz.c`, `py/mpz.c`).
 * The one place where a result becomes a number or a bigint, and where the cost of large ones is charged: the board keeps 31 bits
 * in a word and everything beyond on its heap, in digits of 16 bits. The Python type is in `int-type.ts`.
 */

import { EXTRA } from '../bytecode/prices.js';
import { SMALL_LIMIT } from '../bytecode/small-int.js';
import { charge } from './charge.js';
import { engine } from './engine.js';
import { raise } from './exception.js';
import { Accumulator, allocateCorrection, allocateDigitsBriefly, allocateInt, allocateZero, WORD_DIGITS } from './int-memory.js';

/** An integer value: number while safe, else bigint. Booleans are not among them. */
export type Int = number | bigint;

/** Larger integers are refused whatever the heap: no board has as much memory. */
const MOST_DIGITS = 2 ** 19;

/** Whether an int needs no heap on the board: 31 bits. */
export function isSmall(n: Int): boolean {
  return typeof n === 'number' && n < SMALL_LIMIT && n >= -SMALL_LIMIT;
}

/** Whether an int is below 0. V8 is slow to compare a bigint with a number, and to convert it. */
const isNegative = (n: Int): boolean => (typeof n === 'number' ? n < 0 : n < 0n);

/** Whether a value is an integer in the sense of `int`, not bool. */
export function isInt(value: unknown): value is Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Gives a bigint its form as a value. Charges nothing. */
export function normalise(n: bigint): Int {
  return n <= MOST_SAFE && n >= LEAST_SAFE ? Number(n) : n;
}
const MOST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const LEAST_SAFE = -MOST_SAFE;

/** A new integer from native code: in its form, with the memory of a large one charged. */
export function newInt(n: Int): Int {
  if (typeof n === 'number') {
    if (n < SMALL_LIMIT && n >= -SMALL_LIMIT) return n + 0;
    allocateInt(WORD_DIGITS);
    return Number.isSafeInteger(n) ? n : normalise(BigInt(n));
  }
  allocateInt(limbsOfBig(n));
  return normalise(n);
}

/** Bits of the magnitude. */
export function bitLength(n: Int): number {
  if (typeof n === 'number') {
    const m = Math.abs(n);
    return m < 0x80000000 ? 32 - Math.clz32(m) : 64 - Math.clz32(Math.floor(m / 0x100000000));
  }
  return bigBitLength(n, Number(n));
}

/** How far the last number that is too large for a double was shifted: the next is often as large. Speed is all that depends on it. */
let lastShift = 512;

/** Bits of a bigint's magnitude; `near` is the double nearest to it. */
function bigBitLength(n: bigint, near: number): number {
  if (Math.abs(near) < 2 ** 1023) return bitsNear(n, near);
  const m = n < 0n ? -n : n;
  // Shifts by `tooFew` and `tooMany` are known to be that.
  let tooFew = 0;
  let tooMany = Number.POSITIVE_INFINITY;
  for (let shift = lastShift; ; ) {
    const part = m >> BigInt(shift);
    const size = Number(part);
    if (size >= 2 ** 1023) tooFew = shift;
    else if (size === 0) tooMany = shift;
    else {
      lastShift = shift;
      return shift + bitsNear(part, size);
    }
    shift = tooMany === Number.POSITIVE_INFINITY ? 2 * shift : Math.floor((tooFew + tooMany) / 2);
  }
}

const double = new DataView(new ArrayBuffer(8));

/** Bits of the magnitude of a bigint whose nearest double is `near`: as many as that has, unless it was rounded up to a power of two. */
function bitsNear(n: bigint, near: number): number {
  double.setFloat64(0, near);
  const high = double.getUint32(0);
  const bits = ((high >> 20) & 0x7ff) - 1022;
  if ((high & 0xfffff) !== 0 || double.getUint32(4) !== 0) return Math.max(0, bits);
  const power = 1n << BigInt(Math.max(0, bits - 1));
  return n < power && n > -power ? Math.max(0, bits - 1) : Math.max(0, bits);
}

/** 16-bit digits of the magnitude. */
export function limbs(n: Int): number {
  return typeof n === 'number' ? (bitLength(n) + 15) >> 4 : limbsOfBig(n);
}

/** Numbers of so many digits are measured by comparing them with powers of two, larger ones otherwise: the powers take memory. */
const MOST_COMPARED = 512;
/** By k, the powers 2^(16·k) and their negatives: a magnitude below such a power has k digits at most. Made on demand. */
const powers: bigint[] = [];
const negativePowers: bigint[] = [];

/** Whether so many digits are enough for a number. */
function fits(n: bigint, digits: number): boolean {
  while (powers.length <= digits) {
    const power = 1n << BigInt(16 * powers.length);
    powers.push(power);
    negativePowers.push(-power);
  }
  return n < (powers[digits] as bigint) && n > (negativePowers[digits] as bigint);
}

/** Digits that the last number had: the next often has about as many. Speed is all that depends on it. */
let lastDigits = 4;

/** 16-bit digits of a bigint's magnitude, four at least. Comparing neither makes a number nor looks at more than its length and upper end. */
function limbsOfBig(n: bigint): number {
  let enough = lastDigits;
  let tooFew = enough - 1;
  if (fits(n, enough)) {
    for (let step = 1; tooFew > 3 && fits(n, tooFew); step *= 2) {
      enough = tooFew;
      tooFew = Math.max(3, enough - step);
    }
  } else {
    for (let step = 1; ; step *= 2) {
      tooFew = enough;
      enough += step;
      if (enough > MOST_COMPARED) return (bigBitLength(n, Number(n)) + 15) >> 4;
      if (fits(n, enough)) break;
    }
  }
  while (enough - tooFew > 1) {
    const middle = (enough + tooFew) >> 1;
    if (fits(n, middle)) enough = middle;
    else tooFew = middle;
  }
  lastDigits = enough;
  return enough;
}

/** Raises MemoryError if so many digits would not fit, before they are computed. */
export function checkDigits(digits: number): void {
  if (digits > MOST_DIGITS) throw raise.MemoryError('memory allocation failed, allocating %u bytes', 2 * digits);
}

/** Charges a large sum, difference or bitwise result, and its memory: digits of the larger operand and some more, or a word where both are small. */
function settle(a: Int, b: Int, more: number): void {
  const [m, n] = [limbs(a), limbs(b)];
  charge(EXTRA.BIGINT_ADD + EXTRA.BIGINT_ADD_PER_LIMB * (m + n));
  allocateInt(isSmall(a) && isSmall(b) ? WORD_DIGITS : Math.max(m, n) + more);
}

/** The same for a sum, of a magnitude that may have one digit more than the larger operand, or a difference of magnitudes. */
function settleSum(a: Int, b: Int, sameSign: boolean): void {
  settle(a, b, sameSign ? 1 : 0);
}

// A small sum or product of large operands is charged like one of small ones: both tiers have an inline path that looks at results alone.

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

/** Charges a large product, and its memory; raises MemoryError before it is computed. */
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

/** Whether a number fits in a machine word: if it does not, a small operand of it becomes a large one first (`py/runtime.c`). */
const isWord = (n: number): boolean => n < 2 ** 31 && n >= -(2 ** 31);

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

/** Charges a division in which a large integer takes part, and its memory: of quotient and remainder one is answered, or both. */
function chargeDivision(a: Int, b: Int, answers: 1 | 2, isExact: boolean): void {
  const [m, n] = [limbs(a), limbs(b)];
  charge(EXTRA.BIGINT_DIVIDE + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * n * Math.max(0, m - n));
  allocateInt(m + 1);
  if (answers === 2) allocateInt(m + 1);
  else allocateDigitsBriefly(m + 1);
  if (!isExact && isNegative(a) !== isNegative(b)) allocateCorrection();
}

const isLarge = (a: Int, b: Int): boolean => !isSmall(a) || !isSmall(b);

/** Quotient, rounded down, and remainder, with the sign of b; b ≠ 0. Charges nothing. */
function divide(a: Int, b: Int): [quotient: Int, remainder: Int] {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    const quotient = (a - rest) / b;
    return rest !== 0 && rest < 0 !== b < 0 ? [quotient - 1, rest + b] : [quotient + 0, rest + 0];
  }
  const [x, y] = [BigInt(a), BigInt(b)];
  const quotient = x / y;
  const rest = x - quotient * y;
  const isBelow = rest !== 0n && rest < 0n !== y < 0n;
  return [normalise(isBelow ? quotient - 1n : quotient), normalise(isBelow ? rest + y : rest)];
}

/** `divmod(a, b)`; raises ZeroDivisionError. */
export function divideInts(a: Int, b: Int): [quotient: Int, remainder: Int] {
  if (b === 0) throw zeroDivision();
  const both = divide(a, b);
  if (isLarge(a, b)) chargeDivision(a, b, 2, both[1] === 0);
  return both;
}

/** `a // b`; raises ZeroDivisionError. */
export function floorDivideInts(a: Int, b: Int): Int {
  if (b === 0) throw zeroDivision();
  if (!isLarge(a, b)) return newInt(Math.floor((a as number) / (b as number)));
  if (isNegative(a) === isNegative(b)) {
    // Nothing is rounded: nobody asks for the remainder.
    chargeDivision(a, b, 1, true);
    return typeof a === 'number' && typeof b === 'number' ? (a - (a % b)) / b + 0 : normalise(BigInt(a) / BigInt(b));
  }
  const [quotient, remainder] = divide(a, b);
  chargeDivision(a, b, 1, remainder === 0);
  return quotient;
}

/** `a % b`, with the sign of b; raises ZeroDivisionError. */
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

/** The count of a shift; raises as the board does for a negative one or one beyond a machine word. */
function shiftCount(b: Int): number {
  if (b > 0x7fffffff || b < -0x80000000) throw raise.OverflowError('overflow converting long int to machine word');
  if (b < 0) throw raise.ValueError('negative shift count');
  return Number(b);
}

/** `a << b`; raises MemoryError before computing what would not fit. */
export function shiftLeft(a: Int, b: Int): Int {
  const count = shiftCount(b);
  if (a === 0) return 0;
  if (typeof a === 'number' && count < 53) {
    const shifted = a * 2 ** count;
    if (shifted < SMALL_LIMIT && shifted >= -SMALL_LIMIT) return shifted;
  }
  const digits = limbs(a) + Math.ceil(count / 16);
  checkDigits(digits);
  // A small int becomes a large one first (`py/runtime.c`).
  if (isSmall(a)) allocateInt(WORD_DIGITS);
  charge(EXTRA.BIGINT_ADD + EXTRA.BIGINT_ADD_PER_LIMB * digits);
  allocateInt(digits);
  return normalise(BigInt(a) << BigInt(count));
}

/** `a >> b`, rounding down. */
export function shiftRight(a: Int, b: Int): Int {
  const count = shiftCount(b);
  if (isSmall(a)) return (a as number) >> Math.min(count, 31);
  settle(a, 0, 0);
  if (typeof a === 'bigint') return normalise(a >> BigInt(count));
  return count > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** count);
}

const HIGH = 2 ** 32;

/** The integer whose upper and lower 32 bits these are; the least of them is just beyond the safe ones. */
function fromHalves(upper: number, lower: number): Int {
  const n = upper * HIGH + lower;
  return Number.isSafeInteger(n) ? n : BigInt(n);
}

/** Charges `&` or `|` of large integers: a negative one needs a digit more for the sign. */
function settleBits(a: Int, b: Int): void {
  settle(a, b, isNegative(a) || isNegative(b) ? 1 : 0);
}

/** Charges `^` of large integers, where equal signs cancel out. */
function settleExclusive(a: Int, b: Int): void {
  settle(a, b, isNegative(a) !== isNegative(b) ? 1 : 0);
}

/** `a & b`. */
export function andInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a & b;
    settleBits(a, b);
    return fromHalves(Math.floor(a / HIGH) & Math.floor(b / HIGH), (a & b) >>> 0);
  }
  settleBits(a, b);
  return normalise(BigInt(a) & BigInt(b));
}

/** `a | b`. */
export function orInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a | b;
    settleBits(a, b);
    return fromHalves(Math.floor(a / HIGH) | Math.floor(b / HIGH), (a | b) >>> 0);
  }
  settleBits(a, b);
  return normalise(BigInt(a) | BigInt(b));
}

/** `a ^ b`. */
export function xorInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a ^ b;
    settleExclusive(a, b);
    return fromHalves(Math.floor(a / HIGH) ^ Math.floor(b / HIGH), (a ^ b) >>> 0);
  }
  settleExclusive(a, b);
  return normalise(BigInt(a) ^ BigInt(b));
}

/** `a ** b` where all steps on the way to it fit in a machine word; else null. */
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

/** `a ** b` for b ≥ 0; raises MemoryError before computing what would not fit. */
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

/** Raises MemoryError at once for a power that cannot fit: that of the first square for which there is no room, after minutes of multiplying. */
function refuseVastPower(bits: number, exponent: number): void {
  const digitsOf = (count: number): number => Math.floor(count / 16) + 1;
  if (digitsOf(bits * exponent) <= MOST_DIGITS) return;
  for (let square = bits; ; square *= 2) checkDigits(2 * digitsOf(square));
}

/** Digits that a one is given. */
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

/** `-a`. */
export function negateInt(a: Int): Int {
  if (typeof a === 'number' && isSmall(a)) return 0 - a;
  allocateInt(isSmall(a) ? WORD_DIGITS : limbs(a));
  return typeof a === 'number' ? -a : normalise(-a);
}

/** `~a`. */
export function invertInt(a: Int): Int {
  if (typeof a === 'number' && isSmall(a)) return ~a;
  allocateInt(limbs(a) + (a < 0 ? 0 : 1));
  return normalise(~BigInt(a));
}

/** The low 32 bits as a machine word holds them (`mp_obj_int_get_truncated`): as a signed number. */
export function truncateToWord(a: Int): number {
  return typeof a === 'number' ? a | 0 : Number(BigInt.asIntN(32, a));
}
