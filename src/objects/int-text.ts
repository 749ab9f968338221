/** Integers as text and as bytes (`py/mpz.c`, `py/parsenum.c`). */

import { EXTRA } from '../bytecode/prices.js';
import { SMALL_LIMIT } from '../bytecode/small-int.js';
import { allocateBriefly, charge } from './charge.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { type Int, isSmall, newInt, normalise } from './int.js';
import { allocateDigitsBriefly, allocateInt } from './int-memory.js';
import { checkDigits, limbs } from './int-size.js';
import { quote } from './str.js';

/** Digits in a base, lower case, with a sign and without a prefix. Charges the cost of printing a large integer. */
export function intText(a: Int, base: 2 | 8 | 10 | 16): string {
  if (typeof a === 'number' && isSmall(a)) return a.toString(base);
  const digits = limbs(a);
  // The firmware writes the text into a buffer that is certainly large enough (mp_int_format_size), and divides down a copy of the digits.
  allocateBriefly(Math.floor((16 * digits) / Math.floor(Math.log2(base))) + 3);
  allocateDigitsBriefly(digits);
  const text = a.toString(base);
  charge(6 * text.length * digits);
  return text;
}

const SPACE = /[ \t\n\r\v\f]/;

/** Value of a digit in bases up to 36; 99 if the character is not a digit. */
function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 0x20;
  return lower >= 97 && lower <= 122 && code < 128 ? lower - 87 : 99;
}

const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** The ValueError for text that is not an integer. A firmware with detailed error messages shows the text after sign and prefix. */
function noInteger(digits: string, base: number): object {
  return features.detailedErrors
    ? raise.ValueError('invalid syntax for integer with base %d: %s', base, quote(digits, true))
    : raise.ValueError('invalid syntax for integer with base %d', base);
}

/** `int(text, base)` (`py/parsenum.c`, mp_parse_num_integer). Each unit of the text is one byte. Raises ValueError. */
export function parseInteger(text: string, base: number): Int {
  if ((base !== 0 && base < 2) || base > 36) throw raise.ValueError('int() arg 2 must be >= 2 and <= 36');
  let start = 0;
  while (start < text.length && SPACE.test(text[start] as string)) start++;
  const negative = text[start] === '-';
  if (negative || text[start] === '+') start++;
  let radix = base;
  const prefixed = text[start] === '0' ? PREFIXES[(text[start + 1] ?? '').toLowerCase()] : undefined;
  if (prefixed !== undefined && (base === 0 || base === prefixed)) {
    radix = prefixed;
    start += 2;
  } else if (base === 0) radix = text[start] === '0' ? 1 : 10;
  let end = start;
  let digits = '';
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 95) continue;
    const value = digitValue(code);
    if (value >= radix) break;
    digits += text[end];
  }
  let rest = end;
  while (rest < text.length && SPACE.test(text[rest] as string)) rest++;
  if (end === start || rest !== text.length) {
    throw noInteger(text.slice(start), radix === 1 ? 0 : radix);
  }
  const magnitude = digits === '' || radix === 1 ? 0 : magnitudeOf(digits, radix);
  // A value that is not a small int is read again by code that accepts no underscores (`py/mpz.c`, mpz_set_from_str).
  if (!isSmall(magnitude) && end - start > digits.length) throw noInteger(text.slice(start), radix);
  const value = negative ? -magnitude : magnitude;
  // The firmware allocates a byte per digit, in any base.
  if (!isSmall(value)) allocateInt((digits.length >> 1) + 1);
  return value;
}

function magnitudeOf(digits: string, radix: number): Int {
  const near = Number.parseInt(digits, radix);
  if (Number.isSafeInteger(near)) return near;
  checkDigits((digits.length >> 1) + 1);
  const size = digits.length / 4;
  charge(EXTRA.BIGINT_MULTIPLY_PER_LIMB_PRODUCT * Math.ceil(size * size));
  if (radix === 10) return BigInt(digits);
  if (radix === 16) return BigInt(`0x${digits}`);
  if (radix === 8) return BigInt(`0o${digits}`);
  if (radix === 2) return BigInt(`0b${digits}`);
  return foldDigits(digits, BigInt(radix)).value;
}

/** Value of digits in any base, computed by halves, so that the cost is that of the multiplications. */
function foldDigits(digits: string, radix: bigint): { value: bigint; scale: bigint } {
  if (digits.length <= 8) {
    let value = 0n;
    for (const digit of digits) value = value * radix + BigInt(digitValue(digit.charCodeAt(0)));
    return { value, scale: radix ** BigInt(digits.length) };
  }
  const middle = digits.length >> 1;
  const high = foldDigits(digits.slice(0, middle), radix);
  const low = foldDigits(digits.slice(middle), radix);
  return { value: high.value * low.scale + low.value, scale: high.scale * low.scale };
}

/** Reads an unsigned integer from bytes, as `int.from_bytes` does. */
export function intFromBytes(bytes: Uint8Array, littleEndian: boolean): Int {
  // As in the firmware, a small value needs no memory, however many zeros precede it.
  let small = 0;
  let at = 0;
  for (; at < bytes.length && small <= (SMALL_LIMIT - 1) >> 8; at++) {
    small = (small << 8) | (bytes[littleEndian ? bytes.length - 1 - at : at] as number);
  }
  if (at === bytes.length) return newInt(small);
  let hex = '';
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[littleEndian ? bytes.length - 1 - i : i] as number;
    hex += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
  }
  allocateInt((bytes.length + 1) >> 1);
  return hex.length <= 13 ? Number.parseInt(hex, 16) : normalise(BigInt(`0x${hex}`));
}

/** Writes the two's complement of an integer into `target`, truncated to its length. */
export function intToBytes(a: Int, target: Uint8Array, littleEndian: boolean): void {
  const size = target.length;
  const put = (i: number, byte: number): void => {
    target[littleEndian ? i : size - 1 - i] = byte;
  };
  if (typeof a === 'number' && isSmall(a)) {
    for (let i = 0; i < size; i++) put(i, a >> Math.min(8 * i, 31));
    return;
  }
  const hex = BigInt.asUintN(size * 8, BigInt(a))
    .toString(16)
    .padStart(size * 2, '0');
  for (let i = 0; i < size; i++) put(i, Number.parseInt(hex.slice(2 * (size - 1 - i), 2 * (size - i)), 16));
}
