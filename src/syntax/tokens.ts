/** The tokens of Python as the layout pass distinguishes them (`py/lexer.c`). */
import { LONGEST_NAME } from '../source/limits.js';
import type { ProblemKind } from '../source/problem.js';
import { encodeUtf8 } from './literal-reader.js';
import { Mark } from './marked-text.js';
import { readNumber } from './numbers.js';

/** Pairs that would be one token, or start a longer one, without the blank between them. */
export const FUSING: ReadonlySet<string> = new Set(':= <= << >= >> ** *= += -= -> &= |= // /= %= ^= @= == ..'.split(' '));
/** Brackets that open a group, and those that close one. */
export const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
export const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);
/** After these, brackets are a call or a subscript. The dot is for the last one of `...`. */
export const OPERAND_ENDS: ReadonlySet<string> = new Set([
  ...')]}.',
  ...[Mark.string, Mark.name, Mark.number, Mark.group, Mark.trailer],
  ...['None', 'True', 'False', '__debug__'],
]);
/** A name or keyword, at a given position in the text. */
export const WORD = /[A-Za-z_\x80-\uffff][A-Za-z0-9_\x80-\uffff]*/y;
/** A token that may be a number, at a given position in the text. */
export const NUMBER = /(?:0[xXoObB][0-9A-Za-z._]*|\.?[0-9](?:[eE][+-]?|[0-9A-Za-z._])*)/y;
/** A number that needs no further check. */
const PLAIN_NUMBER = /^(?:0|[1-9][0-9]*)$/;
/** The keywords (`py/lexer.c`, `tok_kw`). */
export const KEYWORDS: ReadonlySet<string> = new Set(
  `False None True __debug__ and as assert async await break class continue def del elif else except finally for from global if import in
  is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);
/** Words that continue the previous statement. */
export const CONTINUES = /(?:else|elif|except|finally)(?![A-Za-z0-9_\x80-\uffff])/y;

/** Why a token cannot be used. */
interface Flaw {
  readonly kind: ProblemKind;
  readonly text: string;
}

/** What is wrong with a number token; null if it is a number. */
export function flawOfNumber(token: string): Flaw | null {
  if (PLAIN_NUMBER.test(token)) return null;
  const value = readNumber(token);
  return value.type === 'error' ? { kind: 'SyntaxError', text: value.text } : null;
}

/** What is wrong with a name; null if it is not too long. */
export function flawOfName(token: string): Flaw | null {
  if (token.length <= LONGEST_NAME / 3) return null;
  const bytes = Array.from(token, (c) => encodeUtf8(c.codePointAt(0) as number).length).reduce((sum, length) => sum + length);
  return bytes > LONGEST_NAME ? { kind: 'RuntimeError', text: 'name too long' } : null;
}
