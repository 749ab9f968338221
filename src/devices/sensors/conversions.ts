/** Measurements that a chip makes one after the other, each for the same time. They are computed when somebody asks. */
import type { WorldTime } from '../../sim/world-time.js';

/** How long measurements take, ns. */
interface ConversionTimes {
  /** The first one after power-on. */
  readonly first: bigint;
  readonly next: bigint;
}

/** The measurements of one chip. The first one begins at once. */
export class Conversions {
  /** When the measurement began that is under way; null while there is none. */
  #began: bigint | null;
  /** What the last complete one has measured. */
  #result = 0;

  /** `measure` returns what a measurement that ends now measures. Before the first is complete, `result` is 0. */
  constructor(
    private readonly clock: WorldTime,
    private readonly times: ConversionTimes,
    private readonly measure: () => number,
  ) {
    this.#began = clock.elapsed() + times.first - times.next;
  }

  /** What the last complete measurement has measured. */
  get result(): number {
    this.settle();
    return this.#result;
  }

  /** Completes those that have ended by now. To be called before what they measure changes. */
  settle(): void {
    if (this.#began === null) return;
    const passed = this.clock.elapsed() - this.#began;
    if (passed < this.times.next) return;
    this.#result = this.measure();
    this.#began += passed - (passed % this.times.next);
  }

  /** Breaks the measurement off that is under way. */
  stop(): void {
    this.settle();
    this.#began = null;
  }

  /** Begins to measure again, unless it does. */
  start(): void {
    this.#began ??= this.clock.elapsed();
  }
}
