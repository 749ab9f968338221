/** The layout pass itself: reads a text token by token and writes pieces of marked text (`layout.ts` describes them). */
import type { ProblemKind } from '../source/problem.js';
import type { ParseMode } from './ast.js';
import { Blanks, columnOf } from './blanks.js';
import type { BadToken, Layout, Reading, Stop } from './layout.js';
import { Mark, Piece } from './marked-text.js';
import { isIntricate, prefixesOf, readStrings, runsOn, type StringRun, startsString, writtenOut } from './strings.js';
import { CLOSING, CONTINUES, FUSING, flawOfName, flawOfNumber, KEYWORDS, NUMBER, OPENING, OPERAND_ENDS, WORD } from './tokens.js';

/** Longest literal that counts as a name (`py/mpconfig.h`, MICROPY_ALLOC_PARSE_INTERN_STRING_LEN). */
const LONGEST_INTERNED = 10;

/** One pass over one text. After `run` it is the layout of that text. */
export class Layouter implements Layout {
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
  /** Pieces that wait for the end of a piece cut out of them. */
  readonly #outer: Piece[] = [];
  /** Whether a blank was skipped before the current token. */
  #hasBlank = false;
  /** Whether no token of the current logical line has been read yet. */
  #atLineStart = true;
  #isDecorator = false;
  /** Whether the next bracket holds parameters, or a class's or decorator's arguments. These brackets are not cut out. */
  #isDefining = false;
  readonly #blanks = new Blanks();

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
    if (isLine && columnOf(this.source, this.#position) > 0) this.#halt(this.#position, 'IndentationError', 'unexpected indent');
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

  /** Whether the source ends without a line end. MicroPython adds one; after a backslash that continues the line and has no effect. */
  #endsInLine(): boolean {
    return (
      this.#brackets.length === 0 &&
      !this.#blanks.endsInBackslash &&
      this.source !== '' &&
      !/[\r\n]/.test(this.source[this.source.length - 1])
    );
  }

  #atLineEnd(): boolean {
    const c = this.source[this.#position];
    return this.#brackets.length === 0 && (c === '\n' || c === '\r');
  }

  /** At a line end: adds its mark. Then a block may start with the next token, or blocks may end, and the statement may end. */
  #endLine(): void {
    const offset = this.#position;
    this.#position = this.#afterBlanks(offset, false);
    const column = this.#position < this.#limit ? columnOf(this.source, this.#position) : 0;
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

  /** Starts a new piece for the next statement, unless that continues the previous one, as `else` does. */
  #endStatement(): void {
    if (this.#piece.rule !== 'file_input' || this.#position >= this.#limit) return;
    CONTINUES.lastIndex = this.#position;
    if (CONTINUES.test(this.source)) return;
    this.#endPiece();
    this.#piece = new Piece('file_input', this.#piece.isOuter, this.#piece.key);
  }

  // --------------------------------------------------------------------------------------------- blanks

  #skipBlanks(): void {
    const next = this.#afterBlanks(this.#position, this.#brackets.length === 0);
    this.#hasBlank = next > this.#position;
    this.#position = next;
  }

  #afterBlanks(offset: number, stopAtLineEnd: boolean): number {
    return this.#blanks.after(this.source, this.#limit, offset, stopAtLineEnd);
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

  /** Reads a word or number, if there is one. */
  #match(pattern: RegExp, isNumber: boolean): boolean {
    pattern.lastIndex = this.#position;
    const token = pattern.exec(this.source)?.[0];
    if (token === undefined) return false;
    const flaw = isNumber ? flawOfNumber(token) : flawOfName(token);
    if (flaw !== null) this.badToken ??= { offset: this.#position, length: token.length, ...flaw };
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

  #operator(c: string): void {
    const isUnequal = c === '!' && this.source[this.#position + 1] === '=' && this.#position + 1 < this.#limit;
    if (isUnequal) {
      this.#piece.add('!=', this.#position);
      this.#position += 2;
    } else if ('<>=*/+-&|%^@:.,;~'.includes(c)) {
      if (this.#hasBlank && FUSING.has(this.#piece.last + c)) this.#piece.add(' ', this.#position);
      this.#piece.add(c, this.#position++);
      // A class may have no brackets before its colon; those after it belong to the body.
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

  /** MicroPython reads the fields of a format string after it. A string or comment that does not end in its field swallows what follows. */
  #mustWriteOut(run: StringRun): boolean {
    return (this.#writesOut && isIntricate(this.source, run)) || run.fields.some((field) => runsOn(this.source, field, this.#prefixes));
  }

  #writeOut(run: StringRun): void {
    this.source = this.source.slice(0, run.start) + writtenOut(this.source, run) + this.source.slice(run.next);
    this.#limit = this.source.length;
    this.#position = run.start;
  }

  /**
   * Adds the fields of a format or template string, each in parentheses: after its mark, `((a),(b),)`. They may hold any tokens, even
   * brackets that do not match: a parenthesis that MicroPython puts around the fields then matches one of these.
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
        // MicroPython inserts the expression's text after it, as a literal of one line.
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
