/** When a thread bounces the global lock (`global-lock.ts`): what it counts while others queue, and where it stops to bounce. */
import type { Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, globalLock } from './global-lock.js';
import type { Pending } from './pending.js';
import type { Supervisor } from './supervisor.js';

/** What a thread's pending checks are for: nothing; they are counted, to bounce the lock; or the thread may lose its turn at each of them. */
type Use = 'none' | 'bounces' | 'every check';

/** The bounces of one thread. While a soft callback waits or runs there are none. */
export class Bounces {
  /** The use for which the counts of pending checks in the thread's frames are kept. */
  #use: Use = 'none';
  /** Backward jumps of the thread's nested code since it last bounced the lock there. */
  #nestedJumps = 0;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly pending: Pending,
  ) {}

  /** The thread continues at its innermost frame. If checks have a use, the interpreter runs all code and counts from here on. */
  begin(top: Frame | null): void {
    const before = this.#use;
    this.#use = this.#present;
    this.resume();
    const { first, counts } = globalLock;
    // A frame that has yet to execute its jump has already counted it: its count is −1.
    if (counts && this.#use !== before)
      for (let frame = top; frame !== null; frame = frame.back) frame.checks = Math.min(frame.checks, 0) + first;
    else if (top !== null && top.checks < 0) top.checks += first;
    else if (top !== null && top.checks >= CHECKS_PER_BOUNCE) top.checks = first;
  }

  /** Called when others have run on top of the thread's nested code. */
  resume(): void {
    globalLock.counts = this.#use !== 'none';
    globalLock.first = this.#use === 'every check' ? CHECKS_PER_BOUNCE - 1 : 0;
  }

  /** The thread no longer runs. */
  end(): void {
    globalLock.counts = false;
    globalLock.first = 0;
  }

  get #present(): Use {
    if (this.supervisor.isContended) return 'bounces';
    return this.supervisor.needsChecks ? 'every check' : 'none';
  }

  /** Whether the thread has to stop because it must begin or end counting: while nested code ran, others may have begun or ceased to queue. */
  get isStale(): boolean {
    return this.#present !== this.#use;
  }

  /** Called at a safe point after `checks` pending checks of the activation. True if it is behind one at which the lock can be bounced. */
  at(checks: number): boolean {
    if (checks < CHECKS_PER_BOUNCE || this.#use === 'none' || !this.pending.isIdle) return false;
    if (this.#use === 'bounces') this.supervisor.requestBounce();
    return true;
  }

  /**
   * Called at a backward jump of nested code. Compiled frames there cannot be handed to the interpreter, so pending checks are not counted in
   * nested code; backward jumps, which both tiers see, are counted instead.
   */
  atNestedJump(): void {
    const { supervisor } = this;
    if (!supervisor.isContended || ++this.#nestedJumps < CHECKS_PER_BOUNCE || !this.pending.isIdle) return;
    this.#nestedJumps = 0;
    supervisor.requestBounce();
  }
}
