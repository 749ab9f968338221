/**
 * String literals, as `py/lexer.c` reads them: a run of adjacent literals is one token, and an f-string becomes a template and the
 * places of its fields. What is wrong with a literal is described, not thrown: whether it is the first mistake is for parse.ts to say.
 */
import type { Span } from '../source/span.js';

/** Adjacent string literals, joined. */
export interface StringRun extends Span {
  /** `format`: at least one of the literals is an f-string. */
  readonly type: 'text' | 'bytes' | 'format';
  /** The text, or the template for `str.format`; empty for bytes. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Where the expressions of a format string are. They may hold more than an expression: it is the grammar's task to refuse that. */
  readonly fields: readonly Span[];
  /** Offset of the next token, or of the line end. */
  readonly next: number;
  /** `malformed`: an f-string with an empty field. `named`: a \N escape. `invalid`: anything else, such as a missing quote. */
  readonly flaw: 'invalid' | 'malformed' | 'named' | null;
}

/** Whether a string literal starts at `offset`: a quote, or one of MicroPython's (lower-case) prefixes and a quote. */
export function startsString(source: string, offset: number): boolean {
  return prefixAt(source, offset) !== null;
}

/** Reads the run that starts at `offset` and ends before `limit`; `skipBlanks` says where the token after an offset is. */
export function readStrings(source: string, offset: number, limit: number, skipBlanks: (offset: number) => number): StringRun {
  const reader = new StringReader(source, offset, limit);
  let end = offset;
  let next = offset;
  for (
    let prefix = prefixAt(source, offset);
    prefix !== null && reader.accepts(prefix);
    prefix = next < limit ? prefixAt(source, next) : null
  ) {
    reader.readLiteral(next, prefix);
    end = reader.position;
    next = skipBlanks(end);
    if (reader.flaw !== null) break;
  }
  return {
    type: reader.isFormat ? 'format' : reader.isBytes ? 'bytes' : 'text',
    text: reader.text,
    bytes: Uint8Array.from(reader.bytes),
    fields: reader.fields,
    flaw: reader.flaw,
    start: offset,
    end,
    next,
  };
}

function prefixAt(source: string, offset: number): string | null {
  for (let length = 0; length <= 2; length++) {
    const quote = source[offset + length];
    if (quote !== '"' && quote !== "'") continue;
    const prefix = source.slice(offset, offset + length);
    return PREFIXES.has(prefix) ? prefix : null;
  }
  return null;
}

const PREFIXES: ReadonlySet<string> = new Set(['', 'r', 'u', 'b', 'f', 'rb', 'br', 'rf', 'fr']);

const END = -1;
const NEWLINE = 10;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

class StringReader {
  isBytes = false;
  isFormat = false;
  text = '';
  readonly bytes: number[] = [];
  readonly fields: Span[] = [];
  flaw: StringRun['flaw'] = null;
  #isFirst = true;
  #literal = '';

  constructor(
    private readonly source: string,
    public position: number,
    private readonly limit: number,
  ) {}

  /** Whether a literal with this prefix can join the run: text joins text, bytes join bytes. */
  accepts(prefix: string): boolean {
    const isBytes = prefix.includes('b');
    if (this.#isFirst) this.isBytes = isBytes;
    this.#isFirst = false;
    return this.isBytes === isBytes;
  }

  readLiteral(offset: number, prefix: string): void {
    const isRaw = prefix.includes('r');
    const isFormat = prefix.includes('f');
    this.isFormat ||= isFormat;
    this.position = offset + prefix.length;
    const quote = this.#current();
    const quotes = this.source.startsWith(String.fromCharCode(quote).repeat(3), this.position) ? 3 : 1;
    this.position += quotes;

    let closing = 0;
    let c = this.#current();
    while (c !== END && (quotes === 3 || c !== NEWLINE) && closing < quotes) {
      if (c === quote) {
        closing++;
        this.#addPlain(c);
      } else {
        closing = 0;
        if (isFormat && c === OPEN_BRACE) {
          this.#readField();
          c = this.#current();
          continue;
        }
        if (c !== BACKSLASH) this.#addPlain(c);
        else if (isRaw) this.#readRawEscape();
        else this.#readEscape();
      }
      this.#advance();
      c = this.#current();
    }
    if (closing < quotes) this.#spoil();
    if (this.isBytes) this.bytes.length -= closing;
    else this.text += this.#literal.slice(0, this.#literal.length - closing);
    this.#literal = '';
  }

  /** After `{`: either a doubled brace, or an expression up to `:`, `}`, `!r` or `!s` outside brackets. Both leave a brace for `str.format`. */
  #readField(): void {
    this.position++;
    if (this.#current() === OPEN_BRACE) {
      this.position++;
      this.#literal += '{{';
      return;
    }
    const start = this.position;
    // MicroPython: brackets are counted without regard to strings, parentheses are not counted.
    let depth = 0;
    for (let c = this.#current(); c !== END && (depth !== 0 || !this.#endsField()); c = this.#current()) {
      if (c === 91 || c === OPEN_BRACE) depth++;
      else if (c === 93 || c === CLOSE_BRACE) depth--;
      this.#advance();
    }
    let end = this.position;
    if (this.source[end - 1] === '=' && end > start) {
      this.#literal += this.source.slice(start, end).replace(/\r\n?/g, '\n');
      end--;
    }
    if (end === start && this.flaw !== 'named') this.flaw = 'malformed';
    this.fields.push({ start, end });
    this.#literal += '{';
  }

  #endsField(): boolean {
    const c = this.source[this.position];
    return c === ':' || c === '}' || (c === '!' && /^![rs][:}]/.test(this.source.slice(this.position, this.position + 3)));
  }

  /** In a raw literal a backslash keeps the next character, even a quote, from being anything else. */
  #readRawEscape(): void {
    this.#add(BACKSLASH);
    if (this.#following() >= 128 || this.#following() === END) return;
    this.#advance();
    this.#add(this.#current());
  }

  #readEscape(): void {
    const c = this.#following();
    if (c >= 128 || c === END) {
      this.#add(BACKSLASH);
      return;
    }
    this.#advance();
    const letter = String.fromCharCode(c);
    if (c === NEWLINE) return;
    if (letter in SIMPLE_ESCAPES) this.#add(SIMPLE_ESCAPES[letter]);
    else if (letter === 'x' || ((letter === 'u' || letter === 'U') && !this.isBytes)) this.#add(this.#readHex(HEX_DIGITS[letter]));
    else if (c >= 48 && c <= 55) this.#add(this.#readOctal());
    else if (letter === 'N') this.flaw = 'named';
    else {
      this.#add(BACKSLASH);
      this.#add(c);
    }
  }

  #readHex(digits: number): number {
    let value = 0;
    for (; digits > 0; digits--) {
      this.#advance();
      const digit = Number.parseInt(this.source.charAt(this.position), 16);
      if (this.#current() === END || Number.isNaN(digit)) {
        this.#spoil();
        return 0;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  #readOctal(): number {
    let value = this.#current() - 48;
    for (let digits = 1; digits < 3 && this.#following() >= 48 && this.#following() <= 55; digits++) {
      this.#advance();
      value = value * 8 + this.#current() - 48;
    }
    return value;
  }

  /** Adds the character that an escape stands for. MicroPython: any escape after an empty field spoils the literal. */
  #add(code: number): void {
    if (this.flaw !== null || code >= (this.isBytes ? 0x100 : 0x110000)) this.#spoil();
    else if (this.isBytes) this.bytes.push(code);
    else this.#literal += String.fromCodePoint(code);
  }

  /** Adds a character of the source as it stands; in bytes, as UTF-8. */
  #addPlain(code: number): void {
    if (!this.isBytes) {
      this.#literal += String.fromCharCode(code);
    } else {
      const codePoint = code < 128 ? code : (this.source.codePointAt(this.position) as number);
      if (codePoint > 0xffff) this.position++;
      this.bytes.push(...encodeUtf8(codePoint));
    }
  }

  #spoil(): void {
    if (this.flaw !== 'named') this.flaw = 'invalid';
  }

  /** MicroPython's reader: any line end is \n, and a zero byte is an invalid one. */
  #current(): number {
    return this.#at(this.position);
  }

  #following(): number {
    const isPair = this.source.startsWith('\r\n', this.position);
    return this.#at(this.position + (isPair ? 2 : 1));
  }

  #at(offset: number): number {
    if (offset >= this.limit) return END;
    const c = this.source.charCodeAt(offset);
    return c === 13 ? NEWLINE : c === 0 ? 1 : c;
  }

  #advance(): void {
    this.position += this.source.startsWith('\r\n', this.position) ? 2 : 1;
  }
}

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  '\\': 92,
  "'": 39,
  '"': 34,
  a: 7,
  b: 8,
  t: 9,
  n: 10,
  v: 11,
  f: 12,
  r: 13,
};

/** The bytes of a code point; of a lone surrogate too, as in MicroPython. */
export function encodeUtf8(codePoint: number): number[] {
  if (codePoint < 0x80) return [codePoint];
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 63)];
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), 0x80 | ((codePoint >> 6) & 63), 0x80 | (codePoint & 63)];
  return [0xf0 | (codePoint >> 18), 0x80 | ((codePoint >> 12) & 63), 0x80 | ((codePoint >> 6) & 63), 0x80 | (codePoint & 63)];
}
