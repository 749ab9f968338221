/** What a thread is given to work with: the simulation, the interpreter and the collector, as a thread sees them. */
import type { Wait } from '../execution.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { SoftCall } from './pending.js';
import type { Thread } from './thread.js';

/** What a thread needs of the simulation: of the scheduler of `sim`. */
export interface Supervisor {
  /** Time passes, alarms fire, interrupts that are due are served. False if the thread, being `suspendable`, must stop in the middle of it. */
  settleAndServe(suspendable: boolean): boolean;
  /** Whether the thread, which is not in nested code, must stop at this safe point; `atCheck`: a pending check at which it may bounce the global lock. */
  mustStop(atCheck: boolean): boolean;
  /** Whether nested code has to unwind at this safe point only to go on again: what forced stops are for it. */
  mustUnwind(): boolean;
  /** Loads fuel. Answers whether there may be a reason to stop, which nested code leaves out. */
  grant(): boolean;
  /** Whether the thread, in nested code, has to yield at this safe point. */
  mustYieldNested(atCheck: boolean): boolean;
  /** The thread waits in nested code, or must yield there: others run on top of it until it has its turn again and can go on. */
  yieldNested(): 'goes on' | keyof typeof NO_WAY_ON;
  /** The host's stack has no room for others on top, but the thread, in nested code, would wait: whether it has kept the others from running for too long so. */
  lacksRoomLong(): boolean;
  /** Waits in an interrupt handler, or where there is no room for others; false if the wait can never end. */
  waitInHandler(wait: Wait): boolean;
  /** Waits for the only thread without stopping it; false if it must stop, and wait on. */
  waitAlone(wait: Wait, handlePending: () => void): boolean;
  /** Lets a busy wait pass; false if the thread, being `suspendable`, must stop in the middle of it. */
  spin(wait: Wait, suspendable: boolean): boolean;
  /** Whether a wait is over now. */
  isOver(wait: Wait): boolean;
  /** Whether an interrupt handler runs now. */
  readonly inHandler: boolean;
  /** Makes the next safe point due. */
  notify(): void;
  /** Whether other threads queue for the global lock; changes while a thread runs only where it yields in nested code. */
  readonly isContended: boolean;
  /** Whether every pending check has to be looked at. */
  readonly needsChecks: boolean;
  /** The thread stops at this safe point, and gives the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void;
}

/** Why nested code that has yielded can never go on. */
export const NO_WAY_ON = {
  never: 'wait in nested code can never end',
  'no input': 'waiting in nested code for input that has not been typed is not simulated here',
  'no room': 'waiting in nested code below threads with such large stacks is not simulated',
  'nested below': 'waiting in nested code for a thread that is in nested code, too, is not simulated',
} as const;

/** The interpreter: runs a chain of frames from `top` to its end, or until the thread waits: PARKED. */
type Interpret = (top: Frame, completion: Completion | null) => Value;
/** What the frame at the top was waiting for. */
export type Completion = { readonly value: Value } | { readonly raised: unknown };

/** How a thread's program ended. */
export type ThreadResult = { readonly value: Value } | { readonly raised: unknown };

/** The collector. */
interface DueCollector {
  /** An allocation went beyond the heap's end: a collection is to be made as soon as the innermost frames can be seen. */
  readonly isDue: boolean;
  /** Makes it, the innermost frames having unwound to `top`, in an instruction that gives `given` when they go on. Answers the MemoryError to raise where they stand if there is still too little room. */
  collectDue(top: Frame | null, given: Value | undefined): unknown;
  /** A collection has missed the frames that have unwound so: what they hold is counted after all. */
  recount(top: Frame | null, given: Value | undefined): void;
}

/** What a thread is given to work with. */
export interface ThreadPort {
  readonly supervisor: Supervisor;
  readonly interpret: Interpret;
  readonly collector: DueCollector;
  /** Whether the host's stack has room for any other thread on top of this one and those below it. */
  hasRoomOnTop(): boolean;
  /** Runs a soft callback; its exceptions end there. */
  runSoft(...call: SoftCall): void;
  /** Told how the thread's program ends; what it runs for that still is nested code of the thread. */
  ends(thread: Thread, result: ThreadResult): void;
}
