/** Turns the words of a command line with `--listen` into those of the command that runs the board. */
import type { CommandLine } from './command-line.js';
import { MOST_PORT, wholeNumber } from './numbers.js';
import { wordsWithout } from './tokens.js';
import { UsageError } from './usage-error.js';

/** A board for clients on a port. */
export interface ListenRequest {
  /** 0: any free port. */
  readonly port: number;
  /** The words after `vpyb` of the command that runs the board at the other end of the line. */
  readonly words: readonly string[];
}

/**
 * Returns the board that `words` ask for, with a prompt, as clients expect it: in real time, unless a pace is given, and with the exact bytes.
 */
export function listenRequest(line: CommandLine, words: readonly string[]): ListenRequest {
  const port = wholeNumber('--listen', line.one('listen') ?? '', MOST_PORT);
  if (line.operands[0] === '-') throw new UsageError('--listen needs standard input for the client; give the program as a FILE.py');
  const manner = ['--raw', ...(line.has('pace') ? [] : ['--pace=real']), ...(line.command === 'run' ? ['--interactive'] : [])];
  return { port, words: [...manner, ...wordsWithout('listen', words)] };
}
