/** Padding and printing of numbers for `str.format`, `%` and the like (`py/mpprint.c`). */

import { utf8Length } from '../utf8.js';
import { precision } from './float.js';
import { formatFloat } from './float-format.js';
import type { Int } from './int.js';
import { intText } from './int-text.js';
import { checkLength } from './str.js';

/** How a field is printed. */
export interface Field {
  align: '<' | '>' | '^' | '=';
  fill: string;
  width: number;
  /** Number of digits; −1 if not given. */
  precision: number;
  sign: '' | '+' | ' ';
  /** Shows 0x, 0o or 0b. */
  prefix: boolean;
  grouping: '' | ',' | '_';
}

/** A field without any options. */
export const plainField = (): Field => ({ align: '>', fill: ' ', width: 0, precision: -1, sign: '', prefix: false, grouping: '' });

/** Pads text to a width, which counts UTF-8 bytes. */
export function pad(text: string, { align, fill, grouping, width: wanted }: Field, width = wanted): string {
  // An int of C, which wraps. No text has fewer bytes than units.
  if (((width - text.length) | 0) < 0) return text;
  let missing = (width - utf8Length(text)) | 0;
  let phase = 0;
  const group = grouping === ',' ? '000,' : '0000_';
  const grouped = fill === '0' && grouping !== '';
  if (grouped) {
    // The result never starts with a separator: one more zero is put before it.
    let wide = width;
    if (wide % group.length === 0) {
      missing++;
      wide++;
    }
    phase = group.length - 1 - (wide % group.length);
  }
  if (missing <= 0) return text;
  checkLength(missing);
  const padding = (count: number): string => {
    if (!grouped) return fill.repeat(count);
    const turned = group.slice(phase) + group.slice(0, phase);
    return turned.repeat(Math.ceil(count / group.length)).slice(0, count);
  };
  const left = align === '^' ? missing >> 1 : align === '<' ? 0 : missing;
  return padding(left) + text + padding(missing - left);
}

function groupDigits(digits: string, base: number, separator: string): string {
  return separator === '' ? digits : digits.replace(base === 10 ? /\B(?=(\d{3})+$)/g : /\B(?=(.{4})+$)/g, separator);
}

const PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** Text of an integer in a base. */
export function printInt(n: Int, base: 2 | 8 | 10 | 16, upper: boolean, field: Field): string {
  let { precision: digitsWanted, width } = field;
  if (field.align !== '<' && field.align !== '^' && field.fill === '0') {
    width = Math.max(width, digitsWanted);
    digitsWanted = 0;
  }
  let prefix: string = n >= 0 ? field.sign : '';
  let digits = intText(n < 0 ? -n : n, base);
  if (field.prefix) prefix += PREFIX[base];
  if (upper) {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  const sign = n < 0 ? '-' : '';
  digits = groupDigits(digits, base, field.grouping);
  if (digitsWanted > 1) {
    const after = prefix.length + sign.length;
    const total = Math.max(digits.length, digitsWanted) + after;
    checkLength(Math.max(total, width));
    const spaces = ' '.repeat(Math.max(0, width - total));
    const body = sign + prefix + pad(digits, { ...field, align: field.align === '^' ? '^' : '>', fill: '0', width: digitsWanted });
    return field.align === '<' ? body + spaces : spaces + body;
  }
  if (field.align === '=') return sign + prefix + pad(digits, field, width - sign.length - prefix.length);
  return pad(sign + prefix + digits, field, width);
}

/** Text of a float in one of the formats e, f, g, E, F, G; `percent` appends a percent sign. */
export function printFloat(v: number, format: string, percent: boolean, field: Field): string {
  const text = formatFloat(v, format, field.precision, field.sign, precision.single) + (percent ? '%' : '');
  const signed = /^[-+ ]/.test(text);
  if (field.align === '=' && signed) return text[0] + pad(text.slice(1), field, field.width - 1);
  return pad(text, field);
}
