/**
 * The first step of parsing: source text → marked text, which the grammar reads.
 *
 * What a grammar cannot count or see through becomes a mark: line ends, indentation, names and literals. What means nothing disappears:
 * comments, blank lines, blanks, line ends inside brackets. Tokens are as in `py/lexer.c`. grammar/README.md tells the marks.
 *
 * The text comes in pieces, so that neither depth nor length is a burden for the grammar: every statement is one, and every block and
 * bracket group is cut out of the piece around it, leaving a mark.
 */
import type { ProblemKind } from '../source/problem.js';
import type { ParseMode } from './ast.js';
import { Layouter } from './layouter.js';
import type { Piece } from './marked-text.js';
import type { StringRun } from './strings.js';

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
  /** The first number that is none, or name that is too long. */
  readonly badToken: BadToken | null;
}

/** The same for a token, which is told only if the grammar reads so far. */
export interface BadToken extends Stop {
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
