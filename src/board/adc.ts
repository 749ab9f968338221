/**
 * The analogue-to-digital converter ADC1 (RM0090 §13, RM0410 §15), one conversion at a time, without noise.
 * Not simulated: DMA, scanning, injected channels, triggers, the watchdog.
 */
import { type Nanos, SECOND } from '../execution.js';
import type { Clock } from '../sim/clock.js';
import { type AnaloguePin, SUPPLY_VOLTS } from './analogue.js';
import type { ClockTree } from './power.js';

/** The internal inputs of a chip: the channels of its sensors, and the divider of the battery's voltage. */
export interface InternalChannels {
  readonly temperature: number;
  readonly reference: number;
  readonly battery: number;
  readonly batteryDivider: number;
}

/** The largest 12-bit result. */
export const FULL_SCALE = 4095;
/** Number of inputs that are pins. */
const PINS = 16;
/** Clock cycles for sampling pins and internal inputs (the firmware's choice). */
const SAMPLING = { pin: 15, internal: 480 } as const;
/** Time until the converter is ready after it has been switched on, and the temperature sensor's additional time (RM0090 §13.4, datasheet). */
const SWITCH_ON: Nanos = 3000;
const SENSOR_START: Nanos = 10_000;
/** Divider from the APB2 clock to the converter's clock. */
const CLOCK_DIVIDER = 2;
const REFERENCE_VOLTS = 1.21;
/** The temperature sensor: volts at 25 °C, and volts per degree. */
const SENSOR = { at25: 0.76, perDegree: 0.0025 } as const;

const toCode = (volts: number): number => Math.min(Math.max(Math.round((volts / SUPPLY_VOLTS) * FULL_SCALE), 0), FULL_SCALE);
const sensorVolts = (celsius: number): number => SENSOR.at25 + (celsius - 25) * SENSOR.perDegree;

/** The factory's calibration values: the sensors at 3.3 V, the temperature sensor at 30 and 110 °C. */
export const CALIBRATION = { reference: toCode(REFERENCE_VOLTS), at30: toCode(sensorVolts(30)), at110: toCode(sensorVolts(110)) } as const;

export class Adc {
  /** The chip's temperature in degrees Celsius. */
  temperature = 25;
  /** The battery's voltage. */
  batteryVolts: number = SUPPLY_VOLTS;

  /** `inputs` are the pins by channel; some packages lack some of them. */
  constructor(
    private readonly clock: Clock,
    private readonly tree: ClockTree,
    readonly channels: InternalChannels,
    private readonly inputs: readonly (AnaloguePin | undefined)[],
  ) {}

  /** Switches the converter on for a channel, and lets the time pass until it is ready. */
  switchOn(channel: number): void {
    this.clock.spendNanos(SWITCH_ON + (channel === this.channels.temperature ? SENSOR_START : 0));
  }

  /**
   * Performs one conversion of a channel, or of a pin that only another converter has. Lets its time pass; interrupts are served meanwhile.
   * Returns the highest `bits` bits of the voltage at the end of sampling.
   */
  convert(source: number | AnaloguePin, bits = 12): number {
    this.#spend(typeof source !== 'number' || source < PINS ? SAMPLING.pin : SAMPLING.internal);
    const code = toCode(typeof source === 'number' ? this.#volts(source) : source.volts);
    this.#spend(bits);
    return code >> (12 - bits);
  }

  #spend(cycles: number): void {
    this.clock.spendNanos(Math.ceil((cycles * CLOCK_DIVIDER * SECOND) / this.tree.frequencies.pclk2));
  }

  #volts(channel: number): number {
    const { temperature, reference, battery, batteryDivider } = this.channels;
    if (channel === temperature) return sensorVolts(this.temperature);
    if (channel === reference) return REFERENCE_VOLTS;
    if (channel === battery) return this.batteryVolts / batteryDivider;
    return this.inputs[channel]?.volts ?? 0;
  }
}
