/** Exact time of a clock whose cycle is not a whole number of nanoseconds, such as 84 MHz. Rounding errors never accumulate. */
import { type Nanos, SECOND } from '../execution.js';
import type { PulseTrain } from './timer/pulse-train.js';

/** Counts the cycles of a clock of `hz` from an origin that may lie between two nanoseconds. */
export class CycleCounter implements PulseTrain {
  /** The origin is `#origin + #fraction / #cycles` nanoseconds. */
  #origin: Nanos = 0;
  #fraction = 0;
  /** `#cycles` cycles last `#nanos` nanoseconds, in lowest terms. */
  #cycles = 1;
  #nanos = 1;

  /** Moves the origin to `now`, for a clock of `hz` whole cycles per second. */
  restart(now: Nanos, hz: number): void {
    const divisor = gcd(hz, SECOND);
    this.#cycles = hz / divisor;
    this.#nanos = SECOND / divisor;
    this.#origin = now;
    this.#fraction = 0;
  }

  /** Returns the whole cycles from the origin to `moment`; negative before the origin. */
  at(moment: Nanos): number {
    const distance = moment - this.#origin;
    const rounds = Math.floor(distance / this.#nanos);
    const rest = distance - rounds * this.#nanos;
    return rounds * this.#cycles + Math.floor((rest * this.#cycles - this.#fraction) / this.#nanos);
  }

  /** Moves the origin by exactly `cycles`. */
  advance(cycles: number): void {
    const rounds = Math.floor(cycles / this.#cycles);
    const part = (cycles - rounds * this.#cycles) * this.#nanos + this.#fraction;
    const whole = Math.floor(part / this.#cycles);
    this.#origin += rounds * this.#nanos + whole;
    this.#fraction = part - whole * this.#cycles;
  }

  /** Returns the first whole nanosecond at which `cycles` cycles have passed since the origin. */
  momentOf(cycles: number): Nanos {
    const rounds = Math.floor(cycles / this.#cycles);
    const part = (cycles - rounds * this.#cycles) * this.#nanos + this.#fraction;
    return this.#origin + rounds * this.#nanos + Math.ceil(part / this.#cycles);
  }

  /** Called when the clock has moved its epoch. */
  shift(by: Nanos): void {
    this.#origin -= by;
  }
}

/** Returns the greatest common divisor of two whole numbers. */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
