/**
 * DS18B20 and DS18S20, thermometers on a one-wire bus (Maxim data sheets 19-7487 rev. 6 and 19-5474 rev. 3). Not simulated: parasite
 * power (they have their own supply), wear of the memory.
 */
import type { Line } from '../../board/pin/line.js';
import { reading } from '../../checks.js';
import { MILLISECOND, type Nanos } from '../../execution.js';
import type { Moment } from '../../sim/moment.js';
import type { WorldTime } from '../../sim/world-time.js';
import { crc8, OneWireDevice } from '../one-wire.js';

const FAMILY = { DS18S20: 0x10, DS18B20: 0x28 } as const;
const COMMAND = { CONVERT: 0x44, WRITE: 0x4e, READ: 0xbe, COPY: 0x48, RECALL: 0xb8, POWER: 0xb4 } as const;
/** What it reports before the first conversion. */
const POWER_ON_CELSIUS = 85;
/** Duration of a conversion of 12 bits; each bit less halves it. */
const CONVERSION: Nanos = 750 * MILLISECOND;
const COPYING: Nanos = 10 * MILLISECOND;
/** The limits of the scale, degrees Celsius. */
export const SCALE = [-55, 125] as const;
const FIRST_SERIAL = Uint8Array.of(1, 0, 0, 0, 0, 0);
/** Counts per degree: the unit of a DS18B20, and of the fractions of a degree that a DS18S20 reports. */
const COUNTS = 16;

/** The model, its number, and the temperature that it measures. */
export interface Ds18x20Options {
  readonly model?: 'DS18B20' | 'DS18S20';
  /** Degrees Celsius. */
  readonly temperature?: number;
  /** Six bytes that no other thermometer has. */
  readonly serial?: Uint8Array;
}

/** Returns the number of a thermometer: family, serial, checksum. */
export function romOf({ model = 'DS18B20', serial = FIRST_SERIAL }: Ds18x20Options): Uint8Array {
  const number = [FAMILY[model], ...serial];
  return Uint8Array.of(...number, crc8(number));
}

const isCelsius = reading('degrees Celsius');

/** The thermometer. */
export class Ds18x20 extends OneWireDevice {
  #temperature = 0;
  readonly #hasResolution: boolean;
  #measured = POWER_ON_CELSIUS;
  /** Result of the running conversion. */
  #next = POWER_ON_CELSIUS;
  /** Alarm limits (at least this hot, at most this cold) and the resolution: those kept without power, and the present ones. */
  #kept = [0x4b, 0x46, 0x7f];
  #settings = [...this.#kept];
  /** Until when it is busy. */
  #busy: Moment;

  constructor(line: Line, clock: WorldTime, options: Ds18x20Options = {}) {
    super(line, clock, romOf(options));
    const { model = 'DS18B20', temperature = 20 } = options;
    this.temperature = temperature;
    this.#hasResolution = model === 'DS18B20';
    this.#busy = clock.moment();
  }

  /** The temperature that it measures, degrees Celsius. Throws a RangeError for NaN and Infinity. */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.#temperature = celsius;
  }

  protected get alarms(): boolean {
    const whole = Math.floor(this.#reading);
    const [high, low] = this.#settings.map((byte) => (byte << 24) >> 24);
    return whole >= high || whole <= low;
  }

  protected *serve(): Generator<'read' | 0 | 1, void, number> {
    const [command] = yield* this.take(1);
    switch (command) {
      case COMMAND.CONVERT:
        this.#measure();
        return yield* this.#work(CONVERSION >> (3 - this.#resolution));
      case COMMAND.COPY:
        this.#kept = [...this.#settings];
        return yield* this.#work(COPYING);
      case COMMAND.RECALL:
        this.#settings = [...this.#kept];
        return yield* this.#work(0);
      case COMMAND.READ:
        return yield* this.give(this.#scratchpad());
      case COMMAND.WRITE:
        return yield* this.#write();
      case COMMAND.POWER:
        for (;;) yield 1;
    }
  }

  /** Bits of the resolution beyond nine. */
  get #resolution(): number {
    return this.#hasResolution ? (this.#settings[2] >> 5) & 3 : 3;
  }

  #measure(): void {
    this.#measured = this.#reading;
    const felt = Math.min(Math.max(this.temperature, SCALE[0]), SCALE[1]);
    const steps = 2 ** (1 + this.#resolution);
    this.#next = Math.round(felt * steps) / steps;
  }

  /** The last measurement; a new one is available at the end of its conversion. */
  get #reading(): number {
    return this.clock.now < this.#busy.at ? this.#measured : this.#next;
  }

  /** Slots read 0 while it is busy, 1 afterwards. */
  *#work(duration: Nanos): Generator<0 | 1, void, number> {
    this.#busy = this.clock.moment(this.clock.now + duration);
    for (;;) yield this.clock.now < this.#busy.at ? 0 : 1;
  }

  *#write(): Generator<'read', void, number> {
    const count = this.#hasResolution ? 3 : 2;
    for (let i = 0; i < count; i++) [this.#settings[i]] = yield* this.take(1);
    // Only two bits of the configuration can be written.
    this.#settings[2] = (this.#settings[2] & 0x60) | 0x1f;
  }

  /** Nine bytes ("Memory"). */
  #scratchpad(): Uint8Array {
    const [high, low, configuration] = this.#settings;
    const reading = this.#reading;
    const sixteenths = reading * COUNTS;
    // Half degrees, and the counts remaining until the next degree, for a temperature that is a quarter of a degree higher.
    const halves = Math.round(reading * 2);
    const remaining = COUNTS - (reading - (halves >> 1) + 0.25) * COUNTS;
    const bytes = this.#hasResolution
      ? [sixteenths & 0xff, (sixteenths >> 8) & 0xff, high, low, configuration, 0xff, 0x0c, 0x10]
      : [halves & 0xff, (halves >> 8) & 0xff, high, low, 0xff, 0xff, remaining, COUNTS];
    return Uint8Array.from([...bytes, crc8(bytes)]);
  }
}
