/** Runs a script on the simulated board: the one function through which every script test reaches the public API. */
import type { Outcome } from './script.js';

/** How to run a script. */
export interface RunOptions {
  /** `pybv11`, `pybd-sf2` or `pybd-sf6`. */
  readonly board: string;
  /** Stop the program at every n-th safe point and resume it; absent: only where the simulation stops it. */
  readonly stopEvery?: number;
}

/** Runs a program to its end on a fresh board, under the name `SCRIPT_FILENAME`, in simulated time and with no host behind it. */
export function runScript(_source: string, options: RunOptions): Outcome {
  throw new Error(`runScript: not connected to src/index.ts (board ${options.board})`);
}
