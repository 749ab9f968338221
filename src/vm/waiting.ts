/** What a thread waits for, and what the wait gives. */
import { BounceWait, COMPUTES, MutexWait, SUSPEND, type Wait } from '../execution.js';
import { heap } from '../objects/charge.js';
import { PARKED } from '../objects/engine.js';
import type { Value } from '../objects/value.js';
import type { Completion, ThreadPort } from './supervisor.js';

/** What a wait asks of its thread. */
interface Waiter {
  /** Whether Ctrl-C is to strike, or a soft callback to run. */
  hasPendingWork(): boolean;
  /** Lets it. */
  handlePending(): void;
  /** Others run on top of the thread's nested code. Raises RuntimeError if it cannot go on. */
  yieldNested(): void;
}

export class Waiting {
  #wait: Wait | null = null;
  #deliver: (() => Value) | null = null;
  /** A wait is over, and what it gives is being made. */
  #delivers = false;

  constructor(
    private readonly waiter: Waiter,
    private readonly port: ThreadPort,
  ) {}

  /** What the thread waits for, with nothing else to do; null while it can go on. */
  get wait(): Wait | null {
    const wait = this.#wait;
    return wait !== null && handlesPending(wait) && this.waiter.hasPendingWork() ? null : wait;
  }

  /** Whether a wait has begun that is not over. */
  get isWaiting(): boolean {
    return this.#wait !== null;
  }

  /** The wait is given up. */
  clear(): void {
    this.#wait = this.#deliver = null;
  }

  /** A wait begins, after which `deliver` makes what it gives: it passes here where nobody else could run; else the thread must stop: PARKED. */
  begin(wait: Wait, deliver: () => Value): Value {
    this.#wait = wait;
    this.#deliver = deliver;
    return this.#delivers ? PARKED : this.#passHere();
  }

  /** The thread, having stopped, has its turn again: what the wait gives; undefined if it goes on. */
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
   * Lets waits pass on the spot where nobody else can run: what one delivers may be the next, which must not lie on top of it on the
   * host's stack. PARKED if the thread must stop, and wait on.
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

  /** A collection that is due must see the frames. Meanwhile heap locks are as where the thread has stopped. */
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

  /** What is pending is handled in the middle of a wait, which goes on afterwards. */
  #handlePendingIn(wait: Wait): void {
    if (!handlesPending(wait)) return;
    this.#wait = null;
    this.waiter.handlePending();
    this.#wait = wait;
  }

  /** What the wait that is over gives; undefined if that is the next wait. */
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

/** What a native gives or raises; undefined if it waits. */
export function completionOf(native: () => Value): Completion | undefined {
  try {
    const value = native();
    return value === PARKED ? undefined : { value };
  } catch (x) {
    return x === SUSPEND ? undefined : { raised: x };
  }
}

/** Whether soft callbacks run during a wait, and Ctrl-C ends it. A mutex and a busy loop of the firmware know neither. */
const handlesPending = (wait: Wait): boolean => !(wait instanceof MutexWait) && wait.isBusy !== true;
