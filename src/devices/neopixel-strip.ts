/**
 * A strip of WS2812B lights, also SK6812 with white (Worldsemi data sheet of the WS2812B). Each light keeps the first bits that it receives
 * after a pause and passes on the rest.
 */
import type { Line } from '../board/pin/line.js';
import { choice, whole } from '../checks.js';
import type { Alarm } from '../sim/alarms.js';
import type { Moment } from '../sim/moment.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Picture } from './displays/picture.js';

/** A high of this length or longer, ns, is a 1: halfway between 0.4 and 0.8 µs. A high shorter than 0.15 µs is noise. */
const ONE_FROM = 600;
const ZERO_FROM = 150;
/** After a low of this length, ns, the lights show what they have received. */
const PAUSE = 50_000;

/** The longest strip. */
export const MOST_LIGHTS = 10_000;

const isCount = whole(1, MOST_LIGHTS);
const isOrder = choice('GRB', 'GRBW');

/** How the strip is built. */
export interface NeopixelStripOptions {
  /** Number of lights. */
  readonly count?: number;
  /** Order of the bytes of a light: green, red, blue, and for GRBW white. */
  readonly order?: 'GRB' | 'GRBW';
}

/** The strip. */
export class NeopixelStrip {
  /** The lights as one row of points. White is added to the colours. */
  readonly picture: Picture;
  readonly #order: string;
  readonly #shown: Uint8Array;
  readonly #heard: Uint8Array;
  #bits = 0;
  #rose: Moment | null = null;
  readonly #pause: Alarm;

  constructor(
    line: Line,
    private readonly clock: WorldTime,
    { count = 8, order = 'GRB' }: NeopixelStripOptions = {},
  ) {
    isCount('count', count);
    isOrder('order', order);
    this.#order = order;
    this.#shown = new Uint8Array(count * order.length);
    this.#heard = new Uint8Array(count * order.length);
    this.picture = { width: count, height: 1, at: (x) => this.at(x) };
    this.#pause = clock.alarm(() => this.#show());
    line.onEdge((level) => (level === 1 ? this.#rise() : this.#fall()));
  }

  /** Lights that have received bits and do not show them yet: there was no pause after them. */
  get undelivered(): number {
    return this.#pause.due === Number.POSITIVE_INFINITY ? 0 : 1;
  }

  /** Returns the colour of a light as 0xRRGGBB; the first light is 0. */
  at(index: number): number {
    const bytes = this.#shown.subarray(index * this.#order.length, (index + 1) * this.#order.length);
    const [green, red, blue, white = 0] = bytes;
    const [r, g, b] = [red, green, blue].map((colour) => Math.min(colour + white, 0xff));
    return r * 0x10000 + g * 0x100 + b;
  }

  #rise(): void {
    this.#pause.cancel();
    this.#rose = this.clock.moment();
  }

  #fall(): void {
    this.#pause.set(this.clock.now + PAUSE);
    const lasted = this.#rose === null ? 0 : this.clock.now - this.#rose.at;
    const byte = this.#bits >> 3;
    if (lasted < ZERO_FROM || byte >= this.#heard.length) return;
    const bit = lasted >= ONE_FROM ? 0x80 >> (this.#bits & 7) : 0;
    this.#heard[byte] = (this.#bits & 7) === 0 ? bit : this.#heard[byte] | bit;
    this.#bits++;
  }

  /** Only lights that have received all of their bits change. */
  #show(): void {
    const whole = Math.floor(this.#bits / 8 / this.#order.length) * this.#order.length;
    this.#shown.set(this.#heard.subarray(0, whole));
    this.#bits = 0;
  }
}
