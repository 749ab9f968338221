/**
 * The analogue side of a pin: the voltage on it. Not simulated: resistance and noise; of two sources the outer one wins, and a pin to which
 * nothing is connected is at 0 V.
 */
import type { Clock } from '../sim/clock.js';
import type { Pin } from './pin/pin.js';

/** Supply voltage, which is also the reference of the converters. */
export const SUPPLY_VOLTS = 3.3;

/** The highest voltage that a pin tolerates: most of them are 5 V tolerant (STM32F405 data sheet, table 14). */
export const MOST_VOLTS = 5;

/** Volts: constant, or a function of the nanoseconds since power-on. */
export type Waveform = number | ((nanos: number) => number);

/** The voltage on one pin. */
export class AnaloguePin {
  /** The converter that drives the pin: volts, or null while it is off. */
  driver: () => number | null = () => null;
  #source: Waveform | null = null;
  readonly #joined = new Set<AnaloguePin>();

  constructor(
    private readonly pin: Pin,
    private readonly clock: Clock,
  ) {}

  /** Connects a source, or none (null). Throws a RangeError for volts that a pin does not tolerate, a TypeError for what is no source. */
  set(source: Waveform | null): void {
    if (typeof source === 'number') {
      if (!(source >= 0 && source <= MOST_VOLTS)) throw new RangeError(`${source} V: a pin takes 0 to ${MOST_VOLTS} V`);
    } else if (typeof source !== 'function' && source !== null) {
      throw new TypeError(`${source} is not a voltage: give volts, a function from nanoseconds to volts, or null`);
    }
    this.#source = source;
  }

  /** Joins two pins by a wire: each takes the voltage that drives the other. */
  join(other: AnaloguePin): void {
    this.#joined.add(other);
    other.#joined.add(this);
  }

  /** The voltage at this moment. */
  get volts(): number {
    for (const pin of this.#net()) {
      const volts = pin.#driven();
      if (volts !== null) return volts;
    }
    return this.pin.pull === 'up' ? SUPPLY_VOLTS : 0;
  }

  /** The voltage that its own source, converter or output drives; null if nothing does. */
  #driven(): number | null {
    if (typeof this.#source === 'function') return this.#source(Number(this.clock.elapsed()));
    if (this.#source !== null) return this.#source;
    const volts = this.driver();
    if (volts !== null) return volts;
    const { mode } = this.pin;
    const isOutput = mode === 'out' || mode === 'alt' || (mode === 'open-drain' && this.pin.latch === 0);
    if (isOutput) return SUPPLY_VOLTS * this.pin.read();
    return this.pin.driven === null ? null : SUPPLY_VOLTS * this.pin.driven;
  }

  /** Returns this pin and all pins that wires join to it. */
  #net(): Iterable<AnaloguePin> {
    const found = new Set<AnaloguePin>([this]);
    for (const pin of found) for (const next of pin.#joined) found.add(next);
    return found;
  }
}
