/** What a counter counts: the cycles of its clock (`cycle-counter.ts`), pulses from outside, another timer's updates. */
import type { Nanos } from '../../execution.js';

/** Pulses since an origin, which can be moved. */
export interface PulseTrain {
  /** Puts the origin at `now`; a clock then has `hz` cycles per second. */
  restart(now: Nanos, hz: number): void;
  /** Whole pulses from the origin to the present moment, `now`; negative before it. */
  at(now: Nanos): number;
  /** Moves the origin by `pulses`. */
  advance(pulses: number): void;
  /** The moment at which so many pulses have come since the origin; Infinity if nobody knows. */
  momentOf(pulses: number): Nanos;
  /** Moments have become smaller by this. */
  shift(by: Nanos): void;
}

/** Pulses that come when they come. */
export class EdgePulses implements PulseTrain {
  #count = 0;
  #origin = 0;

  /** One has come. */
  add(): void {
    this.#count++;
  }

  restart(): void {
    this.#origin = this.#count;
  }

  at(): number {
    return this.#count - this.#origin;
  }

  advance(pulses: number): void {
    this.#origin += pulses;
  }

  momentOf(): Nanos {
    return Number.POSITIVE_INFINITY;
  }

  shift(): void {}
}

/** Whose updates can be counted, and foretold. */
export interface UpdatingTimer {
  /** How many there have been. */
  readonly updates: number;
  /** The moment of the `n`-th from now on, 1 for the next; Infinity if there will be none. */
  momentOfUpdate(n: number): Nanos;
}

/** The updates of another timer: they are computed as its counter is. */
export class UpdatePulses implements PulseTrain {
  #origin = 0;

  constructor(private readonly timer: UpdatingTimer) {}

  restart(): void {
    this.#origin = this.timer.updates;
  }

  at(): number {
    return this.timer.updates - this.#origin;
  }

  advance(pulses: number): void {
    this.#origin += pulses;
  }

  momentOf(pulses: number): Nanos {
    return this.timer.momentOfUpdate(pulses - this.at());
  }

  shift(): void {}
}
