/** Size of integers: in bits, and in digits of 16 bits as in `py/mpz.c`; and the largest size allowed. */
import { raise } from './exception.js';
import type { Int } from './int.js';

/** Larger integers are refused regardless of the heap, because no board has that much memory. */
export const MOST_DIGITS = 2 ** 19;

/** Number of bits of the magnitude. */
export function bitLength(n: Int): number {
  if (typeof n === 'number') {
    const m = Math.abs(n);
    return m < 0x80000000 ? 32 - Math.clz32(m) : 64 - Math.clz32(Math.floor(m / 0x100000000));
  }
  return bigBitLength(n, Number(n));
}

/** By how much the last number that was too large for a double was shifted; the next one is often as large. It affects only speed. */
let lastShift = 512;

/** Number of bits of a bigint's magnitude; `near` is the double nearest to it. */
function bigBitLength(n: bigint, near: number): number {
  if (Math.abs(near) < 2 ** 1023) return bitsNear(n, near);
  const m = n < 0n ? -n : n;
  // A shift by `tooFew` is known to be too small, one by `tooMany` too large.
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

/** Number of bits of the magnitude of a bigint. It is that of the nearest double, `near`, unless that was rounded up to a power of two. */
function bitsNear(n: bigint, near: number): number {
  double.setFloat64(0, near);
  const high = double.getUint32(0);
  const bits = ((high >> 20) & 0x7ff) - 1022;
  if ((high & 0xfffff) !== 0 || double.getUint32(4) !== 0) return Math.max(0, bits);
  const power = 1n << BigInt(Math.max(0, bits - 1));
  return n < power && n > -power ? Math.max(0, bits - 1) : Math.max(0, bits);
}

/** Number of 16-bit digits of the magnitude. */
export function limbs(n: Int): number {
  return typeof n === 'number' ? (bitLength(n) + 15) >> 4 : limbsOfBig(n);
}

/** Numbers of up to this many digits are measured by comparison with powers of two; larger ones are not, because the powers take memory. */
const MOST_COMPARED = 512;
/** The powers 2^(16·k) and their negatives, by k. A magnitude below such a power has at most k digits. Made on demand. */
const powers: bigint[] = [];
const negativePowers: bigint[] = [];

/** Whether this number of digits is enough for a number. */
function fits(n: bigint, digits: number): boolean {
  while (powers.length <= digits) {
    const power = 1n << BigInt(16 * powers.length);
    powers.push(power);
    negativePowers.push(-power);
  }
  return n < (powers[digits] as bigint) && n > (negativePowers[digits] as bigint);
}

/** Number of digits of the last number; the next one often has about as many. It affects only speed. */
let lastDigits = 4;

/** Number of 16-bit digits of a bigint's magnitude, at least four. Comparing makes no new number and looks only at length and upper end. */
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

/** Raises MemoryError if this number of digits would not fit. For use before they are computed. */
export function checkDigits(digits: number): void {
  if (digits > MOST_DIGITS) throw raise.MemoryError('memory allocation failed, allocating %u bytes', 2 * digits);
}
