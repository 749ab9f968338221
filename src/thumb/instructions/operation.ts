/** The form in which the operations of instructions are declared. */

import type { Core } from '../core.js';
import type { EncodingName, Fields } from '../encodings.js';

/** Executes an instruction. */
export type Execute = (p: Core) => void;

/** What the instructions of one encoding do. */
export interface Operation {
  /** Cycles that every execution takes (`core-times.ts`). */
  readonly cycles: number;
  /** For an instruction with these fields; null if there is none. `setsFlags`: not in an IT block, where narrow instructions set no flags. */
  readonly make: (fields: Fields, setsFlags: boolean) => Execute | null;
}

/** The operations of all encodings. */
export type Operations = Readonly<Record<EncodingName, Operation>>;

/** Makes an operation. */
export const op = (cycles: number, make: Operation['make']): Operation => ({ cycles, make });
