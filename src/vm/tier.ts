/** The second tier as the virtual machine sees it: something that may have a faster form of a Code. The machine is given one, it imports none. */
import type { Cell, PyFunction } from '../objects/function.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { LinkedCode } from './link.js';

/**
 * A function of Python as one of JavaScript. `cells` null: a plain call, which pays its price here, `f` being the callee and `args` its
 * arguments. Otherwise the price is paid, `cells` are the frame's, and `args` its parameters in slot order.
 * Throws what the Python function raises; SUSPEND when the thread stops, its frame then being saved in the thread.
 */
export type Entry = (f: PyFunction | null, cells: readonly Cell[] | null, ...args: (Value | undefined)[]) => Value;

/**
 * Code that works on a frame of the interpreter: takes it from `frame.pc` as far as it can and leaves it ready for the interpreter.
 * Answers undefined, or what was thrown at the frame's pc − 1; after SUSPEND the frame is ready to be linked.
 */
export type Machine = (frame: Frame) => unknown;

export interface Tier {
  /** After how many calls a function is to be compiled; 0 for never. */
  readonly callsUntilEntry: number;
  /** After how many backward jumps and resumes the code is to be compiled as a machine; 0 for never. */
  readonly iterationsUntilMachine: number;
  entry(linked: LinkedCode): Entry | null;
  machine(linked: LinkedCode): Machine | null;
  /** Writes what there is of the compiled forms anew: more is known of the kinds of operands. */
  renew(linked: LinkedCode): void;
}

/** No second tier. */
export const NO_TIER: Tier = {
  callsUntilEntry: 0,
  iterationsUntilMachine: 0,
  entry: () => null,
  machine: () => null,
  renew: () => undefined,
};
