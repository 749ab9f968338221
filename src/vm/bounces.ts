/** When a thread bounces the global lock (`global-lock.ts`): what it counts for that while others queue, and where it stops for it. */
import type { Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, globalLock } from './global-lock.js';
import type { Pending } from './pending.js';
import type { Supervisor } from './supervisor.js';

/** Those of one thread. While a soft callback waits or runs there are none. */
export class Bounces {
  /** Its frames hold their counts of pending checks. */
  #counts = false;
  /** It has stopped for one. */
  #stopped = false;
  /** Jumps of its nested code since the last one there. */
  #nestedJumps = 0;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly pending: Pending,
  ) {}

  /** The thread goes on from its innermost frame. While others queue the interpreter runs all code, and counts from here. */
  begin(top: Frame | null): void {
    globalLock.counts = this.supervisor.isContended;
    if (globalLock.counts && !this.#counts) for (let frame = top; frame !== null; frame = frame.back) frame.checks = 0;
    this.#counts = globalLock.counts;
    if (this.#stopped && top !== null) top.checks %= CHECKS_PER_BOUNCE;
    this.#stopped = false;
  }

  /** Others have run on top of its nested code. */
  resume(): void {
    globalLock.counts = this.#counts;
  }

  /** It runs no longer. */
  end(): void {
    globalLock.counts = false;
  }

  /** Whether it has to stop to count, or not to: nested code may have come back to others that queue, or to none. */
  get isStale(): boolean {
    return this.supervisor.isContended !== this.#counts;
  }

  /** A safe point after so many pending checks of the activation. */
  at(checks: number): void {
    if (checks >= CHECKS_PER_BOUNCE && globalLock.counts && this.pending.isIdle) this.#stopped = this.supervisor.requestBounce();
  }

  /**
   * A backward jump of nested code. Frames that run compiled cannot be left for the interpreter, so pending checks are not counted there:
   * these jumps are instead, which both tiers have.
   */
  atNestedJump(): void {
    const { supervisor } = this;
    if (!supervisor.isContended || ++this.#nestedJumps < CHECKS_PER_BOUNCE || !this.pending.isIdle) return;
    this.#nestedJumps = 0;
    supervisor.requestBounce();
  }
}
