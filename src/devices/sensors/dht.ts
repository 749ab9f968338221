/**
 * DHT22 (AM2302) and DHT11, sensors of humidity and temperature, each on its own data wire (Aosong data sheets of the AM2302 and the DHT11).
 * Not simulated: the second after power-on in which they do not answer.
 */

import type { Contact, Level, Line } from '../../board/pin/line.js';
import { choice, reading } from '../../checks.js';
import { MICROSECOND, MILLISECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';

/** Durations, ns: from the release of the line to the answer; the answer's low and high; a bit's low; the highs of 0 and 1 (AM2302, table 6). */
const WAIT = 30 * MICROSECOND;
const ANSWER = 80 * MICROSECOND;
const BEFORE_BIT = 50 * MICROSECOND;
const ZERO = 26 * MICROSECOND;
const ONE = 70 * MICROSECOND;

/** How the two differ: how long the line must be held low, with tolerance; how often they measure; the limits of their scales. */
export const MODELS = {
  DHT22: { start: 0.8 * MILLISECOND, interval: 2000 * MILLISECOND, celsius: [-40, 80], percent: [0, 100] },
  DHT11: { start: 15 * MILLISECOND, interval: 1000 * MILLISECOND, celsius: [0, 50], percent: [20, 90] },
} as const;

const isModel = choice(...Object.keys(MODELS));
const isCelsius = reading('degrees Celsius');
const isPercent = reading('percent');

/** The model, and the conditions that it measures. */
export interface DhtOptions {
  readonly model?: keyof typeof MODELS;
  /** Degrees Celsius. */
  readonly temperature?: number;
  /** Percent of relative humidity. */
  readonly humidity?: number;
}

/** The sensor. */
export class Dht {
  #temperature = 0;
  #humidity = 0;
  readonly model: keyof typeof MODELS;
  readonly #contact: Contact;
  readonly #alarm: Alarm;
  /** Levels that are still to be sent, each with its duration. */
  #pulses: (readonly [level: Level | null, nanos: number])[] = [];
  #fell: Moment | null = null;
  #measured: { readonly at: Moment; readonly bytes: readonly number[] } | null = null;

  constructor(
    line: Line,
    private readonly clock: WorldTime,
    { model = 'DHT22', temperature = 20, humidity = 50 }: DhtOptions = {},
  ) {
    isModel('model', model);
    this.model = model;
    this.temperature = temperature;
    this.humidity = humidity;
    this.#contact = line.connect();
    this.#contact.drive(1); // Stands for the wire's pull-up resistor.
    this.#alarm = clock.alarm(() => this.#send());
    line.onEdge((level) => this.#hear(level));
  }

  /**
   * The conditions that it measures: degrees Celsius, and percent. Beyond the limits of its scales it reports the limits. Throws a RangeError
   * for NaN and Infinity.
   */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.#temperature = celsius;
  }

  get humidity(): number {
    return this.#humidity;
  }

  set humidity(percent: number) {
    isPercent('humidity', percent);
    this.#humidity = percent;
  }

  /** A low that lasts long enough requests a measurement. */
  #hear(level: Level): void {
    if (this.#pulses.length > 0) return;
    if (level === 0) {
      this.#fell = this.clock.moment();
      return;
    }
    if (this.#fell === null || this.clock.now - this.#fell.at < MODELS[this.model].start) return;
    this.#pulses = this.#frame();
    this.#alarm.set(this.clock.now + WAIT);
  }

  #send(): void {
    const [level, nanos] = this.#pulses[0];
    this.#contact.drive(level);
    this.#pulses.shift();
    if (this.#pulses.length > 0) this.#alarm.set(this.clock.now + nanos);
  }

  /** Returns the pulses of the answer, of forty bits, and of the end. */
  #frame(): (readonly [Level, number])[] {
    const pulses: (readonly [Level, number])[] = [
      [0, ANSWER],
      [1, ANSWER],
    ];
    for (const byte of this.#measurement()) {
      for (let bit = 0x80; bit !== 0; bit >>= 1) pulses.push([0, BEFORE_BIT], [1, byte & bit ? ONE : ZERO]);
    }
    return [...pulses, [0, BEFORE_BIT], [1, 0]];
  }

  /** Returns the five bytes of a measurement; when asked again too soon, the same ones. */
  #measurement(): readonly number[] {
    const { now } = this.clock;
    if (this.#measured === null || now - this.#measured.at.at >= MODELS[this.model].interval) {
      const data = this.#data();
      this.#measured = { at: this.clock.moment(), bytes: [...data, data.reduce((sum, byte) => sum + byte, 0) & 0xff] };
    }
    return this.#measured.bytes;
  }

  /** Returns humidity, then temperature: tenths in two bytes, the highest bit being the sign; a DHT11 reports whole numbers. */
  #data(): number[] {
    const { celsius, percent } = MODELS[this.model];
    const [humidity, temperature] = [within(this.humidity, percent), within(this.temperature, celsius)];
    if (this.model === 'DHT11') return [Math.round(humidity), 0, Math.round(temperature), 0];
    const [percents, degrees] = [Math.round(humidity * 10), Math.round(Math.abs(temperature) * 10)];
    return [percents >> 8, percents & 0xff, (degrees >> 8) | (temperature < 0 ? 0x80 : 0), degrees & 0xff];
  }
}

const within = (value: number, [least, most]: readonly [number, number]): number => Math.min(Math.max(value, least), most);
