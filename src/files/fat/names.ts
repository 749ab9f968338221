/** Names of FAT entries: long ones in UTF-16, and the short ones of eight and three bytes in code page 437 that go with them. */
import type { NameCodec } from '../block-device.js';
import { fatName, isDot, partsOf } from '../fat-name.js';

/** Characters 0x80 to 0xff of code page 437. */
const CODE_PAGE =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
/** Codes above this are not letters with a capital of their own. */
const LAST_LETTER = 0xa7;

/** Characters of a long name that one directory entry holds. */
export const LONG_NAME_PART = 13;
const NOT_IN_SHORT = '+,;=[]';
const SPACE = 0x20;
/** A short name that begins with the mark of deleted entries is kept with this byte instead. */
const DELETED = 0xe5;
const DELETED_LETTER = 0x05;
/** Sequence numbers above this are mixed with the name. */
const PLAIN_NUMBERS = 5;

/** Flags of an entry whose short name is shown in lower case. */
const SMALL = { body: 0x08, extension: 0x10 } as const;

/** A part of a path. */
export interface FatName {
  /** As given, in the characters of the code page. */
  readonly long: string;
  /** Eleven bytes. */
  readonly short: Uint8Array;
  /** The short name does not represent the whole name: it needs a number to be unique. */
  readonly isLossy: boolean;
  /** A long name must be written. */
  readonly needsLong: boolean;
  /** Flags of `SMALL`. */
  readonly small: number;
  /** '.' or '..'. */
  readonly isDot: boolean;
}

const fromCode = (code: number): string => (code < 0x80 ? String.fromCharCode(code) : (CODE_PAGE[code - 0x80] as string));

/** Returns the code of a character in the code page; null if it has none. */
function toCode(character: string): number | null {
  const unit = character.charCodeAt(0);
  if (unit < 0x80) return unit;
  const at = CODE_PAGE.indexOf(character);
  return at < 0 ? null : at + 0x80;
}

/** Returns the code of the capital that a short name has for a character. */
function capitalCode(character: string): number | null {
  const code = toCode(character);
  if (code === null || code < 0x80 || code > LAST_LETTER) return code;
  const capital = character.toUpperCase();
  const base = capital.normalize('NFD').charCodeAt(0);
  return toCode(capital) ?? (base < 0x80 ? base : code);
}

/** Converts the bytes of names, which are UTF-8, to characters of the code page and back. */
export class FatNames {
  constructor(private readonly codec: NameCodec) {}

  /** Returns the parts of a path, in characters of the code page. */
  parts(path: string): string[] {
    return partsOf(Array.from(this.codec.encode(path), fromCode).join(''));
  }

  /** Returns a long name as text; null if it has characters that the code page lacks. */
  shown(long: string): string | null {
    const codes = [...long].map(toCode);
    return codes.includes(null) ? null : this.codec.decode(Uint8Array.from(codes as number[]));
  }

  /** Returns a short name as text. */
  shownShort(short: Uint8Array, small: number): string {
    const codes: number[] = [];
    for (let i = 0; i < short.length; i++) {
      const code = short[i] as number;
      if (code === SPACE) continue;
      if (i >= 8 && !codes.includes(0x2e)) codes.push(0x2e);
      const isSmall = (small & (i < 8 ? SMALL.body : SMALL.extension)) !== 0;
      const isCapital = code >= 0x41 && code <= 0x5a;
      codes.push(i === 0 && code === DELETED_LETTER ? DELETED : isSmall && isCapital ? code + 0x20 : code);
    }
    return this.codec.decode(Uint8Array.from(codes));
  }
}

/** Returns a part of a path as a name; raises EINVAL if it cannot be a name. */
export function parseName(part: string): FatName {
  if (isDot(part)) {
    const short = new Uint8Array(11).fill(SPACE).fill(0x2e, 0, part.length);
    return { long: part, short, isLossy: false, needsLong: false, small: 0, isDot: true };
  }
  const long = fatName(part);
  const body = long.replace(/^ +/, '');
  const dot = body.lastIndexOf('.');
  const stem = dot > 0 ? body.slice(0, dot) : dot === 0 ? '' : body;
  const first = new ShortPart(stem, 8);
  const second = new ShortPart(dot < 0 ? '' : body.slice(dot + 1), 3);
  const isLossy = body !== long || dot === 0 || first.isLossy || second.isLossy;
  const needsLong = isLossy || first.needsLong || second.needsLong;
  const short = new Uint8Array(11).fill(SPACE);
  short.set(first.bytes);
  short.set(second.bytes, 8);
  if (short[0] === DELETED) short[0] = DELETED_LETTER;
  const small = needsLong ? 0 : (first.hasSmall ? SMALL.body : 0) | (second.hasSmall ? SMALL.extension : 0);
  return { long, short, isLossy, needsLong, small, isDot: false };
}

/** The body or the extension of a short name. */
class ShortPart {
  readonly bytes: number[] = [];
  isLossy = false;
  hasSmall = false;
  #hasCapital = false;
  #isForeign = false;

  constructor(text: string, room: number) {
    for (const character of text) {
      if (character === ' ' || character === '.') {
        this.isLossy = true;
        continue;
      }
      if (this.bytes.length === room) {
        this.isLossy = true;
        break;
      }
      this.bytes.push(this.#code(character));
    }
  }

  get needsLong(): boolean {
    return this.#isForeign || (this.hasSmall && this.#hasCapital);
  }

  #code(character: string): number {
    if (character.charCodeAt(0) >= 0x80) this.#isForeign = true;
    const code = capitalCode(character);
    if (code === null || NOT_IN_SHORT.includes(character)) {
      this.isLossy = true;
      return 0x5f;
    }
    if (/[A-Z]/.test(character)) this.#hasCapital = true;
    if (!/[a-z]/.test(character)) return code;
    this.hasSmall = true;
    return code - 0x20;
  }
}

/** Returns the short name with a number, such as `LONGNA~1`. After a few collisions the number is mixed with the long name. */
export function numberedName({ short, long }: FatName, number: number): Uint8Array {
  let value = number;
  if (number > PLAIN_NUMBERS) {
    for (let i = 0; i < long.length; i++) {
      for (let bit = 0, unit = long.charCodeAt(i); bit < 16; bit++, unit >>= 1) {
        value = value * 2 + (unit & 1);
        if ((value & 0x10000) !== 0) value ^= 0x11021;
      }
    }
  }
  const suffix = `~${value.toString(16).toUpperCase()}`;
  const numbered = short.slice();
  const blank = short.subarray(0, 8).indexOf(SPACE);
  const at = Math.min(blank < 0 ? 8 : blank, 8 - suffix.length);
  for (let i = 0; i < suffix.length; i++) numbered[at + i] = suffix.charCodeAt(i);
  return numbered;
}

/** Returns the checksum of a short name, which tells that a long name belongs to it. */
export function shortNameSum(short: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < 11; i++) sum = (((sum & 1) << 7) + (sum >> 1) + (short[i] as number)) & 0xff;
  return sum;
}
