/** When code is warm enough for the compiled tier. */
import type { Code } from '../bytecode/code.js';

/** When code is compiled. This cannot be observed. */
export interface Policy {
  readonly callsUntilEntry: number;
  readonly iterationsUntilMachine: number;
  /** True for a Code that must not be compiled; for tests. */
  readonly refuses?: (code: Code) => boolean;
  /** Assumes that every operator has seen floats; for tests. */
  readonly expectsFloats?: boolean;
}

/** Compiles everything at its first call or iteration. */
export const EAGER: Policy = { callsUntilEntry: 1, iterationsUntilMachine: 1 };
/** Compiles what runs for the second time. */
export const WHEN_WARM: Policy = { callsUntilEntry: 2, iterationsUntilMachine: 2 };
