/**
 * UTF-8 as the firmware reads and writes it (`py/unicode.c`): surrogates, overlong forms and characters beyond U+10FFFF are accepted, and a
 * str may contain bytes that are not UTF-8 at all. Content that UTF-16 cannot represent is kept as its bytes, each as a lone low surrogate:
 * U+DC00 plus the byte. Also converts bytes to and from strings of one unit per byte.
 */

/** A lone surrogate: in a text that `makeStr` has processed, a byte of content that UTF-16 cannot represent. */
const LONE = /[\ud800-\udfff]/u;

const isByte = (point: number): boolean => point >= 0xdc80 && point <= 0xdcff;

/** Whether a text contains lone bytes. */
export function hasLoneBytes(text: string): boolean {
  return LONE.test(text);
}

/** The text of one code point, which may be a surrogate. */
export function textOfPoint(point: number): string {
  if (point < 0xd800 || point > 0xdfff) return String.fromCodePoint(point);
  return String.fromCharCode(0xdced, 0xdc80 | ((point >> 6) & 0x3f), 0xdc80 | (point & 0x3f));
}

/** The characters of UTF-16 text, one string each. MicroPython: all continuation bytes belong to the character before, whatever begins it. */
export function charactersOf(text: string): string[] {
  return text.match(/(?:[\ud800-\udbff][\udc00-\udfff]|[\s\S])[\udc80-\udcbf]*/g) ?? [];
}

/** Code point of a character as returned by `charactersOf`. If it is not UTF-8: what the firmware makes of its bytes (`utf8_get_char`). */
export function codePointOf(character: string): number {
  const point = character.codePointAt(0) as number;
  if (!hasLoneBytes(character)) return point;
  const [lead, ...rest] = encodeUtf8(character) as unknown as [number, ...number[]];
  if (lead < 0x80) return lead;
  let start = lead & 0x7f;
  for (let mask = 0x40; start & mask; mask >>= 1) start &= ~mask;
  return rest.reduce((sum, byte) => ((sum << 6) | (byte & 0x3f)) >>> 0, start);
}

/** Bytes of the UTF-8 form of UTF-16 text. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point < 0x80) bytes[at++] = point;
    else if (point < 0x800) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else if (isByte(point)) bytes[at++] = point & 0xff;
    else if (point < 0x10000) {
      bytes[at++] = 0xe0 | (point >> 12);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else {
      i++;
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes;
}

/** Length of the UTF-8 form in bytes. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length++;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 2;
      i++;
    } else if (!isByte(unit)) length += 2;
  }
  return length;
}

/** Treatment of bytes that are not UTF-8: `strict` makes the result null, the others omit them, keep them, or replace them by U+FFFD. */
type DecodeErrors = 'strict' | 'ignore' | 'keep' | 'replace';

/** The lowest code point of a sequence, by its length in bytes minus one. A lower one has a shorter form. */
const LEAST = [0, 0x80, 0x800, 0x10000];

const hasRoom = (point: number, more: number): boolean =>
  point >= (LEAST[more] as number) && point < 0x110000 && (point < 0xd800 || point > 0xdfff);

/** The UTF-16 text of UTF-8 bytes, or null if they are not UTF-8 and `errors` is 'strict'. */
export function decodeUtf8(bytes: Uint8Array, errors: DecodeErrors = 'strict'): string | null {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = i;
    const lead = bytes[i] as number;
    let point = lead;
    let valid = true;
    let need = 0;
    if (lead >= 0x80) {
      need = lead >= 0xf8 || lead < 0xc0 ? -1 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
      point = lead & (0x7f >> Math.max(need, 0));
      let got = 0;
      while (got < need && ((bytes[i + 1] ?? 0) & 0xc0) === 0x80) {
        point = (point << 6) | ((bytes[++i] as number) & 0x3f);
        got++;
      }
      valid = got === need;
    }
    i++;
    if (!valid) {
      if (errors === 'strict') return null;
      if (errors === 'replace') units.push(0xfffd);
    }
    if (valid ? !hasRoom(point, need) : errors === 'keep') for (let at = first; at < i; at++) units.push(0xdc00 | (bytes[at] as number));
    else if (!valid) continue;
    else if (point >= 0x10000) units.push(0xd7c0 + (point >> 10), 0xdc00 | (point & 0x3ff));
    else units.push(point);
    if (units.length > 4096) {
      parts.push(String.fromCharCode(...units));
      units = [];
    }
  }
  parts.push(String.fromCharCode(...units));
  return parts.join('');
}

/** Decodes text whose bytes arrive in pieces, which may end within a character. Bytes that are not UTF-8 become U+FFFD. */
export class Utf8Pieces {
  /** The first bytes of a character whose other bytes have not arrived yet. */
  #rest = new Uint8Array(0);

  /** Returns the characters that are complete with these bytes. */
  text(bytes: Uint8Array): string {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const whole = wholeCharacters(all);
    this.#rest = all.slice(whole);
    return decodeUtf8(all.subarray(0, whole), 'replace') as string;
  }
}

/** The length of `bytes` without an incomplete character at the end. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    // A byte from 0xf8 on begins no character.
    const need = byte >= 0xf8 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return need > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Converts bytes to a string of one unit per byte, so that string algorithms can be used for both. */
export function bytesToUnits(bytes: Uint8Array): string {
  if (bytes.length <= 4096) return String.fromCharCode(...bytes);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 4096) parts.push(String.fromCharCode(...bytes.subarray(i, i + 4096)));
  return parts.join('');
}

/** The inverse of `bytesToUnits`. */
export function unitsToBytes(units: string): Uint8Array {
  const bytes = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i++) bytes[i] = units.charCodeAt(i);
  return bytes;
}
