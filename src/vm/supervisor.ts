/** What a thread needs from outside: the simulation, the interpreter and the collector, as a thread sees them. */
import type { Wait } from '../execution.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { SoftCall } from './pending.js';
import type { Thread } from './thread.js';

/** What a thread needs of the simulation, that is of the scheduler in `sim`. */
export interface Supervisor {
  /** Lets time pass, fires alarms and serves interrupts that are due. False if a `suspendable` thread must stop in the middle of this. */
  settleAndServe(suspendable: boolean): boolean;
  /**
   * Whether the thread, which is not in nested code, must stop at this safe point. `atCheck`: this is a pending check at which it may bounce
   * the global lock.
   */
  mustStop(atCheck: boolean): boolean;
  /** Whether nested code has to unwind at this safe point and continue at once: the nested form of a forced stop. */
  mustUnwind(): boolean;
  /** Loads fuel. Returns true if there may be a reason to stop, which nested code skips. */
  grant(): boolean;
  /** Whether the thread, in nested code, has to yield at this safe point. */
  mustYieldNested(atCheck: boolean): boolean;
  /** Called when the thread waits or must yield in nested code: others run on top of it until it has its turn again and can continue. */
  yieldNested(): 'goes on' | keyof typeof NO_WAY_ON;
  /**
   * Called when the thread would wait in nested code but the host's stack has no room for others on top. True if the thread has kept the
   * others from running for too long in this way.
   */
  lacksRoomLong(): boolean;
  /** Waits in an interrupt handler, or where there is no room for others on top; false if the wait can never end. */
  waitInHandler(wait: Wait): boolean;
  /** Lets the wait of the only thread pass without stopping it; false if the thread must stop and continue to wait. */
  waitAlone(wait: Wait, handlePending: () => void): boolean;
  /** Lets a busy wait pass; false if a `suspendable` thread must stop in the middle of it. */
  spin(wait: Wait, suspendable: boolean): boolean;
  /** Whether a wait is over now. */
  isOver(wait: Wait): boolean;
  /** Whether an interrupt handler runs now. */
  readonly inHandler: boolean;
  /** Makes the next safe point due. */
  notify(): void;
  /** Whether other threads queue for the global lock. While a thread runs, this changes only when it yields in nested code. */
  readonly isContended: boolean;
  /** Whether the thread may have to stop at any pending check. */
  readonly needsChecks: boolean;
  /** Makes the thread stop at this safe point and give the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void;
}

/** Why nested code that has yielded can never continue. */
export const NO_WAY_ON = {
  never: 'wait in nested code can never end',
  'no input': 'waiting in nested code for input that has not been typed is not simulated here',
  'no room': 'waiting in nested code below threads with such large stacks is not simulated',
  'nested below': 'waiting in nested code for a thread that is in nested code, too, is not simulated',
} as const;

/** The interpreter: runs a chain of frames from `top` to its end, or until the thread waits (PARKED). */
type Interpret = (top: Frame, completion: Completion | null) => Value;
/** The result for which the top frame was waiting. */
export type Completion = { readonly value: Value } | { readonly raised: unknown };

/** How a thread's program ended. */
export type ThreadResult = { readonly value: Value } | { readonly raised: unknown };

/** The collector. */
interface DueCollector {
  /** An allocation went beyond the heap's end: a collection must be made as soon as the innermost frames can be seen. */
  readonly isDue: boolean;
  /**
   * Makes the collection, after the innermost frames have unwound to `top`. `given`: the result of the instruction in which they did, if any.
   * Returns the MemoryError to raise there if there is still too little room.
   */
  collectDue(top: Frame | null, given: Value | undefined): unknown;
  /** Called when a collection has missed the frames that have now unwound: counts what they hold. */
  recount(top: Frame | null, given: Value | undefined): void;
}

/** What a thread needs from outside. */
export interface ThreadPort {
  readonly supervisor: Supervisor;
  readonly interpret: Interpret;
  readonly collector: DueCollector;
  /** Whether the host's stack has room for any other thread on top of this one and those below it. */
  hasRoomOnTop(): boolean;
  /** Runs a soft callback; its exceptions end there. */
  runSoft(...call: SoftCall): void;
  /** Called with the result when the thread's program ends; any code that this runs is still nested code of the thread. */
  ends(thread: Thread, result: ThreadResult): void;
}
