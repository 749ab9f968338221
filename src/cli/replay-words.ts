/** Turns the command line of a hunt into that of one of its runs. */
import { tokensOf } from './tokens.js';

/** Options that only the hunt has, and options that a replay gets with other values. */
const NOT_REPLAYED = ['seeds', 'expect', 'seed', 'max-wall'];

/** Returns the command that runs the program of `words` once, with further options, for pasting into a shell. */
export function replayWords(words: readonly string[], further: readonly string[]): string {
  const kept: string[] = [];
  let isCommandLeft = true;
  for (const token of tokensOf(words)) {
    if (token.kind === 'end') kept.push('--');
    else if (token.kind === 'operand' && isCommandLeft && token.text === 'race') isCommandLeft = false;
    else if (token.kind === 'operand') kept.push(token.text);
    else if (!NOT_REPLAYED.includes(token.name)) kept.push(...written(token));
  }
  const end = kept.indexOf('--');
  const all = end < 0 ? [...kept, ...further] : [...kept.slice(0, end), ...further, ...kept.slice(end)];
  return ['vpyb', ...all].map(quoted).join(' ');
}

function written({ written: name, value, isWord }: { written: string; value?: string; isWord?: boolean }): string[] {
  if (value === undefined) return [name];
  return isWord === true ? [name, value] : [name.startsWith('--') ? `${name}=${value}` : `${name}${value}`];
}

/** Quotes a word for a POSIX shell if necessary. */
const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
