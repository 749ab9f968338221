/** The compiled tier as the virtual machine sees it: it may have a faster form of a Code. The VM is given a Tier and imports none. */
import type { Cell, PyFunction } from '../objects/function.js';
import type { TakeInPassing } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';

/**
 * A Python function as a JavaScript function. If `cells` is null this is a plain call: `f` is the callee, `args` are its arguments, and the
 * price of the call is charged inside. Otherwise the price has been charged, `cells` are the frame's cells, and `args` its parameters in slot
 * order. Throws what the Python function raises, or SUSPEND when the thread stops; the frame has then been saved in the thread.
 */
export type Entry = (f: PyFunction | null, cells: readonly Cell[] | null, ...args: (Value | undefined)[]) => Value;

/**
 * Compiled code that works on a frame of the interpreter: runs it from `frame.pc` as far as it can and leaves it ready for the interpreter.
 * Returns undefined, or what was thrown at the frame's pc − 1; if that is SUSPEND, the frame is ready to be linked. `take`, if native code resumes
 * the frame's generator, may take what it yields; where nothing is due, the generator then goes on as if it had been suspended and resumed.
 */
export type Machine = (frame: Frame, take: TakeInPassing | null) => unknown;

export interface Tier {
  /** After how many calls a function is to be compiled; 0 for never. */
  readonly callsUntilEntry: number;
  /** After how many backward jumps and resumptions code is to be compiled as a Machine; 0 for never. */
  readonly iterationsUntilMachine: number;
  entry(linked: LinkedCode): Entry | null;
  machine(linked: LinkedCode): Machine | null;
  /** Writes the existing compiled forms anew, because more is known about the kinds of operands. */
  renew(linked: LinkedCode): void;
}

/** No compiled tier. */
export const NO_TIER: Tier = {
  callsUntilEntry: 0,
  iterationsUntilMachine: 0,
  entry: () => null,
  machine: () => null,
  renew: () => undefined,
};
