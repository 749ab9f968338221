/** What a counter counts: the cycles of its clock (`cycle-counter.ts`), pulses from outside, or another timer's updates. */
import type { Nanos } from '../../execution.js';

/** The pulses since an origin, which can be moved. */
export interface PulseTrain {
  /** Puts the origin at `now`; a clock then has `hz` cycles per second. */
  restart(now: Nanos, hz: number): void;
  /** Whole pulses from the origin to the current moment, `now`; negative before the origin. */
  at(now: Nanos): number;
  /** Moves the origin by `pulses`. */
  advance(pulses: number): void;
  /** The moment at which this number of pulses has come since the origin; Infinity if it is not known. */
  momentOf(pulses: number): Nanos;
  /** Called when all moments have become smaller by this amount. */
  shift(by: Nanos): void;
}

/** Pulses that come at unpredictable moments. */
export class EdgePulses implements PulseTrain {
  #count = 0;
  #origin = 0;

  /** Called when a pulse has come. */
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

/** A timer whose updates can be counted and predicted. */
export interface UpdatingTimer {
  /** Number of updates so far. */
  readonly updates: number;
  /** Returns the moment of the `n`-th update from now on (1: the next); Infinity if there will be none. */
  momentOfUpdate(n: number): Nanos;
}

/** The updates of another timer; they are computed, as the counter of that timer is. */
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
