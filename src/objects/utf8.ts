/**
 * UTF-8 as the firmware reads and writes it (`py/unicode.c`): surrogates, overlong forms and characters beyond U+10FFFF pass.
 * UTF-16 has no room for the latter; their four bytes are kept as four lone low surrogates, U+DC00 and the byte.
 * And bytes as strings of one unit per byte.
 */

/** Whether a character beyond U+10FFFF begins at a unit that is a lone low surrogate. */
function isBeyond(text: string, at: number): boolean {
  const lead = text.charCodeAt(at);
  if (lead < 0xdcf4 || lead > 0xdcf7) return false;
  for (let i = 1; i < 4; i++) if ((text.charCodeAt(at + i) & 0xffc0) !== 0xdc80) return false;
  return true;
}

/** The characters of UTF-16 text, one string each. */
export function charactersOf(text: string): string[] {
  return text.match(/[\udcf4-\udcf7][\udc80-\udcbf]{3}|[\s\S]/gu) ?? [];
}

/** Code point of a character as `charactersOf` gives it. */
export function codePointOf(character: string): number {
  if (character.length < 4) return character.codePointAt(0) as number;
  return character.split('').reduce((point, unit, i) => (point << 6) | (unit.charCodeAt(0) & (i === 0 ? 7 : 0x3f)), 0);
}

/** Bytes of the UTF-8 form of UTF-16 text; pairs make one character, a lone surrogate three bytes. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) as number;
    if (point < 0x80) bytes[at++] = point;
    else if (point < 0x800) {
      bytes[at++] = 0xc0 | (point >> 6);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else if (isBeyond(text, i)) {
      for (let byte = 0; byte < 4; byte++) bytes[at++] = text.charCodeAt(i + byte);
      i += 3;
    } else if (point < 0x10000) {
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

/** Length of the UTF-8 form. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) length++;
    else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      length += 2;
      i++;
    } else if (isBeyond(text, i)) i += 3;
    else length += 2;
  }
  return length;
}

/** What to do with bytes that are no UTF-8: nothing (the result is null), leave them out, or put U+FFFD in their place. */
export type DecodeErrors = 'strict' | 'ignore' | 'replace';

/** The UTF-16 text of UTF-8 bytes, or null if they are none. */
export function decodeUtf8(bytes: Uint8Array, errors: DecodeErrors = 'strict'): string | null {
  const parts: string[] = [];
  let units: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    let point = lead;
    let valid = true;
    if (lead >= 0x80) {
      const need = lead >= 0xf8 || lead < 0xc0 ? -1 : lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
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
    } else if (point >= 0x110000) for (let back = 4; back > 0; back--) units.push(0xdc00 | (bytes[i - back] as number));
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

/** Bytes as a string of one unit per byte, so that string algorithms serve for both. */
export function bytesToUnits(bytes: Uint8Array): string {
  if (bytes.length <= 4096) return String.fromCharCode(...bytes);
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 4096) parts.push(String.fromCharCode(...bytes.subarray(i, i + 4096)));
  return parts.join('');
}

/** The way back from `bytesToUnits`. */
export function unitsToBytes(units: string): Uint8Array {
  const bytes = new Uint8Array(units.length);
  for (let i = 0; i < units.length; i++) bytes[i] = units.charCodeAt(i);
  return bytes;
}
