/** What native code needs of the virtual machine, without knowing it: calling Python and resuming generators. */
import type { Wait } from '../execution.js';
import type { PyFunction } from './function.js';
import { objectType, type PyType, type Test } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

/** A frame ready to run, as the result of a native function that ends in a Python call (`NativeFunction.framed`). */
export abstract class PendingFrame implements PyObject {
  get type(): PyType {
    return objectType;
  }
}

/** What `Engine.park` answers when the thread waits: the native has no result yet. */
export const PARKED: PendingFrame = new (class extends PendingFrame {})();

export interface Engine {
  /** Runs a frame to its end, nested. */
  finish(frame: PendingFrame): Value;
  /** Runs a Python function to its end, nested on the host's stack: it cannot be stopped meanwhile, only interrupted. */
  call(f: PyFunction, args: Value[], keywords: Keywords | null): Value;
  /** The same for the next item of an iteration: undefined where StopIteration is raised, `ended` then has its value. */
  callForItem(f: PyFunction, self: Value): Value | undefined;
  /** Resumes a generator, nested: the next value, or undefined at its end. Its `result` then is what it returned. */
  resume(generator: PyObject, sent: Value): Value | undefined;
  /** Whether `test` holds for a value that a generator gives: `resume`, again and again. */
  someOf(generator: PyObject, test: Test): boolean;
  /** Raises in a generator, nested; result as `resume`. */
  throwInto(generator: PyObject, exception: PyObject): Value | undefined;
  /**
   * Blocks the calling thread. Where nobody else could run, and in nested code, time passes here; else the thread is parked and unwinds.
   * When the wait is over, the native call's value is what `deliver` gives (it may raise).
   */
  wait(wait: Wait, deliver: () => Value): Value;
  /**
   * The same for natives of which nothing but a call makes use, and which answer what this answers: that may be PARKED,
   * which only the interpreter sees. It saves the unwinding.
   */
  park(wait: Wait, deliver: () => Value): Value;
  /**
   * Native code keeps the CPU busy: lets the time of a busy wait pass on the spot; of COMPUTES, gives it new fuel. False if the thread ought to stop before it is over:
   * then nothing has passed, and the native must `wait` for it, or `park`.
   */
  spin(wait: Wait): boolean;
  /** `mp_event_handle_nowait`: Ctrl-C strikes if it is pending, else a soft callback runs if one waits. For native code that could stop here. */
  handlePending(): void;
  /** Called by native code that loops for long: serves interrupts if the fuel is used up. Raises KeyboardInterrupt if one is pending. */
  look(): void;
}

/** Put in place by the virtual machine. */
export const engine = {} as Engine;
export function setEngine(e: Engine): void {
  Object.assign(engine, e);
}

/**
 * Of the running thread: depth of native code that calls other natives (a native called so must not unwind to wait), and how many levels
 * of it are in itself (`recursion.ts`).
 */
export const nesting = { depth: 0, levels: 0 };
