/** A switch from one thread to another: which ran, which continues, and why. */
import { BounceWait, COMPUTES, type Execution, MutexWait } from '../execution.js';

/** A different thread continues. 0 is the main thread; the others count from 1 in the order in which they were started. */
export interface ThreadSwitch {
  /** When `to` continues, ns since reset. */
  readonly ns: bigint;
  readonly from: number;
  readonly to: number;
  /** CPU cycles of its own that `from` has run since power came. */
  readonly cycles: number;
  /** Why `from` has stopped: its turn was taken away, it waits, perhaps for a lock, or it has ended. */
  readonly why: 'interrupted' | 'waits' | 'waits for a lock' | 'ends';
  /** The line that `from` was in, `main.py:35`, and the lines that called it, the innermost first; empty without the option `profile`. */
  readonly at: readonly string[];
}

/** Returns why an Execution has stopped. */
export function whyStopped({ done, waiting }: Execution): ThreadSwitch['why'] {
  if (done) return 'ends';
  if (waiting instanceof MutexWait) return 'waits for a lock';
  return waiting === null || waiting === COMPUTES || waiting instanceof BounceWait ? 'interrupted' : 'waits';
}
