/** What a thread waits for, and the result of the wait. */
import { BounceWait, COMPUTES, MutexWait, SUSPEND, type Wait } from '../execution.js';
import { heap } from '../objects/charge.js';
import { PARKED } from '../objects/engine.js';
import type { Value } from '../objects/value.js';
import type { Completion, ThreadPort } from './supervisor.js';

/** What a wait needs of its thread. */
interface Waiter {
  /** Whether Ctrl-C is to strike, or a soft callback to run. */
  hasPendingWork(): boolean;
  /** Raises the pending exception, or runs a soft callback. */
  handlePending(): void;
  /** Lets others run on top of the thread's nested code. Raises RuntimeError if it cannot continue. */
  yieldNested(): void;
}

export class Waiting {
  #wait: Wait | null = null;
  #deliver: (() => Value) | null = null;
  /** A wait is over, and its result is being made. */
  #delivers = false;

  constructor(
    private readonly waiter: Waiter,
    private readonly port: ThreadPort,
  ) {}

  /** What the thread waits for, with nothing else to do; null while it can continue. */
  get wait(): Wait | null {
    const wait = this.#wait;
    return wait !== null && handlesPending(wait) && this.waiter.hasPendingWork() ? null : wait;
  }

  /** Whether a wait has begun that is not over. */
  get isWaiting(): boolean {
    return this.#wait !== null;
  }

  /** Gives up the wait. */
  clear(): void {
    this.#wait = this.#deliver = null;
  }

  /** Begins a wait, after which `deliver` makes its result. It passes here if nobody else could run; otherwise the thread must stop (PARKED). */
  begin(wait: Wait, deliver: () => Value): Value {
    this.#wait = wait;
    this.#deliver = deliver;
    return this.#delivers ? PARKED : this.#passHere();
  }

  /** Called when the stopped thread has its turn again. Returns the result of the wait; undefined if the wait continues. */
  goOn(): Completion | undefined {
    const wait = this.#wait as Wait;
    try {
      this.#handlePendingIn(wait);
    } catch (x) {
      this.clear();
      return { raised: x };
    }
    return this.port.supervisor.isOver(wait) ? this.#end() : undefined;
  }

  /** Waits in nested code, on top of which others run meanwhile. */
  passNested(wait: Wait): void {
    const outer = this.#wait;
    this.#wait = wait;
    try {
      do {
        this.waiter.yieldNested();
        this.#handlePendingIn(wait);
      } while (!this.port.supervisor.isOver(wait));
    } finally {
      this.#wait = outer;
    }
  }

  /**
   * Lets waits pass on the spot while nobody else can run. `deliver` may begin the next wait, which must not lie on top of the last one on the
   * host's stack, hence the loop. PARKED if the thread must stop and continue to wait.
   */
  #passHere(): Value {
    while (this.#wait !== null && this.#passesAlone(this.#wait)) {
      const completion = this.#end();
      if (this.waiter.hasPendingWork()) this.port.supervisor.notify();
      if (completion === undefined) continue;
      if ('raised' in completion) throw completion.raised;
      return completion.value;
    }
    return PARKED;
  }

  /** Lets a wait pass on the spot if it can; not while a collection is due, which must see the frames. Heap locks are as in a stopped thread. */
  #passesAlone(wait: Wait): boolean {
    const { supervisor, collector } = this.port;
    if (collector.isDue || wait === COMPUTES || wait instanceof MutexWait || wait instanceof BounceWait) return false;
    let locks = heap.locked;
    heap.locked = 0;
    try {
      return supervisor.waitAlone(wait, () => {
        heap.locked = locks;
        try {
          this.#handlePendingIn(wait);
        } finally {
          locks = heap.locked;
          heap.locked = 0;
        }
      });
    } catch (x) {
      this.clear();
      throw x;
    } finally {
      heap.locked = locks;
    }
  }

  /** Handles what is pending in the middle of a wait, which continues afterwards. */
  #handlePendingIn(wait: Wait): void {
    if (!handlesPending(wait)) return;
    this.#wait = null;
    this.waiter.handlePending();
    this.#wait = wait;
  }

  /** Ends the wait. Returns its result; undefined if the next wait has begun instead. */
  #end(): Completion | undefined {
    const deliver = this.#deliver as () => Value;
    this.clear();
    this.#delivers = true;
    try {
      return completionOf(deliver);
    } finally {
      this.#delivers = false;
    }
  }
}

/** Returns what a native returns or raises; undefined if it waits. */
export function completionOf(native: () => Value): Completion | undefined {
  try {
    const value = native();
    return value === PARKED ? undefined : { value };
  } catch (x) {
    return x === SUSPEND ? undefined : { raised: x };
  }
}

/** Whether soft callbacks run during a wait and Ctrl-C ends it. The firmware allows neither while it waits for a mutex or in a busy loop. */
const handlesPending = (wait: Wait): boolean => !(wait instanceof MutexWait) && wait.isBusy !== true;
