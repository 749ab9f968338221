/** The form in which it is written down what instructions do. */

import type { Core } from '../core.js';
import type { EncodingName, Fields } from '../encodings.js';

/** Does it. */
export type Execute = (p: Core) => void;

/** What instructions of one encoding do. */
export interface Operation {
  /** Cycles that every execution takes (`core-times.ts`). */
  readonly cycles: number;
  /** Of an instruction with these fields; null: there is none. `setsFlags`: it is not in an IT block, where narrow instructions leave flags alone. */
  readonly make: (fields: Fields, setsFlags: boolean) => Execute | null;
}

/** Those of all encodings. */
export type Operations = Readonly<Record<EncodingName, Operation>>;

/** An operation. */
export const op = (cycles: number, make: Operation['make']): Operation => ({ cycles, make });
