/**
 * The one thing both towers agree on: how the simulation runs something that executes, and how that something waits.
 * Nothing here knows Python, and nothing here knows the board.
 */

/** Nanoseconds on the simulated clock, a whole number. Moments count from the clock's epoch, see `sim/clock.ts`. */
export type Nanos = number;
/** So long are these. */
export const MICROSECOND: Nanos = 1e3;
export const MILLISECOND: Nanos = 1e6;
export const SECOND: Nanos = 1e9;

/**
 * How many more CPU cycles may run before control returns.
 * Whoever executes counts `left` down by the charges in the bytecode and in natives, and looks at it at every safe point:
 * below zero, it calls `Cpu.safepoint`. Anyone may cut it short.
 *
 * JavaScript runs one machine at a time, so there is one Fuel for all machines: the clock of the machine that runs has loaded it
 * (`Clock.resume`) and takes it back (`Clock.pause`).
 */
export interface Fuel {
  left: number;
}
export const fuel: Fuel = { left: 0 };

/** Why something cannot run now: until a moment, until `ready()` holds, or whichever comes first. */
export interface Wait {
  /** The moment at which the wait is over at the latest. */
  readonly until?: Nanos;
  /** Asked whenever an event has happened. Absent: only the moment ends the wait. */
  readonly ready?: (() => boolean) | undefined;
  /** The Execution is in native code and keeps the CPU: until the wait is over nothing else runs but interrupt handlers. */
  readonly isBusy?: boolean;
  /** What ends the wait, if not its moment, is something that the host sends. */
  readonly awaitsInput?: boolean;
}

/** No wait: native code computes for long, has used its fuel up, and can stop here. */
export const COMPUTES: Wait = Object.freeze({ ready: () => true, isBusy: true });

/** Whether a wait is over at the moment `now`. */
export function isOver(wait: Wait, now: Nanos): boolean {
  return (wait.until !== undefined && wait.until <= now) || (wait.ready?.() ?? false);
}

/** Work that waits again and again: it yields what it waits for, goes on when that is over, and returns its result. `objects/steps.ts` takes them. */
export type Steps<T> = Generator<Wait, T, void>;

/** A lock that Executions queue for (`pyb_mutex_t` of `ports/stm32/pybthread.c`); the scheduler keeps it. */
export class Mutex {
  isTaken = false;
  /** Who has taken it; null while it is free. Anybody may release it. */
  holder: Execution | null = null;
  /** Who waits for it, in the order of asking. */
  readonly queue: { readonly wait: MutexWait; readonly execution: Execution }[] = [];
}

/** Waits until a mutex is handed over; the Execution leaves the ring meanwhile, and nothing else ends the wait. */
export class MutexWait implements Wait {
  /** The mutex is its own. */
  isOver = false;

  constructor(readonly mutex: Mutex) {}

  ready(): boolean {
    return this.isOver;
  }
}

/** Gives the global lock to those who queue for it, then does what can be done without it, and waits until the lock is given back. */
export class BounceWait implements Wait {
  constructor(readonly between: () => void) {}

  ready(): boolean {
    return true;
  }
}

/** Something that runs while it has fuel, unless it is waiting or done. */
export interface Execution {
  /** What it waits for, in nested code too; null while it can run. */
  readonly waiting: Wait | null;
  readonly done: boolean;
  /** Runs until it stops at a safe point, waits, or is done. */
  run(): void;
  /** What an interrupt's handler was left by strikes it where it has stopped: it goes on there by throwing that. False: it does not take it. */
  strike(thrown: unknown): boolean;
}

/** Thrown through every activation of an Execution that stops at a safe point; never seen by Python code. */
export const SUSPEND = Object.freeze({ toString: () => 'SUSPEND' });
/** Thrown at a safe point by which the host ends a program for good: a limit, Ctrl-C in code that no stop can unwind. Never caught by Python code. */
export const ABORT = Object.freeze({ toString: () => 'ABORT' });
