/**
 * A contact of metal, which bounces: before it rests, it opens and closes a few times more (J. Ganssle, A Guide to Debouncing: most within
 * 10 ms). Open, it leaves its line alone; the pin needs a pull resistor.
 */
import { Arrivals } from '../board/arrivals.js';
import type { Level, Line } from '../board/pin/line.js';
import { MILLISECOND } from '../execution.js';
import type { WorldTime } from '../sim/world-time.js';

/** How it is wired, and how long it bounces. */
export interface ContactOptions {
  /** The level to which it connects its line: ground (0) or the supply (1). */
  readonly closesTo?: Level;
  /** Milliseconds until it rests; 0: at once. */
  readonly bounce?: number;
}

/** The longest that a contact may bounce, ms. */
export const LONGEST_BOUNCE = 1000;
/** When it changes, as shares of the time that it bounces: an even number of times after the first. */
const CHANGES = [0, 0.06, 0.15, 0.31, 0.42, 0.83, 1];

export class MechanicalContact {
  readonly #arrivals: Arrivals;
  readonly #closed: Level;
  readonly #bounce: number;

  constructor(line: Line, time: WorldTime, { closesTo = 0, bounce = 0 }: ContactOptions = {}) {
    if (!(bounce >= 0 && bounce <= LONGEST_BOUNCE))
      throw new RangeError(`bounce: ${bounce} is not a number of milliseconds up to ${LONGEST_BOUNCE}`);
    this.#arrivals = new Arrivals(line.connect(), time);
    this.#closed = closesTo;
    this.#bounce = bounce * MILLISECOND;
  }

  /** It closes or opens at a moment, ns since power came; what it was told before happens before. */
  move(isClosed: boolean, at: bigint): void {
    const levels = isClosed ? [this.#closed, null] : [null, this.#closed];
    const changes = this.#bounce === 0 ? [0] : CHANGES;
    for (const [i, share] of changes.entries())
      this.#arrivals.add(levels[i % 2] as Level | null, at + BigInt(Math.round(share * this.#bounce)));
  }
}
