/** What native code needs from the virtual machine, without importing it: calls of Python code and resumption of generators. */
import type { Wait } from '../execution.js';
import type { PyFunction } from './function.js';
import { objectType, type PyType, type TakeInPassing, type Test } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

/** A frame that is ready to run: the result of a native function that ends in a Python call (`NativeFunction.framed`). */
export abstract class PendingFrame implements PyObject {
  get type(): PyType {
    return objectType;
  }
}

/** The result of `Engine.park` if the thread must wait: the native function has no result yet. */
export const PARKED: PendingFrame = new (class extends PendingFrame {})();

export interface Engine {
  /** Runs a frame to its end, nested. */
  finish(frame: PendingFrame): Value;
  /** Runs a Python function to its end, nested on the host's stack. It can be interrupted meanwhile, but not stopped. */
  call(f: PyFunction, args: Value[], keywords: Keywords | null): Value;
  /** The same for the next item of an iteration. Returns undefined if StopIteration is raised; `ended` then has its value. */
  callForItem(f: PyFunction, self: Value): Value | undefined;
  /** Resumes a generator, nested. Returns the next value, or undefined at its end; its `result` is then the value that it returned. */
  resume(generator: PyObject, sent: Value): Value | undefined;
  /**
   * Resumes a generator repeatedly until `test` holds for a value that it yields. Returns whether there is such a value. `testInPassing` may take
   * values for which it does not hold.
   */
  someOf(generator: PyObject, test: Test, testInPassing: TakeInPassing | null): boolean;
  /** Raises an exception in a generator, nested. Returns the same as `resume`. */
  throwInto(generator: PyObject, exception: PyObject): Value | undefined;
  /**
   * Blocks the calling thread. If no other thread could run, and in nested code, time passes here; otherwise the thread is parked and
   * unwinds. When the wait is over, the native call returns the result of `deliver`, which may raise.
   */
  wait(wait: Wait, deliver: () => Value): Value;
  /**
   * The same for natives that are used only by direct calls and return the result of this method. The result may be PARKED, which only
   * the interpreter sees. This saves the unwinding.
   */
  park(wait: Wait, deliver: () => Value): Value;
  /**
   * Called by native code that keeps the CPU busy. Lets the time of a busy wait pass on the spot; for COMPUTES, gives the code new fuel.
   * Returns false if the thread should stop before the wait is over: then no time has passed, and the native must call `wait` or `park`.
   */
  spin(wait: Wait): boolean;
  /** `mp_event_handle_nowait`: a pending Ctrl-C strikes, or otherwise a waiting soft callback runs. For native code that could stop here. */
  handlePending(): void;
  /** Called by native code in long loops: serves interrupts if the fuel is used up. Raises KeyboardInterrupt if one is pending. */
  look(): void;
}

/** Installed by the virtual machine. */
export const engine = {} as Engine;
export function setEngine(e: Engine): void {
  Object.assign(engine, e);
}

/**
 * For the running thread. `depth`: how deeply native code is calling other natives; a native that is called in this way must not unwind to
 * wait. `levels`: levels of native code that recurses (`recursion.ts`).
 */
export const nesting = { depth: 0, levels: 0 };
