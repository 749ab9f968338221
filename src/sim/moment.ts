/** Moments that stay valid while the clock's epoch moves. They are recomputed when asked for, so the clock need not know of them. */
import type { Nanos, Wait } from '../execution.js';

/** What moments need of their clock. */
export interface Epochs {
  readonly epoch: bigint;
  /** How often the epoch has moved. */
  readonly rebases: number;
}

/** A moment that stays valid when the epoch moves; exact while it lies less than 100 days away. */
export class Moment {
  /** The value of `at` when the epoch had moved `#rebases` times. */
  #at: Nanos;
  #rebases: number;
  readonly #offset: Nanos;
  readonly #epoch: bigint;

  /** `at` counts from `epoch`: the clock's present one, or any other. */
  constructor(
    private readonly clock: Epochs,
    at: Nanos,
    epoch?: bigint,
  ) {
    this.#at = this.#offset = at;
    this.#epoch = epoch ?? clock.epoch;
    this.#rebases = epoch === undefined ? clock.rebases : -1;
  }

  /** The moment, counted from the clock's present epoch; negative if it lies before that. */
  get at(): Nanos {
    if (this.#rebases !== this.clock.rebases) {
      this.#at = this.#offset + Number(this.#epoch - this.clock.epoch);
      this.#rebases = this.clock.rebases;
    }
    return this.#at;
  }
}

/** A wait for a moment; it ends earlier if `ready` returns true. */
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
