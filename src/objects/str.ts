/**
 * Strings: their two forms, and the functions on them that native code needs (`py/objstrunicode.c`). A string without surrogates is a
 * JavaScript string with one unit per character; any other is a PyStr. The Python type is in `str-type.ts`.
 */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { LONGEST_NAME } from '../source/limits.js';
import { charactersOf, codePointOf, decodeUtf8, encodeUtf8, hasLoneBytes, utf8Length } from '../utf8.js';
import { allocate, charge, heap, reallocate, release, wholeBlocks } from './charge.js';
import { raise } from './exception.js';
import { knownNames } from './name-pool.js';
import { type PyType, primitiveTypes, typeName, typeOf } from './type.js';
import type { PyObject, Value } from './value.js';

/** A string with characters beyond U+FFFF, or with content that UTF-16 cannot represent. Immutable. */
export class PyStr implements PyObject {
  #points: readonly string[] | null = null;

  constructor(
    /** UTF-16, with lone bytes as in `utf8.ts`. Bytes that form a character which UTF-16 can represent have been replaced by it. */
    readonly text: string,
  ) {}

  get type(): PyType {
    return primitiveTypes.str;
  }

  /** The characters one by one, UTF-16 each. */
  get points(): readonly string[] {
    this.#points ??= charactersOf(this.text);
    return this.#points;
  }
}

/** A Python str. */
export type Str = string | PyStr;

const SURROGATE = /[\ud800-\udfff]/;
/** Maximum length of a text: more than any simulated memory holds. It protects the host's memory. */
const MOST_LENGTH = 1 << 24;

/** Initial size, in bytes, of the buffer for printing. */
const PRINT_BUFFER = 16;

/** The str value of UTF-16 text. For names and constants of native code: it charges nothing. */
export function makeStr(text: string): Str {
  if (!SURROGATE.test(text)) return text;
  // Concatenating texts can bring the bytes of a character together.
  const whole = hasLoneBytes(text) ? (decodeUtf8(encodeUtf8(text), 'keep') as string) : text;
  return SURROGATE.test(whole) ? new PyStr(whole) : whole;
}

/** Interns text as the firmware does: the name of an attribute, module or class. Raises RuntimeError if it is too long for that. */
export function interned(text: string): string {
  if (text.length > LONGEST_NAME / 3 && utf8Length(text) > LONGEST_NAME) throw raise.RuntimeError('name too long');
  if (!knownNames.knowsName(text)) knownNames.note([text]);
  return text;
}

/** The str of one character, which is interned (`mp_obj_new_str_via_qstr`), as indexing, iteration and `chr` return it. */
export function character(text: string): Str {
  charge(EVENT_PRICE.STRING_ONE_CHARACTER);
  knownNames.noteCharacter(text);
  return text.length === 1 && text.charCodeAt(0) < 0xd800 ? text : makeStr(text);
}

/** The str that results from an operation. Charges its memory and the search among interned strings. */
export function newStr(text: string): Str {
  chargeStr(text);
  return makeStr(text);
}

/** The str of UTF-8 bytes (`mp_obj_new_str`). Raises UnicodeError if they are not valid UTF-8. */
export function wholeStr(bytes: Uint8Array): Str {
  const text = decodeUtf8(bytes);
  if (text === null) throw raise.UnicodeError();
  return newStr(text);
}

/** As `newStr`, for text that shares its bytes with another object. */
export function sharingStr(text: string): Str {
  charge(EVENT_PRICE.STRING_NEW);
  if (!knownNames.knows(text)) allocate(16);
  return makeStr(text);
}

/** As `newStr`, for text that is known to have no surrogates. */
export function newNarrowStr(text: string): string {
  chargeStr(text);
  return text;
}

/** Charges a string; interned text takes no memory. */
function chargeStr(text: string): void {
  const { length } = text;
  const isKnown = knownNames.knows(text);
  if (length <= 1 && isKnown) {
    charge(EVENT_PRICE.STRING_ONE_CHARACTER);
    return;
  }
  charge(EVENT_PRICE.STRING_NEW + EVENT_PRICE.COPY_PER_BYTE * length);
  if (isKnown) return;
  allocate(16, 'str');
  allocate(length + 1, 'str');
}

/** As `newStr`, for text that the firmware prints into a growing buffer. */
export function printedStr(text: string): Str {
  chargePrinted(text);
  return makeStr(text);
}

/** Charges a string that is printed into a buffer (`py/vstr.c`), which then becomes its memory. */
export function chargePrinted(text: string): void {
  const { length } = text;
  const isKnown = knownNames.knows(text);
  charge(length <= 1 && isKnown ? EVENT_PRICE.STRING_ONE_CHARACTER : EVENT_PRICE.STRING_NEW + EVENT_PRICE.COPY_PER_BYTE * length);
  allocate(PRINT_BUFFER, 'str');
  let size = PRINT_BUFFER;
  if (length > size) {
    size = ((length + 16) & ~7) + 8;
    reallocate(PRINT_BUFFER, size, heap.used);
  }
  if (isKnown) {
    release(size);
    return;
  }
  if (length + 1 > size) reallocate(size, length + 1, heap.used);
  else release(wholeBlocks(size) - wholeBlocks(length + 1));
  allocate(16);
}

/** Raises MemoryError for a length that no board could hold. For use before the text or array is made. */
export function checkLength(length: number): void {
  if (length > MOST_LENGTH) throw raise.MemoryError('memory allocation failed, allocating %u bytes', length);
}

/** Whether a value is of type str. */
export function isStr(value: Value): value is Str {
  return typeof value === 'string' || value instanceof PyStr;
}

/** UTF-16 text of a str. Raises TypeError for other values. */
export function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  if (value instanceof PyStr) return value.text;
  throw badImplicitConversion(value);
}

/** The TypeError for a str where bytes are required, or for any other value where a str is required (`py/objstr.c`). */
export function badImplicitConversion(value: Value): object {
  return raise.TypeError(
    "can't convert '%q' object to %q implicitly",
    typeName(value),
    typeOf(value) === primitiveTypes.str ? 'bytes' : 'str',
  );
}

/** `len` of a str. */
export function strLength(value: Str): number {
  return typeof value === 'string' ? value.length : value.points.length;
}

/** Text in quotes as `repr` shows it. Control characters are escaped; in bytes, so are non-ASCII ones (`mp_str_print_quoted`). */
export function quote(text: string, isBytes: boolean): string {
  const q = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = (c: string): string => escapeCharacter(c, q, isBytes);
  if (!isBytes && hasLoneBytes(text)) return q + charactersOf(text).map(escaped).join('') + q;
  return q + text.replace(isBytes ? /[\x00-\x1f\x7f-\xff'"\\]/g : /[\x00-\x1f\x7f'"\\]/g, escaped) + q;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** A character as it is, or escaped: control characters, surrogates, characters beyond U+10FFFF, and bytes that are not ASCII. */
function escapeCharacter(c: string, q: string, isByte: boolean): string {
  const point = codePointOf(c);
  if (point < 0x7f && point >= 0x20 && point !== 0x5c) {
    const plain = String.fromCharCode(point);
    return plain === q ? `\\${q}` : plain;
  }
  if (point < 0x80 || isByte) {
    return ESCAPES[String.fromCharCode(point)] ?? `\\x${point.toString(16).padStart(2, '0')}`;
  }
  if (point > 0x10ffff) return `\\U${point.toString(16).padStart(8, '0')}`;
  return point >= 0xd800 && point < 0xe000 ? `\\u${point.toString(16)}` : c;
}
