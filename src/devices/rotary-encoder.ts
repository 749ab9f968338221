/**
 * A knob that turns in detents, each a full cycle of two contacts to ground (Alps EC11, data sheet): when it turns clockwise, A closes first and
 * opens first. In a detent both are open.
 */
import type { Line } from '../board/pin/line.js';
import { MILLISECOND } from '../execution.js';
import type { WorldTime } from '../sim/world-time.js';
import { type ContactOptions, MechanicalContact } from './mechanical-contact.js';

/** How it turns. */
export interface RotaryEncoderOptions extends ContactOptions {
  /** Milliseconds from one change of a contact to the next; there are four changes per detent. */
  readonly interval?: number;
}

/** The most detents by which one call can turn it. */
export const MOST_DETENTS = 1000;
/** The shortest and the longest interval, ms. */
export const INTERVALS = [0.01, 1000] as const;

export class RotaryEncoder {
  /** Position in detents, clockwise from where it started. It already includes turns that are still under way. */
  position = 0;
  readonly #a: MechanicalContact;
  readonly #b: MechanicalContact;
  readonly #interval: bigint;
  /** The earliest moment for the next change of a contact. */
  #free = 0n;

  constructor(
    lines: { readonly a: Line; readonly b: Line },
    private readonly time: WorldTime,
    { interval = 2, ...options }: RotaryEncoderOptions = {},
  ) {
    const [least, most] = INTERVALS;
    if (!(interval >= least && interval <= most))
      throw new RangeError(`interval: ${interval} is not a number of milliseconds from ${least} to ${most}`);
    this.#a = new MechanicalContact(lines.a, time, options);
    this.#b = new MechanicalContact(lines.b, time, options);
    this.#interval = BigInt(Math.round(interval * MILLISECOND));
  }

  /** Turns it by a number of detents, after any turns still under way; negative is counter-clockwise. */
  turn(detents: number): void {
    if (!(Number.isInteger(detents) && Math.abs(detents) <= MOST_DETENTS)) {
      throw new RangeError(`turn: ${detents} is not a whole number of detents from -${MOST_DETENTS} to ${MOST_DETENTS}`);
    }
    this.position += detents;
    const [first, second] = detents < 0 ? [this.#b, this.#a] : [this.#a, this.#b];
    for (let i = 0; i < Math.abs(detents); i++) {
      for (const isClosed of [true, false]) for (const contact of [first, second]) this.#change(contact, isClosed);
    }
  }

  #change(contact: MechanicalContact, isClosed: boolean): void {
    const now = this.time.elapsed();
    const at = this.#free > now ? this.#free : now;
    contact.move(isClosed, at);
    this.#free = at + this.#interval;
  }
}
