/** One run of a program in which a race is looked for. The caller of a hunt provides the function that makes a run. */
import type { LineCost } from '../system/counting/line-profile.js';
import type { Plan } from '../system/options.js';
import type { PyboardSystem, RunState } from '../system/pyboard-system.js';
import { type Failure, failureOf } from './failure.js';

/** How the program is to run. */
export interface TrialOptions {
  readonly turns: Plan['turns'];
  readonly seed: number;
  /** Simulated nanoseconds that the program is given. */
  readonly within: bigint;
  /** Whether the cost of lines is recorded, if possible. */
  readonly profile: boolean;
}

/** The result of a run. */
export interface TrialResult {
  /** Null if it has not failed. */
  readonly failure: Failure | null;
  /** Whether the program has ended in the time that it was given. */
  readonly hasEnded: boolean;
  /** Simulated nanoseconds. */
  readonly ns: bigint;
  /** The cost of its lines, if that was recorded; otherwise empty. */
  readonly lines: readonly LineCost[];
}

/**
 * Runs the program on a new board. `look` is called with the board before it starts, and may make it stop now and then; at each stop the
 * generator yields. The same options give the same result.
 */
export type Trial = (options: TrialOptions, look?: (system: PyboardSystem) => void) => Generator<void, TrialResult>;

/**
 * Runs a board, on which nothing follows the program, until the program has ended with all its threads, or the time is over. Yields when the
 * board was asked to stop.
 */
export function* runToEnd(system: PyboardSystem, within: bigint): Generator<void, Pick<TrialResult, 'failure' | 'hasEnded'>> {
  // Native code that does not return ends then, too.
  system.endsAt = within;
  const state = yield* runInPieces(system, within);
  return { hasEnded: state === 'ended', failure: failureOf(system) };
}

/** Runs a board up to a moment, ns since reset. Yields when the board was asked to stop. */
export function* runInPieces(system: PyboardSystem, until: bigint): Generator<void, Exclude<RunState, 'stopped'>> {
  for (;;) {
    const state = system.run(until);
    if (state !== 'stopped') return state;
    yield;
  }
}

/** Takes all steps and returns their result. */
export function resultOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
