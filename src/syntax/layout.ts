/**
 * The first step of parsing: source text → marked text, which the grammar reads.
 *
 * What a grammar cannot count or see through becomes a mark: line ends, indentation, names and literals. What means nothing disappears:
 * comments, blank lines, blanks, line ends inside brackets. Tokens are as in `py/lexer.c`. grammar/README.md tells the marks.
 *
 * The text comes in pieces, so that neither depth nor length is a burden for the grammar: every statement is one, and every block and
 * bracket group is cut out of the piece around it, leaving a mark.
 */
import { LONGEST_NAME } from '../source/limits.js';
import type { ProblemKind } from '../source/problem.js';
import type { ParseMode } from './ast.js';
import { encodeUtf8 } from './literal-reader.js';
import { Mark, Piece } from './marked-text.js';
import { readNumber } from './numbers.js';
import { isIntricate, prefixesOf, readStrings, runsOn, type StringRun, startsString, writtenOut } from './strings.js';

/** Why the layout ends before the source does: nothing after that can be reached. */
export interface Stop {
  readonly offset: number;
  readonly kind: ProblemKind;
  readonly text: string;
}

export interface Layout {
  /** The text that was laid out: the given one, unless a format string had to be written out in it. */
  readonly source: string;
  /** A piece that was cut out stands before the one it was cut from. */
  readonly pieces: readonly Piece[];
  /** The string tokens, by their offset. */
  readonly strings: ReadonlyMap<number, StringRun>;
  /** The names, and the texts that MicroPython interns, as they first appear. */
  readonly names: ReadonlySet<string>;
  readonly stop: Stop | null;
  /** The first number that is none, or name that is too long. It is an error only if the grammar reads so far. */
  readonly badToken: BadToken | null;
}

interface BadToken extends Stop {
  readonly length: number;
}

/** How a text is read. */
export interface Reading {
  /** It may have t-strings. */
  readonly hasTemplates?: boolean;
  /** The intricate format strings are written out. */
  readonly writesOut?: boolean;
}

/** Lays out a source text. Any string will do; what is wrong is told in the result. Where nothing is said there are t-strings, and nothing is written out. */
export function layOut(source: string, mode: ParseMode, reading: Reading = {}): Layout {
  const layout = new Layouter(source, mode, reading);
  layout.run();
  return layout;
}

/** Longer literals are no names (`py/mpconfig.h`, MICROPY_ALLOC_PARSE_INTERN_STRING_LEN). */
const LONGEST_INTERNED = 10;

/** Pairs that would be one token, or start a longer one, if the blank between them went away. */
const FUSING = new Set([':=', '<=', '<<', '>=', '>>', '**', '*=', '+=', '-=', '->', '&=', '|=', '//', '/=', '%=', '^=', '@=', '==', '..']);
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
/** After these, brackets are a call or a subscript; a dot there is the last of `...`. */
const OPERAND_ENDS: ReadonlySet<string> = new Set([
  ...')]}.',
  ...[Mark.string, Mark.name, Mark.number, Mark.group, Mark.trailer],
  ...['None', 'True', 'False', '__debug__'],
]);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);
const WORD = /[A-Za-z_\x80-\uffff][A-Za-z0-9_\x80-\uffff]*/y;
const NUMBER = /(?:0[xXoObB][0-9A-Za-z._]*|\.?[0-9](?:[eE][+-]?|[0-9A-Za-z._])*)/y;
const PLAIN_NUMBER = /^(?:0|[1-9][0-9]*)$/;
/** `py/lexer.c`, `tok_kw`. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True __debug__ and as assert async await break class continue def del elif else except finally for from global if import in
  is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);
/** These go on with the statement before them. */
const CONTINUES = /(?:else|elif|except|finally)(?![A-Za-z0-9_\x80-\uffff])/y;

class Layouter implements Layout {
  readonly pieces: Piece[] = [];
  readonly strings = new Map<number, StringRun>();
  readonly names = new Set<string>();
  stop: Stop | null = null;
  badToken: BadToken | null = null;

  #position = 0;
  #limit: number;
  /** The open brackets; true for one that was cut out. */
  readonly #brackets: boolean[] = [];
  readonly #indents = [0];
  #piece: Piece;
  /** Pieces that wait for one cut out of them. */
  readonly #outer: Piece[] = [];
  /** Whether a blank was skipped before the token at hand. */
  #hasBlank = false;
  /** Whether nothing of the logical line at hand has been read. */
  #atLineStart = true;
  #isDecorator = false;
  /** Whether the next bracket holds parameters, or a class's or decorator's arguments, which are no group of their own. */
  #isDefining = false;
  #endsInBackslash = false;

  readonly #prefixes: ReadonlySet<string>;
  readonly #writesOut: boolean;

  constructor(
    public source: string,
    mode: ParseMode,
    { hasTemplates = true, writesOut = false }: Reading,
  ) {
    this.#prefixes = prefixesOf(hasTemplates);
    this.#writesOut = writesOut;
    this.#limit = source.length;
    this.#piece = new Piece(mode === 'file' ? 'file_input' : mode === 'single' ? 'single_input' : 'eval_input', true, 0);
  }

  run(): void {
    this.#skipBlanks();
    const isLine = this.#position < this.#limit && !this.#atLineEnd();
    if (isLine && this.#column() > 0) this.#halt(this.#position, 'IndentationError', 'unexpected indent');
    let hasEnded = false;
    while (this.stop === null && this.#position < this.#limit) {
      hasEnded = this.#atLineEnd();
      if (hasEnded) this.#endLine();
      else this.#token();
      this.#skipBlanks();
    }
    if (this.stop === null && !hasEnded && this.#endsInLine()) this.#endLine();
    while (this.#outer.length > 0) this.#endCut();
    this.#endPiece();
  }

  // ---------------------------------------------------------------------------------------------- lines

  /** MicroPython: a missing line end is added at the end of the source; after a backslash it continues the line and counts for nothing. */
  #endsInLine(): boolean {
    return (
      this.#brackets.length === 0 && !this.#endsInBackslash && this.source !== '' && !/[\r\n]/.test(this.source[this.source.length - 1])
    );
  }

  #atLineEnd(): boolean {
    const c = this.source[this.#position];
    return this.#brackets.length === 0 && (c === '\n' || c === '\r');
  }

  /** At a line end: the mark for it; then a block starts with the next token, or some end, and perhaps the statement does. */
  #endLine(): void {
    const offset = this.#position;
    this.#position = this.#afterBlanks(offset, false);
    const column = this.#position < this.#limit ? this.#column() : 0;
    let level = this.#indents.length - 1;
    const isDeeper = column > this.#indents[level];
    while (column < this.#indents[level]) level--;
    if (!isDeeper && column !== this.#indents[level]) {
      this.#halt(offset, 'IndentationError', "unindent doesn't match any outer indent level");
      return;
    }
    this.#piece.add(Mark.newline, offset);
    if (isDeeper) {
      this.#indents.push(column);
      this.#startCut('file_input', Mark.block);
    }
    for (; this.#indents.length - 1 > level && !isDeeper; this.#indents.pop()) this.#endCut();
    if (!isDeeper && !this.#isDecorator) this.#endStatement();
    this.#atLineStart = true;
    this.#isDecorator = false;
    this.#isDefining = false;
  }

  /** Starts a new piece for the statement at hand, unless that goes on with the one before. */
  #endStatement(): void {
    if (this.#piece.rule !== 'file_input' || this.#position >= this.#limit) return;
    CONTINUES.lastIndex = this.#position;
    if (CONTINUES.test(this.source)) return;
    this.#endPiece();
    this.#piece = new Piece('file_input', this.#piece.isOuter, this.#piece.key);
  }

  /** Column of the token at hand, from 0; a tab goes on to the next multiple of 8, any other blank is one column. */
  #column(): number {
    let start = this.#position;
    while (start > 0 && this.source[start - 1] !== '\n' && this.source[start - 1] !== '\r') start--;
    let column = 0;
    for (let i = start; i < this.#position; i++) column = this.source[i] === '\t' ? (column + 8) & ~7 : column + 1;
    return column;
  }

  // --------------------------------------------------------------------------------------------- blanks

  #skipBlanks(): void {
    const next = this.#afterBlanks(this.#position, this.#brackets.length === 0);
    this.#hasBlank = next > this.#position;
    this.#position = next;
  }

  /** Offset after blanks, comments and continued lines, and after line ends if they are blanks here. */
  #afterBlanks(offset: number, stopAtLineEnd: boolean): number {
    let i = offset;
    for (; i < this.#limit; i++) {
      switch (this.source.charCodeAt(i)) {
        case 9:
        case 11:
        case 12:
        case 32:
          continue;
        case 10:
        case 13:
          if (stopAtLineEnd) return i;
          continue;
        case 35: {
          const end = this.#lineEndAfter(i);
          // A comment in a field of a format string would swallow the end of the field.
          if (end === this.#limit && end < this.source.length) return i;
          i = end - 1;
          continue;
        }
        case 92: {
          const next = this.source[i + 1];
          if (next === undefined) this.#endsInBackslash = true;
          else if (i + 1 === this.#limit || (next !== '\n' && next !== '\r')) return i;
          i += this.source.startsWith('\r\n', i + 1) ? 2 : 1;
          continue;
        }
        default:
          return i;
      }
    }
    return Math.min(i, this.#limit);
  }

  #lineEndAfter(offset: number): number {
    let i = offset;
    while (i < this.#limit && this.source[i] !== '\n' && this.source[i] !== '\r') i++;
    return i;
  }

  // --------------------------------------------------------------------------------------------- tokens

  #token(): void {
    const c = this.source[this.#position];
    if (c === '@' && this.#atLineStart) this.#isDecorator = this.#isDefining = true;
    this.#atLineStart = false;
    if (OPENING.has(c)) this.#open(c);
    else if (CLOSING.has(c)) this.#close(c);
    else if (startsString(this.source, this.#position, this.#prefixes)) this.#string();
    else if (!this.#match(WORD, false) && !this.#match(NUMBER, true)) this.#operator(c);
  }

  /** A word or number. */
  #match(pattern: RegExp, isNumber: boolean): boolean {
    pattern.lastIndex = this.#position;
    const token = pattern.exec(this.source)?.[0];
    if (token === undefined) return false;
    if (isNumber && !PLAIN_NUMBER.test(token)) this.#checkNumber(token);
    if (!isNumber && token.length > LONGEST_NAME / 3) this.#checkName(token);
    if (KEYWORDS.has(token)) {
      this.#piece.add(token, this.#position);
      if (token === 'def' || token === 'class') this.#isDefining = true;
    } else {
      if (!isNumber) this.names.add(token);
      this.#piece.addWord(isNumber ? Mark.number : Mark.name, token, this.#position);
    }
    this.#position += token.length;
    return true;
  }

  #checkNumber(token: string): void {
    const value = readNumber(token);
    if (value.type === 'error') this.#doubt(token, 'SyntaxError', value.text);
  }

  #checkName(token: string): void {
    const bytes = Array.from(token, (c) => encodeUtf8(c.codePointAt(0) as number).length).reduce((sum, length) => sum + length);
    if (bytes > LONGEST_NAME) this.#doubt(token, 'RuntimeError', 'name too long');
  }

  #doubt(token: string, kind: ProblemKind, text: string): void {
    this.badToken ??= { offset: this.#position, length: token.length, kind, text };
  }

  #operator(c: string): void {
    const isUnequal = c === '!' && this.source[this.#position + 1] === '=' && this.#position + 1 < this.#limit;
    if (isUnequal) {
      this.#piece.add('!=', this.#position);
      this.#position += 2;
    } else if ('<>=*/+-&|%^@:.,;~'.includes(c)) {
      if (this.#hasBlank && FUSING.has(this.#piece.last + c)) this.#piece.add(' ', this.#position);
      this.#piece.add(c, this.#position++);
      // A class has no brackets before its colon, perhaps; those of its body are others.
      if (c === ':') this.#isDefining = false;
    } else {
      this.#halt(this.#position, 'SyntaxError', 'invalid syntax');
    }
  }

  #string(): void {
    const skipBlanks = (offset: number): number => this.#afterBlanks(offset, this.#brackets.length === 0);
    const run = readStrings({ source: this.source, limit: this.#limit, prefixes: this.#prefixes, skipBlanks }, this.#position);
    if (run.flaw === 'named') this.#halt(run.start, 'NotImplementedError', 'unicode name escapes');
    else if (run.flaw !== null) this.#halt(run.start, 'SyntaxError', run.flaw === 'malformed' ? 'malformed f-string' : 'invalid syntax');
    if (run.flaw !== null) return;
    if (run.type === 'format' && this.#limit === this.source.length && this.#mustWriteOut(run)) {
      this.#writeOut(run);
      return;
    }
    this.strings.set(run.start, run);
    if (run.type === 'text' && run.text.length <= LONGEST_INTERNED) this.names.add(run.text);
    const hasFields = run.type === 'format' || run.type === 'template';
    this.#piece.add(hasFields ? Mark.format : Mark.string, run.start);
    if (hasFields) this.#fields(run);
    this.#position = run.end;
  }

  /** MicroPython reads the fields of a format string after it, so a string or comment that is not over in a field swallows what follows there. */
  #mustWriteOut(run: StringRun): boolean {
    return (this.#writesOut && isIntricate(this.source, run)) || run.fields.some((field) => runsOn(this.source, field, this.#prefixes));
  }

  #writeOut(run: StringRun): void {
    this.source = this.source.slice(0, run.start) + writtenOut(this.source, run) + this.source.slice(run.next);
    this.#limit = this.source.length;
    this.#position = run.start;
  }

  /**
   * The fields of a format or template string, each in parentheses: its mark((a),(b),). They may hold any tokens,
   * even brackets that do not match: then one of those that MicroPython puts around them closes another.
   */
  #fields(run: StringRun): void {
    const limit = this.#limit;
    this.#brackets.push(false);
    this.#piece.add('(', run.start);
    for (const field of run.fields) {
      this.#position = field.start - 1;
      this.#open('(');
      this.#limit = field.end;
      for (this.#skipBlanks(); this.stop === null && this.#position < this.#limit; this.#skipBlanks()) this.#token();
      this.#limit = limit;
      this.#position = field.end;
      this.#close(')');
      this.#piece.add(',', field.end);
      if (run.interpolations.some(({ expression, source }) => expression === field && source.includes('\n'))) {
        // MicroPython gives the program the expression as a literal of one line, which stands behind it.
        this.#halt(field.end, 'SyntaxError', 'invalid syntax');
        return;
      }
    }
    this.#position = run.end - 1;
    this.#close(')');
  }

  #halt(offset: number, kind: ProblemKind, text: string): void {
    this.stop ??= { offset, kind, text };
    this.#piece.add(Mark.stop, offset);
  }

  // -------------------------------------------------------------------------------- brackets and pieces

  #open(bracket: string): void {
    const isCut = this.#brackets.length > 0 || !(this.#isDefining || this.#piece.last === 'import');
    this.#isDefining = false;
    this.#brackets.push(isCut);
    if (isCut) {
      const isTrailer = OPERAND_ENDS.has(this.#piece.last);
      this.#startCut(isTrailer ? 'trailer' : 'group', isTrailer ? Mark.trailer : Mark.group);
    }
    this.#piece.add(bracket, this.#position++);
  }

  #close(bracket: string): void {
    this.#piece.add(bracket, this.#position++);
    if (this.#brackets.pop()) this.#endCut();
  }

  #startCut(rule: Piece['rule'], mark: string): void {
    this.#piece.add(mark, this.#position);
    this.#outer.push(this.#piece);
    this.#piece = new Piece(rule, false, this.#position);
  }

  #endCut(): void {
    this.#endPiece();
    this.#piece = this.#outer.pop() as Piece;
  }

  #endPiece(): void {
    this.#piece.after = this.stop === null && this.#position < this.source.length ? this.#position : this.source.length + 1;
    if (this.#piece.text !== '' || this.#piece.rule !== 'file_input') this.pieces.push(this.#piece);
  }
}
