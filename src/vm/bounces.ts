/**
 * When jumps other than backward ones are safe points: to bounce the global lock (`global-lock.ts`), and while a soft callback waits for the next
 * jump. The interpreter runs all code meanwhile, so compiled code pays nothing for it.
 */
import { fuel } from '../execution.js';
import type { Frame } from './frame.js';
import { CHECKS_PER_BOUNCE, countChecks } from './global-lock.js';
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

  /** The thread continues at its innermost frame. If checks have a use, the interpreter runs all code; to bounce the lock they count from here on. */
  begin(top: Frame | null): void {
    const before = this.#use;
    this.#use = this.#present;
    this.resume();
    if (this.#use === 'bounces' && before !== 'bounces') restart(top);
  }

  /** Called when others have run on top of the thread's nested code, and when what waits has changed. */
  resume(): void {
    if (this.pending.isIdle) this.#awaitedFrom = Number.POSITIVE_INFINITY;
    countChecks(this.awaitsAt(Number.POSITIVE_INFINITY) ? 'every check' : this.#use);
  }

  /** Whether a soft callback waits, and every jump at this depth is a safe point for it. */
  awaitsAt(depth: number): boolean {
    return this.#awaitedFrom < Number.POSITIVE_INFINITY && depth >= this.#awaitedFrom && this.pending.hasCallback;
  }

  /** Whether a jump at this depth that is not a backward one is a safe point, with so many pending checks of the activation. */
  looksAt(depth: number, checks: number): boolean {
    const isDue = fuel.left < 0;
    if (isDue && this.awaitsAt(depth)) return true;
    if (depth > 0) return false;
    return this.#use === 'bounces' ? checks >= CHECKS_PER_BOUNCE : this.#use === 'every check' && isDue;
  }

  /** A soft callback waits, and the segment at this depth has unwound: from here on every jump is a safe point. */
  await(depth: number): void {
    this.#awaitedFrom = depth;
    this.resume();
  }

  /** The thread no longer runs. */
  end(): void {
    countChecks('none');
  }

  get #present(): Use {
    if (this.supervisor.isContended) return 'bounces';
    return this.supervisor.needsChecks ? 'every check' : 'none';
  }

  /** Whether the thread has to stop because it must begin or end counting: while nested code ran, others may have begun or ceased to queue. */
  get isStale(): boolean {
    return this.#present !== this.#use;
  }

  /**
   * Called at a safe point that is a pending check, the activation's so many-th since it last bounced the lock; 0 if the safe point is none. True
   * if the thread may lose lock or turn here.
   */
  at(checks: number): boolean {
    if (checks === 0 || this.#use === 'none' || !this.pending.isIdle) return false;
    if (this.#use === 'every check') return true;
    if (checks < CHECKS_PER_BOUNCE) return false;
    this.supervisor.requestBounce();
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

/** Begins to count in frames. The count of one that has stopped at a jump is negative (`stops.ts`). */
function restart(top: Frame | null): void {
  for (let frame = top; frame !== null; frame = frame.back) frame.checks = frame.checks < 0 ? -1 : 0;
}
