/**
 * Integers: arithmetic on numbers and bigints (`py/objint_mpz.c`, `py/mpz.c`).
 * The one place where a result becomes a number or a bigint, and where the cost of large ones is charged: the board keeps 31 bits
 * in a word and everything beyond on its heap, in digits of 16 bits. The Python type is in `int-type.ts`.
 */
import { EXTRA } from '../bytecode/prices.js';
import { allocate, charge } from './charge.js';
import { engine } from './engine.js';
import { raise } from './exception.js';

/** An integer value: number while safe, else bigint. Booleans are not among them. */
export type Int = number | bigint;

/** Integers from −2^30 to 2^30 − 1 need no memory on the board. */
export const SMALL_LIMIT = 2 ** 30;
/** Larger integers are refused whatever the heap: no board has as much memory. */
const MOST_BITS = 2 ** 23;

/** Whether an int needs no heap on the board: 31 bits. */
export function isSmall(n: Int): boolean {
  return n < SMALL_LIMIT && n >= -SMALL_LIMIT;
}

/** Whether a value is an integer in the sense of `int`, not bool. */
export function isInt(value: unknown): value is Int {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Gives a bigint its form as a value. Charges nothing. */
export function normalise(n: bigint): Int {
  const near = Number(n);
  return Number.isSafeInteger(near) ? near : n;
}

/** A new integer from native code: in its form, with the memory of a large one charged. */
export function newInt(n: Int): Int {
  if (typeof n === 'number') {
    if (n < SMALL_LIMIT && n >= -SMALL_LIMIT) return n + 0;
    allocateLimbs(limbs(n));
    return Number.isSafeInteger(n) ? n : normalise(BigInt(n));
  }
  const near = Number(n);
  allocateLimbs(limbsOfBig(n, near));
  return Number.isSafeInteger(near) ? near : n;
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

/** The last large number that was measured, and its limbs: the next operation is often on the same. Speed is all that depends on it. */
let measured: Int = 0;
let measuredLimbs = 0;

/** 16-bit digits of the magnitude. */
export function limbs(n: Int): number {
  if (typeof n === 'number') return (bitLength(n) + 15) >> 4;
  return n === measured ? measuredLimbs : limbsOfBig(n, Number(n));
}

/** 16-bit digits of a bigint's magnitude, four at least; `near` is the double nearest to it. */
function limbsOfBig(n: bigint, near: number): number {
  if (near < 2 ** 63 && near > -(2 ** 63)) return 4;
  measured = n;
  measuredLimbs = Math.max(4, (bigBitLength(n, near) + 15) >> 4);
  return measuredLimbs;
}

function allocateLimbs(count: number): void {
  allocate(16, 'int');
  allocate(count < 8 ? 16 : count * 2, 'int');
}

/** Raises MemoryError if a result of so many bits would not fit, before it is computed. */
export function reserveBits(bits: number): void {
  if (bits > MOST_BITS) throw raise.MemoryError('memory allocation failed, allocating %u bytes', Math.ceil(bits / 8));
  if (bits > 30) allocateLimbs((bits + 15) >> 4);
}

/** Charges a large sum or bitwise result, and its memory. */
function settleSum(result: Int, a: Int, b: Int): Int {
  charge(EXTRA.BIGINT_ADD + EXTRA.BIGINT_ADD_PER_LIMB * (limbs(a) + limbs(b)));
  return newInt(result);
}

/** `a + b`. */
export function addInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (sum < SMALL_LIMIT && sum >= -SMALL_LIMIT) return sum;
    if (Number.isSafeInteger(sum)) return settleSum(sum, a, b);
  }
  return settleSum(BigInt(a) + BigInt(b), a, b);
}

/** `a - b`. */
export function subtractInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (difference < SMALL_LIMIT && difference >= -SMALL_LIMIT) return difference;
    if (Number.isSafeInteger(difference)) return settleSum(difference, a, b);
  }
  return settleSum(BigInt(a) - BigInt(b), a, b);
}

/** `a * b`. */
export function multiplyInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (product < SMALL_LIMIT && product >= -SMALL_LIMIT) return product | 0;
    if (Number.isSafeInteger(product)) {
      charge(EXTRA.BIGINT_MULTIPLY + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * limbs(a) * limbs(b));
      return newInt(product);
    }
  }
  const m = limbs(a);
  const n = limbs(b);
  charge(EXTRA.BIGINT_MULTIPLY + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * m * n);
  reserveBits((m + n) * 16);
  return normalise(BigInt(a) * BigInt(b));
}

const zeroDivision = (): object => raise.ZeroDivisionError('divide by zero');

/** Charges a division in which a large integer takes part. */
function chargeDivision(a: Int, b: Int): void {
  if (isSmall(a) && isSmall(b)) return;
  charge(EXTRA.BIGINT_DIVIDE + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * limbs(b) * Math.max(0, limbs(a) - limbs(b)));
}

/** `a // b`; raises ZeroDivisionError. */
export function floorDivideInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw zeroDivision();
    if (!isSmall(a) || !isSmall(b)) chargeDivision(a, b);
    const remainder = a % b;
    const quotient = (a - remainder) / b;
    const floor = remainder !== 0 && remainder < 0 !== b < 0 ? quotient - 1 : quotient;
    return floor < SMALL_LIMIT && floor >= -SMALL_LIMIT ? floor | 0 : newInt(floor);
  }
  if (b === 0) throw zeroDivision();
  chargeDivision(a, b);
  const [x, y] = [BigInt(a), BigInt(b)];
  const quotient = x / y;
  return newInt(x < 0n !== y < 0n && quotient * y !== x ? quotient - 1n : quotient);
}

/** `a % b`, with the sign of b; raises ZeroDivisionError. */
export function moduloInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw zeroDivision();
    if (!isSmall(a) || !isSmall(b)) chargeDivision(a, b);
    const remainder = a % b;
    const modulus = remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder;
    return modulus < SMALL_LIMIT && modulus >= -SMALL_LIMIT ? modulus | 0 : newInt(modulus);
  }
  if (b === 0) throw zeroDivision();
  chargeDivision(a, b);
  const y = BigInt(b);
  const remainder = BigInt(a) % y;
  return newInt(remainder !== 0n && remainder < 0n !== y < 0n ? remainder + y : remainder);
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
    if (Number.isSafeInteger(shifted)) return settleSum(shifted, a, shifted);
  }
  const bits = bitLength(a) + count;
  reserveBits(bits);
  charge(EXTRA.BIGINT_ADD + EXTRA.BIGINT_ADD_PER_LIMB * (bits >> 4));
  return normalise(BigInt(a) << BigInt(count));
}

/** `a >> b`, rounding down. */
export function shiftRight(a: Int, b: Int): Int {
  const count = shiftCount(b);
  if (typeof a === 'number') {
    if (isSmall(a)) return a >> Math.min(count, 31);
    return settleSum(count > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** count), a, 0);
  }
  return settleSum(a >> BigInt(count), a, 0);
}

const HIGH = 2 ** 32;

/** `a & b`. */
export function andInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a & b;
    return settleSum((Math.floor(a / HIGH) & Math.floor(b / HIGH)) * HIGH + ((a & b) >>> 0), a, b);
  }
  return settleSum(BigInt(a) & BigInt(b), a, b);
}

/** `a | b`. */
export function orInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a | b;
    return settleSum((Math.floor(a / HIGH) | Math.floor(b / HIGH)) * HIGH + ((a | b) >>> 0), a, b);
  }
  return settleSum(BigInt(a) | BigInt(b), a, b);
}

/** `a ^ b`. */
export function xorInts(a: Int, b: Int): Int {
  if (typeof a === 'number' && typeof b === 'number') {
    if (isSmall(a) && isSmall(b)) return a ^ b;
    return settleSum((Math.floor(a / HIGH) ^ Math.floor(b / HIGH)) * HIGH + ((a ^ b) >>> 0), a, b);
  }
  return settleSum(BigInt(a) ^ BigInt(b), a, b);
}

/** `a ** b` where that is small; else null. |a| > 1. */
function smallPower(a: number, b: number): number | null {
  let power = 1;
  for (let i = 0; i < b; i++) {
    power *= a;
    if (power >= SMALL_LIMIT || power < -SMALL_LIMIT) return null;
  }
  return power;
}

/** `a ** b` for b ≥ 0; raises MemoryError before computing what would not fit. */
export function powerInts(a: Int, b: Int): Int {
  if (a === 0 || a === 1) return b === 0 ? 1 : a;
  if (a === -1) return moduloInts(b, 2) === 0 ? 1 : -1;
  const size = bitLength(a);
  const small = smallPower(Number(a), Number(b));
  if (small !== null) return small;
  const bits = (size - 1) * Number(b);
  reserveBits(bits + 1);
  charge(EXTRA.BIGINT_MULTIPLY + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * Math.ceil((bits / 16) ** 2 / 2));
  return normalise(BigInt(a) ** BigInt(b));
}

/** `pow(a, b, m)` for b ≥ 0 and m ≠ 0 (`py/mpz.c`, mpz_pow3_inpl). */
export function powerModulo(a: Int, b: Int, m: Int): Int {
  const modulus = BigInt(m);
  const wrap = (n: bigint): bigint => {
    const remainder = n % modulus;
    return remainder !== 0n && remainder < 0n !== modulus < 0n ? remainder + modulus : remainder;
  };
  if (b < 0) return 0;
  const size = limbs(m);
  const step = EXTRA.BIGINT_DIVIDE + EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * size * size;
  let result = 1n;
  let square = wrap(BigInt(a));
  const bits = BigInt(b).toString(2);
  for (let i = bits.length - 1; i >= 0; i--) {
    charge(step);
    engine.look();
    if (bits[i] === '1') result = wrap(result * square);
    if (i > 0) square = wrap(square * square);
  }
  return newInt(wrap(result));
}

/** `-a`. */
export function negateInt(a: Int): Int {
  if (typeof a === 'number' && isSmall(a)) return 0 - a;
  return newInt(-a);
}

/** `~a`. */
export function invertInt(a: Int): Int {
  if (typeof a === 'number') return isSmall(a) ? ~a : newInt(-a - 1);
  return newInt(~a);
}

/** The low 32 bits as a machine word holds them (`mp_obj_int_get_truncated`): as a signed number. */
export function truncateToWord(a: Int): number {
  return typeof a === 'number' ? a | 0 : Number(BigInt.asIntN(32, a));
}
