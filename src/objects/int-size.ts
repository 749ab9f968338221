/** How large an integer is: bits, digits of 16 bits as `py/mpz.c` has them, and how large one may be. */
import { raise } from './exception.js';
import type { Int } from './int.js';

/** Larger integers are refused whatever the heap: no board has as much memory. */
export const MOST_DIGITS = 2 ** 19;

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
export function limbsOfBig(n: bigint): number {
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
