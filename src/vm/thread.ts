/**
 * A stack of frames that can be stopped at any safe point and resumed: one thread of the Python program.
 * The order of what happens at a safe point is part of the contract with the compiled tier.
 */
import { type Execution, SUSPEND, type Wait } from '../execution.js';
import { heap } from '../objects/charge.js';
import { nesting, PARKED } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { Pending } from './pending.js';

/** What a thread needs of the simulation; the scheduler of `sim` fits it. */
export interface Supervisor {
  /** Time passes, alarms fire, interrupts that are due are served. */
  settleAndServe(): void;
  mustStop(suspendable: boolean): boolean;
  grant(suspendable: boolean): void;
  /** Waits in nested code; false if the wait can never end. */
  waitNested(wait: Wait): boolean;
  /** Whether a wait is over now. */
  isOver(wait: Wait): boolean;
  /** Whether an interrupt handler runs now. */
  readonly inHandler: boolean;
  /** Makes the next safe point due. */
  notify(): void;
}

/** The interpreter, as a thread sees it: runs `base` and all above it, from `top`, to its end, or until it waits: PARKED. */
export type Interpret = (top: Frame, completion: Completion | null) => Value;
/** What the frame at the top was waiting for. */
export type Completion = { readonly value: Value } | { readonly raised: unknown };

/** How a thread's program ended. */
export type ThreadResult = { readonly value: Value } | { readonly raised: unknown };

/** What a thread is given to work with. */
export interface ThreadPort {
  readonly supervisor: Supervisor;
  readonly interpret: Interpret;
  /** Runs a soft callback; its exceptions end there. */
  runSoft(callee: Value, argument: Value): void;
  /** Told how the thread's program ended. */
  ended(thread: Thread): void;
}

/** The thread that runs now on this host; nested code belongs to it, too. */
export let current: Thread;
/** Makes a thread the one that nested code belongs to while none runs: interrupt handlers borrow its stack. */
export function adopt(thread: Thread): void {
  current = thread;
}

export class Thread implements Execution {
  /** Depth of native code that waits for Python, interrupt handlers included: above 0 no stop is possible. */
  noSuspend = 0;
  /** A slice's end may have been left out for nested code: the first safe point after it must look. */
  heldBack = false;
  /** Bytes of stack in use, and the most there is. */
  stackUsed = 0;
  /** Number of activations. */
  depth = 0;
  result: ThreadResult | null = null;
  /** Innermost frame of the stopped thread. */
  #top: Frame | null = null;
  #wait: Wait | null = null;
  #deliver: (() => Value) | null = null;
  /** Depth of the thread's own heap locks, while it does not run. */
  #heapLocks = 0;

  constructor(
    readonly id: number,
    readonly stackLimit: number,
    private readonly port: ThreadPort,
    /** Soft callbacks and Ctrl-C; null for threads that take none. */
    readonly pending: Pending | null = null,
  ) {}

  /** Gives the thread a program: a frame to run. */
  start(frame: Frame): void {
    this.#top = frame;
    this.result = null;
    this.#wait = this.#deliver = null;
    this.depth = 1;
    this.stackUsed = 0;
  }

  get done(): boolean {
    return this.#top === null;
  }

  /** Forgets its program: it will never run again. */
  drop(): void {
    this.#top = null;
  }

  get waiting(): Wait | null {
    if (this.#wait !== null && this.#hasPendingWork) return null;
    return this.#wait;
  }

  /** Takes a wait of the thread for over, whatever it waited for; used when what it waited for is gone. */
  get isWaiting(): boolean {
    return this.#wait !== null;
  }

  /** The innermost frame of the stopped thread, for those who look at it: the collector, a debugger. */
  get top(): Frame | null {
    return this.#top;
  }

  get #hasPendingWork(): boolean {
    return this.pending !== null && (this.pending.exception !== null || this.pending.hasCallback);
  }

  run(): void {
    const outer = current;
    const outerLocks = heap.locked;
    current = this;
    heap.locked = this.#heapLocks;
    try {
      const completion = this.#endWait();
      if (completion === undefined) return;
      const frame = this.#top as Frame;
      this.#finish(frame, completion);
    } finally {
      current = outer;
      this.#heapLocks = heap.locked;
      heap.locked = outerLocks;
    }
  }

  /** What the wait delivers; null if the thread was not waiting; undefined if it goes on waiting. */
  #endWait(): Completion | null | undefined {
    const wait = this.#wait;
    if (wait === null) return null;
    try {
      this.handlePending();
    } catch (x) {
      this.#wait = this.#deliver = null;
      return { raised: x };
    }
    if (!this.port.supervisor.isOver(wait)) return undefined;
    const deliver = this.#deliver;
    this.#wait = this.#deliver = null;
    try {
      const value = (deliver as () => Value)();
      return value === PARKED ? undefined : { value };
    } catch (x) {
      if (x === SUSPEND) return undefined;
      return { raised: x };
    }
  }

  #finish(frame: Frame, completion: Completion | null): void {
    try {
      const value = this.port.interpret(frame, completion);
      if (value === PARKED) return;
      this.#top = null;
      this.result = { value };
    } catch (x) {
      if (x === SUSPEND) return;
      this.#top = null;
      this.depth = 0;
      this.noSuspend = 0;
      this.result = { raised: x };
    }
    this.port.ended(this);
  }

  /** Called by the interpreter when it unwinds because of SUSPEND: the frame to go on with. */
  suspendAt(frame: Frame): void {
    this.#top = frame;
  }

  /**
   * A safe point with the fuel used up. May throw SUSPEND, ABORT, or an asynchronous exception.
   * `jumped`: a jump has been made since the last one; only then a soft callback may run.
   */
  safepoint(jumped: boolean): void {
    const { supervisor } = this.port;
    const suspendable = this.noSuspend === 0;
    supervisor.settleAndServe();
    if (!supervisor.inHandler && this.#hasPendingWork) this.#handlePendingAt(jumped);
    if (supervisor.mustStop(suspendable)) throw SUSPEND;
    if (!suspendable) this.heldBack = true;
    supervisor.grant(suspendable);
    if (this.#hasPendingWork) supervisor.notify();
  }

  /** A callback that has just been queued waits for the next jump. */
  #handlePendingAt(jumped: boolean): void {
    const pending = this.pending as Pending;
    if (pending.exception !== null || (jumped && !pending.isFresh)) this.handlePending();
    else pending.isFresh = false;
  }

  /** Raises a pending exception, else runs one soft callback. */
  handlePending(): void {
    const { pending } = this;
    if (pending === null) return;
    if (pending.exception !== null) {
      const { exception } = pending;
      pending.exception = null;
      throw exception;
    }
    if (!pending.hasCallback) return;
    pending.locked++;
    try {
      const callback = pending.take();
      if (callback !== undefined) this.port.runSoft(...callback);
    } finally {
      pending.locked--;
      if (pending.hasCallback) this.port.supervisor.notify();
    }
  }

  /** Blocks: parks the thread, which then must stop, and answers PARKED; or lets time pass here in nested code. */
  wait(wait: Wait, deliver: () => Value): Value {
    if (this.noSuspend === 0 && nesting.depth === 0) {
      this.#wait = wait;
      this.#deliver = deliver;
      return PARKED;
    }
    if (!this.port.supervisor.waitNested(wait)) throw raise.RuntimeError('wait in nested code can never end');
    this.heldBack = true;
    this.port.supervisor.grant(false);
    return deliver();
  }

  /** The last nested code has returned. */
  endNested(): void {
    if (!this.heldBack) return;
    this.heldBack = false;
    this.port.supervisor.notify();
  }
}

/** Runs `body` as nested code of a thread: it cannot be stopped meanwhile. */
export function nested<T>(thread: Thread, body: () => T): T {
  const outer = current;
  current = thread;
  thread.noSuspend++;
  try {
    return body();
  } finally {
    thread.noSuspend--;
    current = outer;
    if (thread.noSuspend === 0) thread.endNested();
  }
}
