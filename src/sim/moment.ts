/** Moments that are kept while the clock's epoch moves. They are computed anew when asked for, so nobody need know of them. */
import type { Nanos, Wait } from '../execution.js';

/** What moments need of their clock. */
export interface Epochs {
  readonly epoch: bigint;
  /** How often the epoch has moved. */
  readonly rebases: number;
}

/** A moment that stays right when the epoch moves; exact while it lies less than 100 days back. */
export class Moment {
  #at: Nanos;
  #epoch: bigint;
  #rebases: number;

  constructor(
    private readonly clock: Epochs,
    at: Nanos,
  ) {
    this.#at = at;
    this.#epoch = clock.epoch;
    this.#rebases = clock.rebases;
  }

  /** The moment, counted from the clock's present epoch; negative if it lies before. */
  get at(): Nanos {
    if (this.#rebases !== this.clock.rebases) {
      this.#at -= Number(this.clock.epoch - this.#epoch);
      this.#epoch = this.clock.epoch;
      this.#rebases = this.clock.rebases;
    }
    return this.#at;
  }
}

/** A wait for a moment; it ends earlier if `ready` says so. */
export class Deadline implements Wait {
  constructor(
    private readonly end: Moment,
    readonly ready?: () => boolean,
  ) {}

  get until(): Nanos {
    return this.end.at;
  }
}

/** A busy loop until a moment. */
export class BusyWait implements Wait {
  readonly isBusy = true;

  constructor(private readonly end: Moment) {}

  get until(): Nanos {
    return this.end.at;
  }
}
