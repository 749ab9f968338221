/**
 * Splits the words of a command line into options and operands, by POSIX's conventions (Base Definitions, 12.2) and with GNU's long options.
 * Node's `parseArgs` does the same, but loading it takes as long as setting up a board.
 */
import { OPTION_LIST, type OptionName } from './options.js';

/** `end`: `--` was found, and all words after it are operands. `written`: as typed, `-c`. `isWord`: the value is a separate word. */
export type Token =
  | { readonly kind: 'operand'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'option'; readonly name: string; readonly written: string; readonly value?: string; readonly isWord?: boolean };

/** Optional values must be in the same word, `--debug=5679`; otherwise it would be unclear whether the next word is the value. */
const TAKES_VALUE: ReadonlySet<string> = new Set(
  OPTION_LIST.filter(([, { value, isOptional }]) => value !== undefined && !isOptional).map(([name]) => name),
);
const LONG_NAMES: ReadonlyMap<string | undefined, OptionName> = new Map(OPTION_LIST.map(([name, { short }]) => [short, name]));

/** Yields the tokens one after the other. An unknown option has the name that was typed. */
export function* tokensOf(words: readonly string[]): Iterable<Token> {
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--') {
      yield { kind: 'end' };
      for (const text of left) yield { kind: 'operand', text };
      return;
    }
    if (/^-O\d$/.test(word)) {
      for (let times = Number(word[2]); times > 0; times--) yield { kind: 'option', name: 'optimize', written: '-O' };
    } else if (word.startsWith('--')) yield longOption(word, left);
    else if (/^-./.test(word)) yield* shortOptions(word, left);
    else yield { kind: 'operand', text: word };
  }
}

function longOption(word: string, left: string[]): Token {
  const equals = word.indexOf('=', 3);
  if (equals < 0) return withNextWord(word.slice(2), word, left);
  return { kind: 'option', name: word.slice(2, equals), written: word.slice(0, equals), value: word.slice(equals + 1) };
}

/** Reads several options in one word. What follows an option that takes a value is its value. */
function* shortOptions(word: string, left: string[]): Iterable<Token> {
  for (let i = 1; i < word.length; i++) {
    const name = LONG_NAMES.get(word[i]) ?? word[i];
    const written = `-${word[i]}`;
    if (TAKES_VALUE.has(name) && i + 1 < word.length) {
      yield { kind: 'option', name, written, value: word.slice(i + 1) };
      return;
    }
    yield withNextWord(name, written, left);
  }
}

function withNextWord(name: string, written: string, left: string[]): Token {
  if (!TAKES_VALUE.has(name) || left.length === 0) return { kind: 'option', name, written };
  return { kind: 'option', name, written, value: left.shift() as string, isWord: true };
}

/** Yields the words without one option, for a command that is started in turn. */
export function* wordsWithout(name: OptionName, words: readonly string[]): Iterable<string> {
  for (const token of tokensOf(words)) {
    if (token.kind === 'end') yield '--';
    else if (token.kind === 'operand') yield token.text;
    else if (token.name !== name) yield token.value === undefined ? `--${token.name}` : `--${token.name}=${token.value}`;
  }
}
