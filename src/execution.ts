/**
 * The contract between the two towers: how the simulation runs an Execution, and how an Execution waits.
 * Nothing here knows Python, and nothing here knows the board.
 */

/** Nanoseconds on the simulated clock, a whole number. Moments count from the clock's epoch, see `sim/clock.ts`. */
export type Nanos = number;
/** Units of time in nanoseconds. */
export const MICROSECOND: Nanos = 1e3;
export const MILLISECOND: Nanos = 1e6;
export const SECOND: Nanos = 1e9;

/**
 * How many more CPU cycles may run before control returns.
 * Running code subtracts the charges in the bytecode and in natives from `left`, and checks it at every safe point: if it is below
 * zero, the code calls `Thread.safepoint`. `left` may be cut short at any time.
 *
 * JavaScript runs one machine at a time, so there is one Fuel for all machines: the clock of the running machine takes it over
 * (`Clock.resume`) and gives it back (`Clock.pause`).
 */
export interface Fuel {
  left: number;
}
export const fuel: Fuel = { left: 0 };

/** Why an Execution cannot run now. The wait lasts until a moment, until `ready()` is true, or until whichever comes first. */
export interface Wait {
  /** The moment at which the wait ends at the latest. */
  readonly until?: Nanos;
  /** Called whenever an event has happened; true ends the wait. Absent: only the moment ends the wait. */
  readonly ready?: (() => boolean) | undefined;
  /** The Execution is in native code and keeps the CPU: until the wait is over nothing else runs but interrupt handlers. */
  readonly isBusy?: boolean;
  /** Before its moment, only something that the host sends can end the wait. */
  readonly awaitsInput?: boolean;
}

/** Not a real wait: native code that computes for a long time has used up its fuel and can stop here. */
export const COMPUTES: Wait = Object.freeze({ ready: () => true, isBusy: true });

/** Whether a wait is over at the moment `now`. */
export function isOver(wait: Wait, now: Nanos): boolean {
  return (wait.until !== undefined && wait.until <= now) || (wait.ready?.() ?? false);
}

/** Work with several waits: it yields each Wait, continues when that is over, and returns its result. `objects/steps.ts` runs it. */
export type Steps<T> = Generator<Wait, T, void>;

/** A lock that Executions queue for (`pyb_mutex_t` of `ports/stm32/pybthread.c`). The scheduler manages it. */
export class Mutex {
  isTaken = false;
  /** The Execution that has taken the mutex; null while it is free. Any Execution may release it. */
  holder: Execution | null = null;
  /** The Executions that wait for the mutex, in the order in which they asked for it. */
  readonly queue: { readonly wait: MutexWait; readonly execution: Execution }[] = [];
}

/** Waits until a mutex is handed over. The Execution leaves the ring meanwhile, and nothing else ends the wait. */
export class MutexWait implements Wait {
  /** The mutex has been handed to the Execution that waits. */
  isOver = false;

  constructor(readonly mutex: Mutex) {}

  ready(): boolean {
    return this.isOver;
  }
}

/** Gives the global lock to the threads that queue for it, then does what needs no lock (`between`), and waits to get the lock back. */
export class BounceWait implements Wait {
  constructor(readonly between: () => void) {}

  ready(): boolean {
    return true;
  }
}

/** Something that runs while it has fuel, unless it is waiting or done. */
export interface Execution {
  /** What the Execution waits for, in nested code too; null while it can run. */
  readonly waiting: Wait | null;
  readonly done: boolean;
  /** Runs until it stops at a safe point, waits, or is done. */
  run(): void;
  /**
   * `thrown`, which has left an interrupt handler, strikes the Execution where it has stopped: it throws `thrown` when it continues. False if
   * the Execution does not accept it.
   */
  strike(thrown: unknown): boolean;
}

/** Thrown through every activation of an Execution that stops at a safe point; never seen by Python code. */
export const SUSPEND = Object.freeze({ toString: () => 'SUSPEND' });
/**
 * Thrown at a safe point when the host ends a program for good, because of a limit or of Ctrl-C in code that no stop can unwind. Never caught
 * by Python code.
 */
export const ABORT = Object.freeze({ toString: () => 'ABORT' });
