/**
 * String literals, as `py/lexer.c` reads them: a run of adjacent literals is one token. An f-string becomes a template and the spans of its
 * fields, a t-string becomes texts and interpolations. An error in a literal is returned, not thrown: `parse.ts` decides whether it is the
 * first error.
 */
import type { Span } from '../source/span.js';
import { type Flaw, LiteralReader } from './literal-reader.js';
import { type Interpolation, TemplateReader } from './template-reader.js';

/** Adjacent string literals, joined. */
export interface StringRun extends Span {
  /** `format`: at least one of the literals is an f-string. `template`: a t-string, alone. */
  readonly type: 'text' | 'bytes' | 'format' | 'template';
  /** The text, or the template for `str.format`, or what follows the last interpolation; empty for bytes. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The texts before the interpolations of a t-string. */
  readonly texts: readonly string[];
  readonly interpolations: readonly Interpolation[];
  /**
   * The expressions of a format or template string, including those of format specifications. A span may hold more than an expression,
   * which the grammar refuses.
   */
  readonly fields: readonly Span[];
  /** Offset of the next token, or of the line end. */
  readonly next: number;
  readonly flaw: Flaw;
}

/** The prefixes that a literal may have before its quote. MicroPython's are lower-case. */
const PLAIN_PREFIXES: ReadonlySet<string> = new Set(['', 'r', 'u', 'b', 'f', 'rb', 'br', 'rf', 'fr']);
const ALL_PREFIXES: ReadonlySet<string> = new Set([...PLAIN_PREFIXES, 't', 'rt', 'tr']);

/** The prefixes of a firmware with or without t-strings (MICROPY_PY_TSTRINGS). Without them, the letter `t` is a name. */
export const prefixesOf = (hasTemplates: boolean): ReadonlySet<string> => (hasTemplates ? ALL_PREFIXES : PLAIN_PREFIXES);

/** Whether a string literal starts at `offset`: a quote, or a prefix and a quote. */
export function startsString(source: string, offset: number, prefixes: ReadonlySet<string>): boolean {
  return prefixAt(source, offset, prefixes) !== null;
}

/** A text in which literals are read. */
interface LiteralText {
  readonly source: string;
  /** The text ends before this offset. */
  readonly limit: number;
  readonly prefixes: ReadonlySet<string>;
  /** Returns the offset of the first token at or after `offset`. */
  skipBlanks(offset: number): number;
}

/** Reads the run that starts at `offset`. */
export function readStrings(text: LiteralText, offset: number): StringRun {
  const first = prefixIn(text, offset);
  if (first?.includes('t')) return readTemplate(text, offset, first);
  const reader = new LiteralReader(text.source, offset, text.limit);
  let end = offset;
  let next = offset;
  for (let prefix = first; prefix !== null && reader.accepts(prefix); prefix = prefixIn(text, next)) {
    if (prefix.includes('t')) reader.flaw = 'invalid';
    else reader.readLiteral(next, prefix);
    end = reader.position;
    next = text.skipBlanks(end);
    if (reader.flaw !== null) break;
  }
  return {
    type: reader.isFormat ? 'format' : reader.isBytes ? 'bytes' : 'text',
    text: reader.text,
    bytes: Uint8Array.from(reader.bytes),
    texts: [],
    interpolations: [],
    fields: reader.fields,
    flaw: reader.flaw,
    start: offset,
    end,
    next,
  };
}

/** Reads a t-string, which does not join other literals. */
function readTemplate(text: LiteralText, offset: number, prefix: string): StringRun {
  const reader = new TemplateReader(text.source, offset, text.limit);
  reader.readLiteral(offset, prefix);
  const end = reader.position;
  const next = text.skipBlanks(end);
  const neighbour = prefixIn(text, next);
  return {
    type: 'template',
    text: reader.text,
    bytes: new Uint8Array(),
    texts: reader.texts,
    interpolations: reader.interpolations,
    fields: reader.interpolations.flatMap(({ expression, specFields }) => [expression, ...(specFields ?? [])]),
    flaw: reader.flaw ?? (neighbour !== null && !neighbour.includes('b') ? 'invalid' : null),
    start: offset,
    end,
    next,
  };
}

const WORD = /[A-Za-z0-9_\x80-\uffff]+/y;

/** Whether a string or comment begins in a field of a format string, or in a field of a nested one, and does not end in that field. */
export function runsOn(source: string, { start, end }: Span, prefixes: ReadonlySet<string>): boolean {
  for (let at = start; at < end; ) {
    WORD.lastIndex = at;
    if (source[at] === '#') {
      while (at < end && source[at] !== '\n' && source[at] !== '\r') at++;
      if (at === end) return true;
    } else if (startsString(source, at, prefixes)) {
      const run = readStrings({ source, limit: end, prefixes, skipBlanks: (offset) => offset }, at);
      if (run.flaw === 'invalid' && run.end >= end) return true;
      if (run.fields.some((field) => runsOn(source, field, prefixes))) return true;
      at = Math.max(run.end, at + 1);
    } else at = WORD.test(source) ? WORD.lastIndex : at + 1;
  }
  return false;
}

/** Whether a format string has line ends, or strings, comments or backslashes in its fields: they affect how MicroPython's lexer continues. */
export function isIntricate(source: string, { fields, start, next }: StringRun): boolean {
  return /[\r\n]/.test(source.slice(start, next)) || fields.some((field) => /['"#\\]/.test(source.slice(field.start, field.end)));
}

/**
 * Returns a format string, up to the next token, as MicroPython's lexer continues to read it: a string with the same number of lines, and
 * a call of `format` with the texts of the fields.
 */
export function writtenOut(source: string, { text, fields, start, next }: StringRun): string {
  const lines = source.slice(start, next).replace(/\r\n?/g, '\n').split('\n').length - 1;
  const plain = text.replace(/[^\w\p{Cs}]/gu, (c) => `\\U${(c.codePointAt(0) as number).toString(16).padStart(8, '0')}`);
  const given = fields.map((field) => `(${source.slice(field.start, field.end)}),`).join('');
  return `'''${plain}${'\\\n'.repeat(lines)}'''.format(${given})`;
}

/** The prefix of the literal at an offset; null if none begins there, or the text ends before it. */
const prefixIn = ({ source, limit, prefixes }: LiteralText, offset: number): string | null =>
  offset < limit ? prefixAt(source, offset, prefixes) : null;

function prefixAt(source: string, offset: number, prefixes: ReadonlySet<string>): string | null {
  for (let length = 0; length <= 2; length++) {
    const quote = source[offset + length];
    if (quote !== '"' && quote !== "'") continue;
    const prefix = source.slice(offset, offset + length);
    return prefixes.has(prefix) ? prefix : null;
  }
  return null;
}
