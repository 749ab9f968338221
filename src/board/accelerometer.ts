/** The accelerometer that is soldered on some boards: a device on I2C1 with a pin that supplies it, and what the firmware keeps of it. */
import type { I2cDevice } from './i2c/bus.js';
import type { I2c } from './i2c/i2c.js';
import type { Pin } from './pin/pin.js';

/** Acceleration along the axes of the board, in g. */
export interface Acceleration {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** The chip. */
export interface Accelerometer extends I2cDevice {
  /** The acceleration that it measures. A board that lies flat has 1 g along z. */
  acceleration: Acceleration;
}

/** How many measurements the firmware adds up. */
const DEPTH = 4;

/** The accelerometer as the firmware's driver has it, in an object that outlives a soft reset (`ports/stm32/accel.c`). */
export class AccelerometerPort {
  /** The last measurements, each of all axes. */
  #measured: readonly (readonly number[])[] = [];

  constructor(
    readonly i2c: I2c,
    /** The pin that powers it. */
    readonly supply: Pin,
    readonly address: number,
  ) {
    this.reset();
  }

  /** Forgets what has been measured. */
  reset(): void {
    this.#measured = Array.from({ length: DEPTH }, () => [0, 0, 0]);
  }

  /** Takes a measurement; returns each axis's sum of the last ones. */
  add(measurement: readonly number[]): number[] {
    this.#measured = [...this.#measured.slice(1), measurement];
    return measurement.map((_, axis) => this.#measured.reduce((sum, each) => sum + each[axis], 0));
  }
}
