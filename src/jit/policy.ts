/** When code is warm enough for the compiled tier. */
import type { Code } from '../bytecode/code.js';

/** When code is compiled. Never observable. */
export interface Policy {
  readonly callsUntilEntry: number;
  readonly iterationsUntilMachine: number;
  /** Says no to a Code; for tests. */
  readonly refuses?: (code: Code) => boolean;
  /** Takes every operator to have seen floats; for tests. */
  readonly expectsFloats?: boolean;
}

/** Everything at its first call or iteration. */
export const EAGER: Policy = { callsUntilEntry: 1, iterationsUntilMachine: 1 };
/** What has run more than once. */
export const WHEN_WARM: Policy = { callsUntilEntry: 2, iterationsUntilMachine: 2 };
