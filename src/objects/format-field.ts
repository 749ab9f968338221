/** Functions shared by `str.format` and `%`. */

import { bytesToUnits, decodeUtf8, encodeUtf8, textOfPoint, utf8Length } from '../utf8.js';
import { raise } from './exception.js';
import { type Int, isInt } from './int.js';
import { machineInt } from './machine-int.js';
import type { Value } from './value.js';

/** Whether a value is an int or a bool. */
export const looksInteger = (value: Value): value is Int | boolean => isInt(value) || typeof value === 'boolean';

/** The number that decimal digits stand for, as an int of C, which wraps (`py/objstr.c`, str_to_int). */
export function wrappingNumber(digits: string): number {
  let n = 0;
  for (let i = 0; i < digits.length; i++) n = (Math.imul(n, 10) + digits.charCodeAt(i) - ZERO) | 0;
  return n;
}
const ZERO = '0'.charCodeAt(0);

/** Cuts text to at most this number of bytes, possibly within a character. A negative number means no limit. */
export function cut(text: string, bytes: number): string {
  return bytes < 0 || utf8Length(text) <= bytes ? text : (decodeUtf8(encodeUtf8(text).subarray(0, bytes), 'keep') as string);
}

/** The character with a code point. Raises OverflowError. */
export function characterOf(value: Value): string {
  const point = machineInt(value);
  if (point < 0 || point >= 0x110000) throw raise.OverflowError('char not in range(0x110000)');
  return textOfPoint(point);
}

/** Converts text to the units of the pattern that it is inserted into: UTF-8 bytes if `isBytes`, otherwise the text itself. */
export const asUnits = (text: string, isBytes: boolean): string => (isBytes ? bytesToUnits(encodeUtf8(text)) : text);
