/** `binascii` (`extmod/modbinascii.c`). */
import { bytesFromHex, hexUnits } from '../objects/byte-methods.js';
import { newBytes, readableBuffer } from '../objects/bytes.js';
import { crc32 } from '../objects/crc32.js';
import { arg, fn, option } from '../objects/declare.js';
import { raise } from '../objects/exception.js';
import { newInt } from '../objects/int.js';
import { anything, buffer, truncated, truth } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { unitsToBytes } from '../utf8.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 61;

function fromBase64(source: Uint8Array): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  let afterPad = false;
  for (const code of source) {
    if (code === PAD) {
      if (held === 2 || (held === 4 && afterPad)) {
        held = 0;
        break;
      }
      afterPad = true;
    }
    const sextet = ALPHABET.indexOf(String.fromCharCode(code));
    // Characters outside the alphabet are skipped.
    if (sextet < 0) continue;
    afterPad = false;
    bits = ((bits << 6) | sextet) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  if (held !== 0) throw raise.ValueError('incorrect padding');
  return Uint8Array.from(bytes);
}

function toBase64(source: Uint8Array, newline: boolean): string {
  let text = '';
  for (let i = 0; i < source.length; i += 3) {
    const group = ((source[i] as number) << 16) | ((source[i + 1] ?? 0) << 8) | (source[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].map((shift) => ALPHABET[(group >> shift) & 63]).join('');
    const left = source.length - i;
    text += left >= 3 ? digits : `${digits.slice(0, left + 1)}${'='.repeat(3 - left)}`;
  }
  return newline ? `${text}\n` : text;
}

/** `binascii`. */
export const binascii = (): PyModule =>
  nativeModule('binascii', {
    hexlify: fn(
      'The data as hex digits, with `sep` between bytes.',
      [arg('data', buffer), arg('sep', anything, undefined)],
      ({ bytes }, sep) => newBytes(unitsToBytes(hexUnits(bytes, sep))),
    ),
    unhexlify: fn('The bytes that hex digits stand for.', [arg('data', buffer)], ({ bytes }) => newBytes(bytesFromHex(bytes))),
    a2b_base64: fn('The bytes that base64 text stands for.', [arg('data', buffer)], ({ bytes }) => newBytes(fromBase64(bytes))),
    b2a_base64: fn('The data as base64 text.', [arg('data', anything), option('newline', truth, true)], (data, newline) =>
      newBytes(unitsToBytes(toBase64(readableBuffer(data).bytes, newline))),
    ),
    crc32: fn('The CRC-32 of the data, continued from `value`.', [arg('data', buffer), arg('value', truncated, 0)], ({ bytes }, value) =>
      newInt(crc32(bytes, value)),
    ),
  });
