/**
 * When jumps other than backward ones are safe points: to bounce the global lock (`global-lock.ts`), and while a soft callback waits for the next
 * jump. The interpreter runs all code meanwhile, so compiled code pays nothing for it.
 */
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
  /**
   * A soft callback waits: from this depth on (`Thread.noSuspend`) the thread's code is in the interpreter, and every jump is a safe point.
   * Infinity if none waits, or no segment has unwound since it does.
   */
  #awaitedFrom = Number.POSITIVE_INFINITY;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly pending: Pending,
  ) {}

  /** The thread continues at its innermost frame. If checks have a use, the interpreter runs all code and counts from here on. */
  begin(top: Frame | null): void {
    const before = this.#use;
    this.#use = this.#present;
    if (this.#use === 'bounces') this.#awaitedFrom = Number.POSITIVE_INFINITY;
    this.resume();
    if (globalLock.counts && this.#use !== before) restart(top);
    else goOn(top);
  }

  /** A segment continues at its innermost frame after it has unwound, for something else than a stop. */
  continue(top: Frame | null): void {
    goOn(top);
  }

  /** Called when others have run on top of the thread's nested code, and when what waits has changed. */
  resume(): void {
    if (this.pending.isIdle) this.#awaitedFrom = Number.POSITIVE_INFINITY;
    const isAwaited = this.#awaitedFrom < Number.POSITIVE_INFINITY && this.pending.hasCallback;
    globalLock.counts = isAwaited || this.#use !== 'none';
    globalLock.first = isAwaited || this.#use === 'every check' ? CHECKS_PER_BOUNCE - 1 : 0;
  }

  /** Whether a soft callback waits, and every jump at this depth is a safe point for it. */
  awaitsAt(depth: number): boolean {
    return depth >= this.#awaitedFrom && this.pending.hasCallback;
  }

  /** Whether a jump at this depth that is not a backward one is a safe point if it is due. */
  looksAt(depth: number): boolean {
    return (depth === 0 && this.#use !== 'none') || this.awaitsAt(depth);
  }

  /** Whether a soft callback can have every jump looked at. While others queue for the lock jumps are counted, and only backward ones are. */
  get canAwait(): boolean {
    return this.#use !== 'bounces';
  }

  /** A soft callback waits, and the segment at this depth has unwound to `top`: from here on every jump is a safe point. */
  await(depth: number, top: Frame | null): void {
    this.#awaitedFrom = depth;
    this.resume();
    if (globalLock.counts) restart(top);
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

/** Continues to count in the frame that has stopped. If it has yet to execute its jump, it has already counted that: its count is −1. */
function goOn(top: Frame | null): void {
  if (top === null) return;
  if (top.checks < 0) top.checks += globalLock.first;
  else if (top.checks >= CHECKS_PER_BOUNCE) top.checks = globalLock.first;
}

/** Begins to count in frames. */
function restart(top: Frame | null): void {
  for (let frame = top; frame !== null; frame = frame.back) frame.checks = Math.min(frame.checks, 0) + globalLock.first;
}
