/** Bits of integers: shifts, `&`, `|`, `^`, `~`, with their cost for large integers (`py/objint_mpz.c`, `py/mpz.c`). */
import { EXTRA } from '../bytecode/prices.js';
import { SMALL_LIMIT } from '../bytecode/small-int.js';
import { charge } from './charge.js';
import { raise } from './exception.js';
import { type Int, isNegative, isSmall, normalise, settle } from './int.js';
import { allocateInt, WORD_DIGITS } from './int-memory.js';
import { checkDigits, limbs } from './int-size.js';

/** The count of a shift. As on the board, raises ValueError if it is negative, OverflowError if it exceeds a machine word. */
function shiftCount(b: Int): number {
  if (b > 0x7fffffff || b < -0x80000000) throw raise.OverflowError('overflow converting long int to machine word');
  if (b < 0) throw raise.ValueError('negative shift count');
  return Number(b);
}

/** `a << b`. Raises MemoryError before computing a result that would not fit. */
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

/** The integer with these upper and lower 32 bits. The lowest one, −2^53, is just outside the safe integers. */
function fromHalves(upper: number, lower: number): Int {
  const n = upper * HIGH + lower;
  return Number.isSafeInteger(n) ? n : BigInt(n);
}

/** Charges `&` or `|` of large integers; a negative operand needs one more digit for the sign. */
function settleBits(a: Int, b: Int): void {
  settle(a, b, isNegative(a) || isNegative(b) ? 1 : 0);
}

/** Charges `^` of large integers; equal signs cancel out. */
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

/** `~a`. */
export function invertInt(a: Int): Int {
  if (typeof a === 'number' && isSmall(a)) return ~a;
  allocateInt(limbs(a) + (a < 0 ? 0 : 1));
  return normalise(~BigInt(a));
}
