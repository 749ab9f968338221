/** Reads t-strings (PEP 750) as `py/lexer.c` does: texts, and between them interpolations. */
import type { Span } from '../source/span.js';
import { BACKSLASH, CLOSE_BRACE, END, LiteralReader, NEWLINE, OPEN_BRACE } from './literal-reader.js';

/** `{expression!conversion:spec}` in a t-string. */
export interface Interpolation {
  readonly expression: Span;
  /** The expression as the program sees it: without the blanks after it. */
  readonly source: string;
  readonly conversion: string | null;
  /** The text after `:`; if that has fields of its own, its template for `str.format`. */
  readonly spec: string;
  /** The fields of the spec; null if it has none. */
  readonly specFields: readonly Span[] | null;
}

/** Reads one t-string. The text after the last interpolation is `text`. */
export class TemplateReader extends LiteralReader {
  /** The texts before the interpolations. */
  readonly texts: string[] = [];
  readonly interpolations: Interpolation[] = [];

  /** Whether the text ended in an interpolation. */
  #isOpen = false;

  override readLiteral(offset: number, prefix: string): void {
    super.readLiteral(offset, prefix);
    if (this.#isOpen) this.malform();
  }

  protected override readItem(c: number): void {
    if (c === OPEN_BRACE || c === CLOSE_BRACE) this.#readBrace(c);
    else super.readItem(c);
  }

  /** MicroPython: in a raw t-string a backslash is a character like any other. */
  protected override readRawEscape(): void {
    this.literal += '\\';
  }

  #readBrace(c: number): void {
    this.advance();
    if (this.current() === c) {
      this.advance();
      this.literal += String.fromCharCode(c);
    } else if (c === OPEN_BRACE) {
      this.#readInterpolation();
    } else {
      this.malform();
    }
  }

  #readInterpolation(): void {
    const { start, end: written, isDebug } = this.readExpression();
    if (isDebug) this.literal += `${this.sourceText(start, written)}=`;
    let end = written;
    while (end > start && /\s/.test(this.source[end - 1])) end--;
    if (end === start) this.malform();
    const source = this.sourceText(start, end);
    let conversion = isDebug && this.current() !== COLON ? 'r' : null;
    if (this.current() === EXCLAMATION) {
      conversion = this.source[this.position + 1];
      this.position += 2;
    }
    if (this.current() === COLON) this.advance();
    const spec = this.#readSpec();
    this.texts.push(this.literal);
    this.literal = '';
    this.interpolations.push({ expression: { start, end }, source, conversion, ...spec });
  }

  /** Reads the spec, up to the `}` that ends the interpolation. Escapes have their usual meaning in it. */
  #readSpec(): Pick<Interpolation, 'spec' | 'specFields'> {
    const start = this.position;
    let depth = 1;
    let isNested = false;
    for (let c = this.current(); ; c = this.current()) {
      if (c === CLOSE_BRACE && --depth === 0) break;
      if (c === END || (this.quotes === 1 && (c === NEWLINE || c === this.quote)) || this.#atClosingQuotes(c)) {
        this.#isOpen = true;
        return { spec: '', specFields: null };
      }
      if (c === CLOSE_BRACE) isNested = true;
      else if (c === OPEN_BRACE) depth++;
      else if (c === this.quote && depth === 1) this.spoil();
      else if (c === BACKSLASH && !this.isRaw) this.advance();
      this.advance();
    }
    const reader = new SpecReader(this.source, start, this.position);
    reader.read(this.isRaw, isNested);
    this.flaw ??= reader.flaw;
    this.advance();
    return { spec: reader.text, specFields: isNested ? reader.fields : null };
  }

  #atClosingQuotes(c: number): boolean {
    return c === this.quote && this.source.startsWith(String.fromCharCode(c).repeat(3), this.position);
  }
}

/** Reads the spec of an interpolation as if it were a literal. */
class SpecReader extends LiteralReader {
  read(isRaw: boolean, hasFields: boolean): void {
    this.isRaw = isRaw;
    this.hasFields = hasFields;
    for (let c = this.current(); c !== END; c = this.current()) this.readItem(c);
    this.text = this.literal;
  }

  protected override readRawEscape(): void {
    this.literal += '\\';
  }
}

const EXCLAMATION = 33;
const COLON = 58;
