/** The methods that only bytes and bytearray have (`py/objstr.c`). */

import { decodeUtf8, unitsToBytes } from '../utf8.js';
import { newByteArray } from './bytearray.js';
import { bytesType, emptyBytes, newBytes, readableBuffer } from './bytes.js';
import { arg, classMethod, methodsOf } from './declare.js';
import { raise } from './exception.js';
import { anything } from './kinds.js';
import { None } from './none.js';
import { newNarrowStr, newStr } from './str.js';
import { decode } from './str-type.js';
import { anyUnits } from './text-units.js';
import type { Value } from './value.js';

const { method } = methodsOf<Value>();

/**
 * Two lower-case digits per byte, with the first byte of `separator` in between: a text of one unit per byte. The separator is not looked at if
 * there are no bytes.
 */
export function hexUnits(bytes: Uint8Array, separator: Value | undefined): string {
  const between = separator === undefined || bytes.length === 0 ? '' : separatorOf(separator);
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += (i === 0 ? '' : between) + (bytes[i] as number).toString(16).padStart(2, '0');
  return text;
}

function separatorOf(value: Value): string {
  return anyUnits(emptyBytes, value)[0] ?? '\0';
}

/** Bytes from pairs of hex digits; white space between pairs is skipped. Raises ValueError. */
export function bytesFromHex(source: Uint8Array): Uint8Array {
  const digits: number[] = [];
  for (let i = 0; i < source.length; i++) {
    const code = source[i] as number;
    if (code === 32 || (code >= 9 && code <= 13)) continue;
    const pair = String.fromCharCode(code, source[++i] ?? 0);
    if (!/^[\da-f]{2}$/i.test(pair)) throw raise.ValueError('non-hex digit');
    digits.push(Number.parseInt(pair, 16));
  }
  return Uint8Array.from(digits);
}

/** `hex` of bytes, bytearray and memoryview. */
export const hexMethod = method('The bytes as hex digits, with `sep` between bytes.', [arg('sep', anything, undefined)], (self, sep) => {
  const units = hexUnits(readableBuffer(self).bytes, sep);
  return sep === undefined ? newNarrowStr(units) : newStr(decodeUtf8(unitsToBytes(units), 'keep') as string);
});

/** `decode` of bytes and bytearray. */
export const decodeMethod = method(
  'The text whose bytes these are.',
  [arg('encoding', anything, 'utf-8'), arg('errors', anything, None)],
  (self, encoding, errors) => decode(self, encoding, errors),
);

/** Methods of bytes and bytearray. */
export const byteMethods = {
  hex: hexMethod,
  fromhex: classMethod('Bytes from pairs of hex digits.', [arg('digits', anything)], (type, digits) => {
    const bytes = bytesFromHex(readableBuffer(digits).bytes);
    return type === bytesType ? newBytes(bytes) : newByteArray(bytes);
  }),
} as const;
