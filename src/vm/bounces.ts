/** When a thread bounces the global lock (`global-lock.ts`): what it counts for that while others queue, and where it stops for it. */
import type { Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, globalLock } from './global-lock.js';
import type { Pending } from './pending.js';
import type { Supervisor } from './supervisor.js';

/** What a thread does with its pending checks: nothing; it counts them, to bounce the lock; or each is a place where it may lose its turn. */
type Use = 'none' | 'bounces' | 'every check';

/** Those of one thread. While a soft callback waits or runs there are none. */
export class Bounces {
  /** Its frames hold their counts of pending checks for this. */
  #use: Use = 'none';
  /** Jumps of its nested code since the last one there. */
  #nestedJumps = 0;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly pending: Pending,
  ) {}

  /** The thread goes on from its innermost frame. Where checks have a use the interpreter runs all code, and counts from here. */
  begin(top: Frame | null): void {
    const before = this.#use;
    this.#use = this.#present;
    this.resume();
    const { first, counts } = globalLock;
    // A frame that has a jump still to do has counted it: its count is −1.
    if (counts && this.#use !== before)
      for (let frame = top; frame !== null; frame = frame.back) frame.checks = Math.min(frame.checks, 0) + first;
    else if (top !== null && top.checks < 0) top.checks += first;
    else if (top !== null && top.checks >= CHECKS_PER_BOUNCE) top.checks = first;
  }

  /** Others have run on top of its nested code. */
  resume(): void {
    globalLock.counts = this.#use !== 'none';
    globalLock.first = this.#use === 'every check' ? CHECKS_PER_BOUNCE - 1 : 0;
  }

  /** It runs no longer. */
  end(): void {
    globalLock.counts = false;
    globalLock.first = 0;
  }

  get #present(): Use {
    if (this.supervisor.isContended) return 'bounces';
    return this.supervisor.needsChecks ? 'every check' : 'none';
  }

  /** Whether it has to stop to count, or not to: nested code may have come back to others that queue, or to none. */
  get isStale(): boolean {
    return this.#present !== this.#use;
  }

  /** A safe point after so many pending checks of the activation: whether it is behind one at which the lock can be bounced. */
  at(checks: number): boolean {
    if (checks < CHECKS_PER_BOUNCE || this.#use === 'none' || !this.pending.isIdle) return false;
    if (this.#use === 'bounces') this.supervisor.requestBounce();
    return true;
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
