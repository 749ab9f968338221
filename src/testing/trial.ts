/** One run of a program in which a race is looked for, as whoever looks has it made. */
import type { SystemOptions } from '../system/options.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { type Failure, failureOf } from './failure.js';

/** How the program is to run. */
export interface TrialOptions {
  readonly turns: NonNullable<SystemOptions['turns']>;
  readonly seed: number;
  /** Simulated nanoseconds that it is given. */
  readonly within: bigint;
  /** Account is kept of lines. */
  readonly profile: boolean;
}

/** What came of it. */
export interface TrialResult {
  /** Null: it has not failed. */
  readonly failure: Failure | null;
  /** The program has come to its end in the time that it was given. */
  readonly hasEnded: boolean;
  /** Simulated nanoseconds. */
  readonly ns: bigint;
}

/** Runs the program on a new board, which `look` sees before it starts. The same options give the same result. */
export type Trial = (options: TrialOptions, look?: (system: PyboardSystem) => void) => TrialResult;

/** Runs a board whose program nothing follows until that has ended, with all its threads, or the time is over. */
export function runToEnd(system: PyboardSystem, within: bigint): Pick<TrialResult, 'failure' | 'hasEnded'> {
  // Native code that does not come back ends there, too.
  system.endsAt = within;
  return { hasEnded: system.run(within) === 'ended', failure: failureOf(system) };
}
