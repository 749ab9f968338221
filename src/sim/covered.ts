/**
 * Executions that had to yield in nested code, which cannot be unwound: others have their turns on top of them, on the host's stack. So only
 * the uppermost can continue; those below are covered until it has returned.
 */
import { type Execution, isOver, MutexWait, type Nanos, SECOND } from '../execution.js';
import type { Clock } from './clock.js';
import type { Moment } from './moment.js';
import type { Ring } from './ring.js';

/** How long nested code may be blocked by nested code of other threads on top of it, or may block others, before that is an error. */
export const BLOCKED_LIMIT: Nanos = 5 * SECOND;

/** Which Executions are covered, and whether the uppermost can continue. */
export class CoveredExecutions {
  /** The Executions in nested code, the uppermost last. */
  readonly #list: Execution[] = [];
  /** The uppermost, if it waits for something that will not come. */
  #givenUp: Execution | null = null;
  /** Since when one below the uppermost could have continued; null if none can. */
  #blockedSince: Moment | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly ring: Ring,
  ) {}

  get count(): number {
    return this.#list.length;
  }

  /** The only one of them that can continue. */
  get uppermost(): Execution | undefined {
    return this.#list.at(-1);
  }

  /** Runs `body`, in which others run on top of `execution`; afterwards restores which Execution was given up. */
  while<T>(execution: Execution, body: () => T): T {
    const outer = this.#givenUp;
    this.#list.push(execution);
    try {
      return body();
    } finally {
      this.#givenUp = outer;
      this.#list.pop();
      if (this.#list.length === 0) this.#blockedSince = null;
    }
  }

  /** Whether an Execution can run now and, if it is in nested code, no nested code of others lies on top. */
  canRun(execution: Execution): boolean {
    return !this.isBelow(execution) && this.#couldRun(execution);
  }

  #couldRun(execution: Execution): boolean {
    const { done, waiting } = execution;
    return done || waiting === null || execution === this.#givenUp || isOver(waiting, this.clock.now);
  }

  /** Whether an Execution is in nested code with nested code of others on top. */
  isBelow(execution: Execution): boolean {
    return this.#list.length > 1 && execution !== this.uppermost && this.#list.includes(execution);
  }

  /** Whether the uppermost keeps one below it from continuing, for ever or for too long. */
  blocksBelow(): boolean {
    const list = this.#list;
    if (list.length <= 1) return false;
    if (this.uppermost?.waiting instanceof MutexWait && !this.ring.some((execution) => !list.includes(execution))) return true;
    if (!list.some((execution) => this.isBelow(execution) && this.#couldRun(execution))) this.#blockedSince = null;
    else this.#blockedSince ??= this.clock.moment();
    return this.#blockedSince !== null && this.clock.now - this.#blockedSince.at >= BLOCKED_LIMIT;
  }

  /**
   * Gives the uppermost up: what it waits for will not come, or not before those below it continue. So it can run, in order to raise an
   * error.
   */
  giveUp(): void {
    const top = this.uppermost as Execution;
    this.#givenUp = top;
    if (top.waiting instanceof MutexWait) this.ring.withdraw(top.waiting.mutex, top);
  }
}
