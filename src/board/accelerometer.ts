/** The accelerometer that is soldered on some boards, as the board sees it: a device on I2C1 with a pin that supplies it. */
import type { I2cDevice } from './i2c/bus.js';

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
