/** The entry: source text → AST, or the Problem that MicroPython's parser reports. */
import { LexerLines } from '../source/lexer-lines.js';
import type { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import type { Span } from '../source/span.js';
import type { Module, ParseMode, Statement } from './ast.js';
import type { Group } from './atoms.js';
import { match, type Tree } from './cst.js';
import { type Layout, layOut, type Reading, type Stop } from './layout.js';
import { Mark, type Piece } from './marked-text.js';
import { StatementReader } from './statements.js';
import type { StringRun } from './strings.js';

/**
 * Parses a text. Throws a `Problem` with MicroPython's message and line if MicroPython's parser refuses the text,
 * and a RuntimeError problem if the text nests too deeply. `hasTemplates`: the firmware has t-strings.
 */
export function parse(text: string, mode: ParseMode, hasTemplates = true): Module {
  try {
    return parseOnce(text, mode, { hasTemplates });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem('RuntimeError', 'maximum recursion depth exceeded', { start: 0, end: text.length }, null);
  }
}

/** MicroPython's message for a wrong text depends on how its lexer reads format strings, so that text is parsed again with them written out. */
function parseOnce(text: string, mode: ParseMode, reading: Reading): Module {
  try {
    return new Parser(text, mode, reading).parse();
  } catch (error) {
    if (!(error instanceof Problem) || !/fr?["']/.test(text)) throw error;
    throw problemWrittenOut(text, mode, reading, error.span) ?? error;
  }
}

/** The problem that a text has when its format strings are written out as MicroPython's lexer does; null if there is none. */
function problemWrittenOut(text: string, mode: ParseMode, reading: Reading, span: Span): Problem | null {
  try {
    new Parser(text, mode, { ...reading, writesOut: true }).parse();
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return new Problem(error.kind, error.text, span, error.line, error.block);
  }
}

/** The first token that the grammar cannot use. */
interface Failure {
  /** Offset in the source; past its last line end if the failure is at the end of the text. */
  readonly offset: number;
  readonly mark: string;
}

class Parser {
  private readonly text: string;
  readonly #layout: Layout;
  readonly #groups = new Map<number, Group>();
  readonly #blocks = new Map<number, Statement[]>();
  readonly #reader: StatementReader;
  #failure: Failure | null = null;

  constructor(
    text: string,
    private readonly mode: ParseMode,
    reading: Reading,
  ) {
    this.#layout = layOut(text, mode, reading);
    this.text = this.#layout.source;
    this.#reader = new StatementReader(this.#layout.strings, this.#groups, this.#blocks);
  }

  parse(): Module {
    const body: Statement[] = [];
    for (const piece of this.#layout.pieces) {
      const tree = match(piece);
      if (typeof tree === 'number') this.#fail(piece, tree);
      else if (this.#failure === null && !piece.isOuter && !this.#followsBadToken(piece)) this.#keep(piece, tree);
      if (!piece.isOuter) continue;
      this.#refuse(piece);
      for (const statement of this.#reader.statements(tree as Tree)) body.push(statement);
    }
    this.#refuseMisfits();
    const { names } = this.#layout;
    const { text, mode } = this;
    return { kind: 'Module', span: { start: 0, end: text.length }, mode, text, names, lines: this.#lines, body };
  }

  /** Reads a piece that was cut out, for the piece around it. */
  #keep(piece: Piece, tree: Tree): void {
    if (piece.rule === 'file_input') {
      const statements = this.#reader.statements(tree);
      const block = this.#blocks.get(piece.key);
      if (block === undefined) this.#blocks.set(piece.key, [...statements]);
      else block.push(...statements);
    } else {
      const value = piece.rule === 'group' ? this.#reader.expression(tree) : this.#reader.trailer(tree);
      this.#groups.set(piece.key, { value, end: piece.endInSource(piece.text.length - 1) });
    }
  }

  /** Whether a bad token is in this piece or before it: then the piece is not needed. */
  #followsBadToken(piece: Piece): boolean {
    const bad = this.#layout.badToken;
    return bad !== null && bad.offset < piece.after;
  }

  /** Notes a failure. The first in the source counts. Pieces are not in source order: one that was cut out comes before its mark. */
  #fail(piece: Piece, marked: number): void {
    const offset = marked < piece.text.length ? piece.toSource(marked) : piece.after;
    if (this.#failure === null || offset <= this.#failure.offset) this.#failure = { offset, mark: piece.text.charAt(marked) };
  }

  /** Throws if something is wrong in this piece or one that was cut out of it. */
  #refuse(piece: Piece): void {
    const { badToken, stop } = this.#layout;
    const failure = this.#failure;
    const reached = failure?.offset ?? piece.after;
    if (badToken !== null && badToken.offset + badToken.length <= reached) throw this.#problem(badToken);
    if (failure === null) return;
    if (failure.mark === Mark.stop) throw this.#problem(stop as Stop);
    if (failure.mark === Mark.block) throw this.#problem({ ...failure, kind: 'IndentationError', text: 'unexpected indent' });
    throw this.#problem({ ...failure, kind: 'SyntaxError', text: 'invalid syntax' });
  }

  /** Throws for an error that the grammar accepts but the AST cannot show. MicroPython's compiler names the block in which it finds it. */
  #refuseMisfits(): void {
    const [first] = this.#reader.misfits.sort((a, b) => a.span.start - b.span.start);
    if (first === undefined) return;
    throw new Problem('SyntaxError', first.text, first.span, this.#lineAt(first.span.start), first.block ?? '<module>');
  }

  #problem(stop: Stop): Problem {
    const span = { start: stop.offset, end: Math.min(stop.offset + 1, this.text.length) };
    // MicroPython reports a line only for a syntax error.
    const line = stop.kind === 'NotImplementedError' || stop.kind === 'RuntimeError' ? null : this.#lineAt(stop.offset);
    return new Problem(stop.kind, stop.text, span, line);
  }

  get #lines(): LineMap {
    return new LexerLines(this.text, this.#layout.strings.values());
  }

  /** MicroPython's line for an offset. After the text there is one more line end if the last one was missing. */
  #lineAt(offset: number): number {
    const line = this.#lines.offsetToLine(offset);
    if (offset <= this.text.length) return line;
    const isMissing = this.text !== '' && !/[\r\n]$/.test(this.text);
    return line + (isMissing ? 1 : 0) + (this.#endsInFormat() ? 1 : 0);
  }

  /** MicroPython adds one more line end after the arguments of a format string if it reads nothing after them. */
  #endsInFormat(): boolean {
    let last: StringRun | undefined;
    for (const run of this.#layout.strings.values()) if (last === undefined || run.start > last.start) last = run;
    return last !== undefined && last.next >= this.text.length && (last.type === 'format' || last.type === 'template');
  }
}
