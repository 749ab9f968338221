/** One run of a program in which a race is looked for, as whoever looks has it made. */
import type { LineCost } from '../system/counting/line-profile.js';
import type { SystemOptions } from '../system/options.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { type Failure, failureOf } from './failure.js';

/** How the program is to run. */
export interface TrialOptions {
  readonly turns: NonNullable<SystemOptions['turns']>;
  readonly seed: number;
  /** Simulated nanoseconds that it is given. */
  readonly within: bigint;
  /** Account is kept of lines, if that can be. */
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
  /** Its lines, if account was kept of them; else none. */
  readonly lines: readonly LineCost[];
}

/**
 * Runs the program on a new board, which `look` sees before it starts; it may ask that to stop now and then, so that this yields. The same
 * options give the same result.
 */
export type Trial = (options: TrialOptions, look?: (system: PyboardSystem) => void) => Generator<void, TrialResult>;

/** Runs a board whose program nothing follows until that has ended, with all its threads, or the time is over. Yields where the board was asked to stop. */
export function* runToEnd(system: PyboardSystem, within: bigint): Generator<void, Pick<TrialResult, 'failure' | 'hasEnded'>> {
  // Native code that does not come back ends there, too.
  system.endsAt = within;
  for (;;) {
    const state = system.run(within);
    if (state !== 'stopped') return { hasEnded: state === 'ended', failure: failureOf(system) };
    yield;
  }
}

/** Takes all steps; what comes of them. */
export function resultOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
