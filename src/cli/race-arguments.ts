/** Turns the words of `vpyb race` into what is to be looked for. */
import { MOST_SEED } from '../system/options.js';
import type { CommandLine } from './command-line.js';
import { wholeNumber } from './numbers.js';
import { type RunRequest, refuseCompileOnly, runRequest } from './run-arguments.js';
import { UsageError } from './usage-error.js';

/** A hunt for a race as the user wants it. */
export interface RaceRequest {
  /** One of its runs; the run's seed is the first that is tried. */
  readonly run: RunRequest;
  /** How many seeds are tried. */
  readonly seeds: number;
  /** A run without this text in its output has failed; null: any output is right. */
  readonly expect: string | null;
  /** The words that were typed. */
  readonly words: readonly string[];
}

/** The default number of seeds: this many runs are soon done, and races that none of them shows are rare. */
const DEFAULT_SEEDS = 100;
const FIRST_SEED = 1;

/** Returns the hunt that a command line of these words asks for. */
export function raceRequest(line: CommandLine, words: readonly string[]): RaceRequest {
  refuseCompileOnly(line);
  const run = runRequest(line);
  if (run.program.kind === 'stdin') throw new UsageError("'race' runs a program many times: give a FILE.py, not standard input");
  if (line.one('expect') === '')
    throw new UsageError("--expect '': every output contains that; give a text that the program prints if nothing goes wrong");
  const seed = wholeNumber('--seed', line.one('seed') ?? String(FIRST_SEED), MOST_SEED);
  const seeds = wholeNumber('--seeds', line.one('seeds') ?? String(DEFAULT_SEEDS), MOST_SEED - seed + 1, 1);
  return { run: { ...run, seed }, seeds, expect: line.one('expect'), words };
}
