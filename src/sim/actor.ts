/** Who may have the processor, and how long each has had it; who has it when is known in `activity.ts`. */
import { Signal } from './signal.js';
import type { ActorKind } from './trace.js';

/** How often somebody has had the processor, and for how long, in ns of simulated time. */
export interface ActorLoad {
  /** That of its row. */
  readonly name: string;
  readonly kind: ActorKind;
  /**
   * A thread's run ends when it waits or its turn is over; that of a callback or of a task's step when it returns. What runs on top
   * interrupts a run and does not end it.
   */
  readonly runs: number;
  /** Of a thread with the time of its tasks. */
  readonly total: bigint;
  /** The longest run, without what ran on top of it. */
  readonly longest: bigint;
  /** The longest time from the request of an interrupt to the first instruction of its callback; null: no line has asked for it. */
  readonly latency: bigint | null;
}

/** Somebody who has the processor again and again. */
export class Actor {
  readonly signal: Signal;
  runs = 0;
  total = 0n;
  longest = 0n;
  latency: bigint | null = null;

  constructor(
    readonly kind: ActorKind,
    name: string,
  ) {
    this.signal = new Signal(name);
  }

  get load(): ActorLoad {
    const { signal, kind, runs, total, longest, latency } = this;
    return { name: signal.name, kind, runs, total, longest, latency };
  }
}

/** One run of an actor; a thread has one for all its life, which begins anew. */
export class Run {
  own = 0n;
  isCounted = false;

  constructor(readonly actor: Actor) {}

  /** The actor has had the processor for so long. */
  add(duration: bigint): void {
    const { actor } = this;
    this.own += duration;
    actor.total += duration;
    if (this.own > actor.longest) actor.longest = this.own;
  }

  /** It is there again, or for the first time. */
  count(): void {
    if (this.isCounted && this.actor.kind !== 'thread') return;
    this.isCounted = true;
    this.own = 0n;
    this.actor.runs++;
  }
}
