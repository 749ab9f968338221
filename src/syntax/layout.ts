/**
 * The first step of parsing: source text → marked text, which the grammar reads.
 *
 * What a grammar cannot count or look into becomes a mark: line ends, indentation, names and literals. What has no meaning is dropped:
 * comments, blank lines, blanks, line ends inside brackets. Tokens are as in `py/lexer.c`. grammar/README.md lists the marks.
 *
 * The text is split into pieces, so that neither its depth nor its length burdens the grammar: every statement is a piece, and every block
 * and bracket group is cut out of the piece around it and replaced by a mark.
 */
import type { ProblemKind } from '../source/problem.js';
import type { ParseMode } from './ast.js';
import { Layouter } from './layouter.js';
import type { Piece } from './marked-text.js';
import type { StringRun } from './strings.js';

/** Why the layout ends before the source does. Nothing after that can be reached. */
export interface Stop {
  readonly offset: number;
  readonly kind: ProblemKind;
  readonly text: string;
}

export interface Layout {
  /** The text that was laid out: the given one, unless a format string had to be written out in it. */
  readonly source: string;
  /** A piece that was cut out comes before the piece around it. */
  readonly pieces: readonly Piece[];
  /** The string tokens, by their offset. */
  readonly strings: ReadonlyMap<number, StringRun>;
  /** The names, and the texts that MicroPython interns, in the order in which they first appear. */
  readonly names: ReadonlySet<string>;
  readonly stop: Stop | null;
  /** The first invalid number, or name that is too long. */
  readonly badToken: BadToken | null;
}

/** Like `Stop`, for a token. It is reported only if the grammar reads that far. */
export interface BadToken extends Stop {
  readonly length: number;
}

/** How a text is read. */
export interface Reading {
  /** The text may have t-strings. */
  readonly hasTemplates?: boolean;
  /** Intricate format strings are written out (`isIntricate`). */
  readonly writesOut?: boolean;
}

/** Lays out any source text. The result tells what is wrong. By default there are t-strings, and nothing is written out. */
export function layOut(source: string, mode: ParseMode, reading: Reading = {}): Layout {
  const layout = new Layouter(source, mode, reading);
  layout.run();
  return layout;
}
