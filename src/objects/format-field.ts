/** What `str.format` and `%` have in common. */
import { raise } from './exception.js';
import { type Int, isInt } from './int.js';
import { machineInt } from './machine-int.js';
import { bytesToUnits, encodeUtf8, utf8Length } from './utf8.js';
import type { Value } from './value.js';

/** Whether a value is an int or a bool. */
export const looksInteger = (value: Value): value is Int | boolean => isInt(value) || typeof value === 'boolean';

/** At most so many bytes of text, in whole characters. */
export function cut(text: string, bytes: number): string {
  if (bytes < 0 || utf8Length(text) <= bytes) return text;
  let end = 0;
  for (let size = 0; end < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(end) as number);
    size += utf8Length(character);
    if (size > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The character of a code point. */
export function characterOf(value: Value): string {
  const point = machineInt(value);
  if (point < 0 || point >= 0x110000) throw raise.OverflowError('char not in range(0x110000)');
  return String.fromCodePoint(point);
}

/** Text that goes into a pattern of units of the same kind. */
export const asUnits = (text: string, isBytes: boolean): string => (isBytes ? bytesToUnits(encodeUtf8(text)) : text);
