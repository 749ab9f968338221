/** Reads the characters, escapes and fields of string literals, as `py/lexer.c` does. */
import type { Span } from '../source/span.js';

/** `malformed`: e.g. a format or template string with an empty field. `named`: a \N escape. `invalid`: anything else, e.g. a missing quote. */
export type Flaw = 'invalid' | 'malformed' | 'named' | null;

/** The code for the end of the text. */
export const END = -1;
/** Any line end, as MicroPython reads it. */
export const NEWLINE = 10;
/** The code of `\`. */
export const BACKSLASH = 92;
/** The code of `{`. */
export const OPEN_BRACE = 123;
/** The code of `}`. */
export const CLOSE_BRACE = 125;

/**
 * Reads the literals of a run one after the other, and joins them. The text may end anywhere; `flaw` tells what is wrong.
 */
export class LiteralReader {
  isBytes = false;
  isFormat = false;
  text = '';
  readonly bytes: number[] = [];
  readonly fields: Span[] = [];
  flaw: Flaw = null;
  #isFirst = true;
  /** What has been read of the current literal. */
  protected literal = '';
  protected quote = 0;
  /** The number of quotes that end the current literal. */
  protected quotes: 1 | 3 = 1;
  protected isRaw = false;
  protected hasFields = false;

  constructor(
    protected readonly source: string,
    public position: number,
    protected readonly limit: number,
  ) {}

  /** Whether a literal with this prefix can join the run: text joins text, bytes join bytes. */
  accepts(prefix: string): boolean {
    const isBytes = prefix.includes('b');
    if (this.#isFirst) this.isBytes = isBytes;
    this.#isFirst = false;
    return this.isBytes === isBytes;
  }

  readLiteral(offset: number, prefix: string): void {
    this.isRaw = prefix.includes('r');
    this.hasFields = prefix.includes('f');
    this.isFormat ||= this.hasFields;
    this.position = offset + prefix.length;
    this.quote = this.current();
    this.quotes = this.source.startsWith(String.fromCharCode(this.quote).repeat(3), this.position) ? 3 : 1;
    this.position += this.quotes;

    let closing = 0;
    let c = this.current();
    while (c !== END && (this.quotes === 3 || c !== NEWLINE) && closing < this.quotes) {
      closing = c === this.quote ? closing + 1 : 0;
      if (closing > 0) {
        this.#addPlain(c);
        this.advance();
      } else {
        this.readItem(c);
      }
      c = this.current();
    }
    if (closing < this.quotes) this.spoil();
    if (this.isBytes) this.bytes.length -= closing;
    else this.text += this.literal.slice(0, this.literal.length - closing);
    this.literal = '';
  }

  /** Reads what begins with the character `c`: a plain character, an escape or a field. */
  protected readItem(c: number): void {
    if (this.hasFields && c === OPEN_BRACE) {
      this.#readField();
      return;
    }
    if (c !== BACKSLASH) this.#addPlain(c);
    else if (this.isRaw) this.readRawEscape();
    else this.#readEscape();
    this.advance();
  }

  /** After `{`: either a doubled brace, or an expression up to `:`, `}`, `!r` or `!s` outside brackets. Both leave a brace for `str.format`. */
  #readField(): void {
    this.position++;
    if (this.current() === OPEN_BRACE) {
      this.position++;
      this.literal += '{{';
      return;
    }
    const { start, end, isDebug } = this.readExpression();
    if (end === start) this.malform();
    if (isDebug) this.literal += `${this.sourceText(start, end)}=`;
    this.fields.push({ start, end });
    this.literal += '{';
  }

  /** An expression up to `:`, `}`, `!r` or `!s` outside brackets; `isDebug` if a `=` follows it, which is left out of the span. */
  protected readExpression(): Span & { readonly isDebug: boolean } {
    const start = this.position;
    // MicroPython: brackets are counted without regard to strings, parentheses are not counted.
    let depth = 0;
    for (let c = this.current(); c !== END && (depth !== 0 || !this.#endsField()); c = this.current()) {
      if (c === 91 || c === OPEN_BRACE) depth++;
      else if (c === 93 || c === CLOSE_BRACE) depth--;
      this.advance();
    }
    const end = this.position;
    const isDebug = end > start && this.source[end - 1] === '=';
    return { start, end: isDebug ? end - 1 : end, isDebug };
  }

  /** A part of the source, with MicroPython's line ends. */
  protected sourceText(start: number, end: number): string {
    return this.source.slice(start, end).replace(/\r\n?/g, '\n');
  }

  #endsField(): boolean {
    const c = this.source[this.position];
    return c === ':' || c === '}' || (c === '!' && /^![rs][:}]/.test(this.source.slice(this.position, this.position + 3)));
  }

  /** In a raw literal the character after a backslash is always a plain character, even a quote. */
  protected readRawEscape(): void {
    this.#add(BACKSLASH);
    if (this.#following() >= 128 || this.#following() === END) return;
    this.advance();
    this.#add(this.current());
  }

  #readEscape(): void {
    const c = this.#following();
    if (c >= 128 || c === END) {
      this.#add(BACKSLASH);
      return;
    }
    this.advance();
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
      this.advance();
      const digit = Number.parseInt(this.source.charAt(this.position), 16);
      if (this.current() === END || Number.isNaN(digit)) {
        this.spoil();
        return 0;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  #readOctal(): number {
    let value = this.current() - 48;
    for (let digits = 1; digits < 3 && this.#following() >= 48 && this.#following() <= 55; digits++) {
      this.advance();
      value = value * 8 + this.current() - 48;
    }
    return value;
  }

  /** Adds the character that an escape stands for. MicroPython: any escape after an empty field makes the literal invalid. */
  #add(code: number): void {
    if (this.flaw !== null || code >= (this.isBytes ? 0x100 : 0x110000)) this.spoil();
    else if (this.isBytes) this.bytes.push(code);
    else if (code < 0xd800 || code > 0xdfff) this.literal += String.fromCodePoint(code);
    // A surrogate is kept as its bytes (`utf8.ts`).
    else this.literal += String.fromCharCode(...encodeUtf8(code).map((byte) => 0xdc00 | byte));
  }

  /** Adds a character of the source unchanged; in bytes, as UTF-8. */
  #addPlain(code: number): void {
    if (!this.isBytes) {
      this.literal += String.fromCharCode(code);
    } else {
      const codePoint = code < 128 ? code : (this.source.codePointAt(this.position) as number);
      if (codePoint > 0xffff) this.position++;
      // Bytes of the source that are not valid UTF-8 are kept.
      this.bytes.push(...(codePoint >= 0xdc80 && codePoint <= 0xdcff ? [codePoint & 0xff] : encodeUtf8(codePoint)));
    }
  }

  /** MicroPython's «malformed f-string». */
  protected malform(): void {
    if (this.flaw !== 'named') this.flaw = 'malformed';
  }

  protected spoil(): void {
    if (this.flaw !== 'named') this.flaw = 'invalid';
  }

  /** The character as MicroPython's reader delivers it: any line end is \n, and a zero byte is an invalid character. */
  protected current(): number {
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

  protected advance(): void {
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

/** The UTF-8 bytes of a code point, even of a lone surrogate, as in MicroPython. */
export function encodeUtf8(codePoint: number): number[] {
  if (codePoint < 0x80) return [codePoint];
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 63)];
  if (codePoint < 0x10000) return [0xe0 | (codePoint >> 12), 0x80 | ((codePoint >> 6) & 63), 0x80 | (codePoint & 63)];
  return [0xf0 | (codePoint >> 18), 0x80 | ((codePoint >> 12) & 63), 0x80 | ((codePoint >> 6) & 63), 0x80 | (codePoint & 63)];
}
