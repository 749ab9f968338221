/** Actors, which may have the processor, and how long each has had it; `activity.ts` knows who has it when. */
import { Signal } from './signal.js';
import type { ActorKind } from './trace.js';

/** How often an actor has had the processor, and for how long, in ns of simulated time. */
export interface ActorLoad {
  /** The name of its row in the trace. */
  readonly name: string;
  readonly kind: ActorKind;
  /**
   * A thread's run ends when the thread waits or its turn is over; the run of a callback or of a task's step ends when it returns. What runs
   * on top interrupts a run and does not end it.
   */
  readonly runs: number;
  /** A thread's total includes the time of its tasks. */
  readonly total: bigint;
  /** The longest run, without what ran on top of it. */
  readonly longest: bigint;
  /** The longest time from the request of an interrupt to the first instruction of its callback; null if no line has asked for it. */
  readonly latency: bigint | null;
}

/** Something that has the processor from time to time: a thread, a callback, a task. */
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

/** One run of an actor. A thread has a single Run for all its life, which starts anew with each of its runs. */
export class Run {
  own = 0n;
  isCounted = false;

  constructor(readonly actor: Actor) {}

  /** Notes that the actor has had the processor for `duration`. */
  add(duration: bigint): void {
    const { actor } = this;
    this.own += duration;
    actor.total += duration;
    if (this.own > actor.longest) actor.longest = this.own;
  }

  /** Called when the run appears on the stack. Counts it once, or, if it is a thread's, every time. */
  count(): void {
    if (this.isCounted && this.actor.kind !== 'thread') return;
    this.isCounted = true;
    this.own = 0n;
    this.actor.runs++;
  }
}
