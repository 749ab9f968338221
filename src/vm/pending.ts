/** What is pending until running Python code can handle it: soft callbacks and an asynchronous exception (`py/scheduler.c`). */
import { raise } from '../objects/exception.js';
import type { Value } from '../objects/value.js';

/** Soft callbacks that fit in the queue (`ports/stm32/mpconfigport.h`, MICROPY_SCHEDULER_DEPTH). */
const DEPTH = 8;

/** A soft callback that waits; `from` names the part that asked for it, for messages. */
export type SoftCall = readonly [callee: Value, argument: Value, from: string];

export class Pending {
  /** An exception to raise in the main thread, such as KeyboardInterrupt. */
  exception: Value | null = null;
  /** Above 0, no soft callback runs: in interrupt handlers and in soft callbacks themselves. */
  locked = 0;
  /** Whether something has been queued since the last safe point. */
  isFresh = false;
  /** The firmware's own entry in the queue, of which there is only one: it runs before the callbacks. */
  #interrupt: (() => void) | null = null;
  /** Functions of the firmware that wait: they run before the callbacks, and there is always room for them (`mp_sched_schedule_node`). */
  readonly #nodes: SoftCall[] = [];
  readonly #queue: SoftCall[] = [];

  /** `added` is called when something has been added, so that the running code looks at its next safe point. */
  constructor(private readonly added: () => void) {}

  /** `micropython.schedule`; raises RuntimeError when the queue is full. */
  schedule(...call: SoftCall): void {
    if (!this.trySchedule(...call)) throw raise.RuntimeError('schedule queue full');
  }

  /** Like `schedule`, for soft interrupt handlers, which are dropped if the queue is full: then it returns false. */
  trySchedule(...call: SoftCall): boolean {
    if (this.#queue.length >= DEPTH) return false;
    this.#queue.push(call);
    this.isFresh = true;
    this.added();
    return true;
  }

  /** Queues a function of the firmware, which the caller must not queue again before it runs. */
  scheduleNode(...call: SoftCall): void {
    this.#nodes.push(call);
    this.isFresh = true;
    this.added();
  }

  /** Runs `interrupt` as soon as a callback could run; a second request before that replaces the first. */
  scheduleInterrupt(interrupt: () => void): void {
    this.#interrupt = interrupt;
    this.isFresh = true;
    this.added();
  }

  /** Undoes one lock; soft callbacks run again if no other lock is left. */
  unlock(): void {
    this.locked--;
    if (this.hasCallback) this.added();
  }

  interrupt(exception: Value): void {
    this.exception = exception;
    this.added();
  }

  /** Whether a soft callback may run now. */
  get hasCallback(): boolean {
    return this.locked === 0 && (this.#queue.length > 0 || this.#nodes.length > 0 || this.#interrupt !== null);
  }

  /** Whether no soft callback waits or runs. */
  get isIdle(): boolean {
    return this.locked === 0 && !this.hasCallback;
  }

  /** All values in the queue, for the collector. */
  get values(): Value[] {
    return [...this.#nodes, ...this.#queue].flatMap((call) => call.slice(0, 2));
  }

  /** Runs the scheduled interrupt, if any, and takes the first callback out of the queue. */
  take(): SoftCall | undefined {
    const interrupt = this.#interrupt;
    this.#interrupt = null;
    interrupt?.();
    return this.#nodes.shift() ?? this.#queue.shift();
  }

  /** Forgets everything, as a soft reset does. */
  clear(): void {
    this.#nodes.length = 0;
    this.#queue.length = 0;
    this.#interrupt = null;
    this.exception = null;
    this.locked = 0;
  }
}
