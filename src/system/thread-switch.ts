/** From one thread to another: who has run, who goes on, and why. */
import { BounceWait, COMPUTES, type Execution, MutexWait } from '../execution.js';

/** Another thread has gone on. 0 is the main thread, the others count from 1 in the order of their start. */
export interface ThreadSwitch {
  /** Nanoseconds since reset at which `to` goes on. */
  readonly ns: bigint;
  readonly from: number;
  readonly to: number;
  /** CPU cycles that `from` has run of its own since power came. */
  readonly cycles: number;
  /** Why `from` runs no longer: its turn was taken away, it waits, for a lock perhaps, or it has ended. */
  readonly why: 'interrupted' | 'waits' | 'waits for a lock' | 'ends';
  /** The line that it was in, `main.py:35`, and those that have called, the innermost first; with the option `profile`, else empty. */
  readonly at: readonly string[];
}

/** Why an Execution runs no longer. */
export function whyStopped({ done, waiting }: Execution): ThreadSwitch['why'] {
  if (done) return 'ends';
  if (waiting instanceof MutexWait) return 'waits for a lock';
  return waiting === null || waiting === COMPUTES || waiting instanceof BounceWait ? 'interrupted' : 'waits';
}
