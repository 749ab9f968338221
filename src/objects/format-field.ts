/** What `str.format` and `%` have in common. */
import { raise } from './exception.js';
import { type Int, isInt } from './int.js';
import { machineInt } from './machine-int.js';
import { bytesToUnits, decodeUtf8, encodeUtf8, textOfPoint, utf8Length } from './utf8.js';
import type { Value } from './value.js';

/** Whether a value is an int or a bool. */
export const looksInteger = (value: Value): value is Int | boolean => isInt(value) || typeof value === 'boolean';

/** At most so many bytes of text; a character may be cut. */
export function cut(text: string, bytes: number): string {
  return bytes < 0 || utf8Length(text) <= bytes ? text : (decodeUtf8(encodeUtf8(text).subarray(0, bytes), 'keep') as string);
}

/** The character of a code point. */
export function characterOf(value: Value): string {
  const point = machineInt(value);
  if (point < 0 || point >= 0x110000) throw raise.OverflowError('char not in range(0x110000)');
  return textOfPoint(point);
}

/** Text that goes into a pattern of units of the same kind. */
export const asUnits = (text: string, isBytes: boolean): string => (isBytes ? bytesToUnits(encodeUtf8(text)) : text);
