/**
 * A metal contact, which bounces: before it settles, it opens and closes a few more times (J. Ganssle, A Guide to Debouncing: most within
 * 10 ms). While open it does not drive its line; the pin needs a pull resistor.
 */
import { Arrivals } from '../board/arrivals.js';
import type { Level, Line } from '../board/pin/line.js';
import { MILLISECOND } from '../execution.js';
import type { WorldTime } from '../sim/world-time.js';

/** How it is wired, and how long it bounces. */
export interface ContactOptions {
  /** The level to which it connects its line: ground (0) or the supply (1). */
  readonly closesTo?: Level;
  /** Milliseconds until the contact settles; 0 means at once. */
  readonly bounce?: number;
}

/** The longest time that a contact may bounce, ms. */
export const LONGEST_BOUNCE = 1000;
/** When the contact changes, as fractions of the bounce time. After the first change there is an even number of further ones. */
const CHANGES = [0, 0.06, 0.15, 0.31, 0.42, 0.83, 1];

export class MechanicalContact {
  readonly #arrivals: Arrivals;
  readonly #closed: Level;
  readonly #bounce: number;

  constructor(line: Line, time: WorldTime, { closesTo = 0, bounce = 0 }: ContactOptions = {}) {
    if (!(bounce >= 0 && bounce <= LONGEST_BOUNCE))
      throw new RangeError(`bounce: ${bounce} is not a number of milliseconds up to ${LONGEST_BOUNCE}`);
    this.#arrivals = new Arrivals(line.connect(closesTo), time);
    this.#closed = closesTo;
    this.#bounce = bounce * MILLISECOND;
  }

  /** Closes or opens the contact at a moment, ns since power-on. Moves happen in the order of the calls. */
  move(isClosed: boolean, at: bigint): void {
    const levels = isClosed ? [this.#closed, null] : [null, this.#closed];
    const changes = this.#bounce === 0 ? [0] : CHANGES;
    for (const [i, share] of changes.entries())
      this.#arrivals.add(levels[i % 2] as Level | null, at + BigInt(Math.round(share * this.#bounce)));
  }
}
