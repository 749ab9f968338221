/**
 * MAX31855 and MAX6675, converters of thermocouples on SPI, which only send (Maxim data sheets 19-5793, 19-2235). They measure again and again; a
 * reading begins when `select` falls. A MAX6675 begins a measurement when `select` rises and breaks it off when it falls, so a program that reads
 * it more often than every 0.22 s always gets the same number. Temperatures are what the chip makes of its thermocouple. Not simulated: clocks
 * beyond the register, which read as 0 here; what a MAX31855 measures of a thermocouple that has a fault: here the same as of one that has none.
 */

import type { Level, Line } from '../../board/pin/line.js';
import type { SpiDevice } from '../../board/spi/bus.js';
import { choice, truth as isTruth, reading } from '../../checks.js';
import { MILLISECOND } from '../../execution.js';
import type { WorldTime } from '../../sim/world-time.js';
import { Conversions } from './conversions.js';

/** The longest times of a measurement (t_CONV, t_CONV_PU), ns. */
const MAX31855_TIMES = { first: BigInt(200 * MILLISECOND), next: BigInt(100 * MILLISECOND) } as const;
const MAX6675_TIMES = { first: BigInt(220 * MILLISECOND), next: BigInt(220 * MILLISECOND) } as const;
/** The ends of the scales, degrees Celsius: the MAX31855's thermocouple, its own temperature, the MAX6675. */
export const MAX31855_CELSIUS = [-270, 1800] as const;
export const MAX31855_INTERNAL = [-55, 125] as const;
export const MAX6675_CELSIUS = [0, 1023.75] as const;
/** The bits of a MAX31855's faults (table 2). */
const FAULT_BITS = { none: 0, open: 1, ground: 2, supply: 4 } as const;
/** The bit that is set with any of them. */
const FAULTY = 1 << 16;
/** The bit of a MAX6675 whose thermocouple is not connected (table 1). */
const OPEN = 4;

/** A fault of a thermocouple: not connected, shorted to ground or to the supply. */
export type ThermocoupleFault = keyof typeof FAULT_BITS;
/** Their names. */
export const THERMOCOUPLE_FAULTS = Object.keys(FAULT_BITS) as ThermocoupleFault[];

const isCelsius = reading('degrees Celsius');
const isFault = choice(...THERMOCOUPLE_FAULTS);

/** Degrees Celsius as a number of steps of a scale. */
function steps(celsius: number, perDegree: number, [least, most]: readonly [number, number]): number {
  return Math.round(Math.min(Math.max(celsius, least), most) * perDegree);
}

/** What both chips do: they send a register, highest bit first. */
abstract class ThermocoupleChip implements SpiDevice {
  /** What the thermocouple and the chip measure, and the register that shows it. */
  protected abstract readonly conversions: Conversions;
  #temperature = 0;
  #register = 0;
  /** Bytes that are still to be sent. */
  #left = 0;

  constructor(
    private readonly scale: readonly [number, number],
    private readonly bytes: number,
  ) {}

  /** The temperature at the end of the thermocouple, degrees Celsius. Beyond its scale the chip measures the end of the scale. */
  get temperature(): number {
    return this.#temperature;
  }

  set temperature(celsius: number) {
    isCelsius('temperature', celsius);
    this.conversions.settle();
    this.#temperature = celsius;
  }

  transfer(_byte: number): number {
    if (this.#left === 0) return 0;
    return (this.#register >>> (8 * --this.#left)) & 0xff;
  }

  bit(_bits: number, count: number): Level {
    return this.#left === 0 ? 0 : (((this.#register >>> (8 * this.#left - 1 - count)) & 1) as Level);
  }

  /** Begins a reading: shows what has been measured last. */
  protected show(): void {
    this.#register = this.conversions.result;
    this.#left = this.bytes;
  }

  /** The thermocouple's temperature in steps of a quarter of a degree. */
  protected get quarters(): number {
    return steps(this.#temperature, 4, this.scale);
  }
}

/** Initial readings. */
export interface Max31855Options {
  /** Temperature at the end of the thermocouple, degrees Celsius. */
  readonly temperature?: number;
  /** Temperature of the chip, where the thermocouple begins. */
  readonly internal?: number;
  readonly fault?: ThermocoupleFault;
}

/** A MAX31855. */
export class Max31855 extends ThermocoupleChip {
  protected readonly conversions: Conversions;
  #internal = 0;
  #fault: ThermocoupleFault = 'none';

  /** `select`: the line of its pin CS. */
  constructor(select: Line, clock: WorldTime, { temperature = 20, internal = 20, fault = 'none' }: Max31855Options = {}) {
    super(MAX31855_CELSIUS, 4);
    this.conversions = new Conversions(clock, MAX31855_TIMES, () => this.#measure());
    this.temperature = temperature;
    this.internal = internal;
    this.fault = fault;
    select.onEdge((level) => {
      if (level === 0) this.show();
    });
  }

  /** Temperature of the chip, degrees Celsius; beyond its scale, the chip measures the end of the scale. */
  get internal(): number {
    return this.#internal;
  }

  set internal(celsius: number) {
    isCelsius('internal', celsius);
    this.conversions.settle();
    this.#internal = celsius;
  }

  /** What is wrong with the thermocouple. */
  get fault(): ThermocoupleFault {
    return this.#fault;
  }

  set fault(fault: ThermocoupleFault) {
    isFault('fault', fault);
    this.conversions.settle();
    this.#fault = fault;
  }

  /** The register (table 2). */
  #measure(): number {
    const fault = FAULT_BITS[this.#fault];
    const internal = steps(this.#internal, 16, MAX31855_INTERNAL);
    return (this.quarters << 18) | (fault === 0 ? 0 : FAULTY) | ((internal & 0xfff) << 4) | fault;
  }
}

/** Initial readings. */
export interface Max6675Options {
  /** Temperature at the end of the thermocouple, degrees Celsius. */
  readonly temperature?: number;
  /** Whether the thermocouple is not connected. */
  readonly open?: boolean;
}

/** A MAX6675. */
export class Max6675 extends ThermocoupleChip {
  protected readonly conversions: Conversions;
  #open = false;

  /** `select`: the line of its pin CS. */
  constructor(select: Line, clock: WorldTime, { temperature = 20, open = false }: Max6675Options = {}) {
    super(MAX6675_CELSIUS, 2);
    this.conversions = new Conversions(clock, MAX6675_TIMES, () => (this.quarters << 3) | (this.#open ? OPEN : 0));
    this.temperature = temperature;
    this.open = open;
    select.onEdge((level) => {
      if (level === 1) return this.conversions.start();
      this.conversions.stop();
      this.show();
    });
  }

  /** Whether the thermocouple is not connected. */
  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    isTruth('open', open);
    this.conversions.settle();
    this.#open = open;
  }
}
