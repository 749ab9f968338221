/** Exact time of a clock whose cycle is no whole number of nanoseconds: 84 MHz for instance. No rounding ever adds up. */
import { type Nanos, SECOND } from '../execution.js';
import type { PulseTrain } from './timer/pulse-train.js';

/** Cycles of a clock of `hz`, counted from an origin that lies between nanoseconds. */
export class CycleCounter implements PulseTrain {
  /** The origin is `#origin + #fraction / #cycles` nanoseconds. */
  #origin: Nanos = 0;
  #fraction = 0;
  /** `#cycles` cycles last `#nanos` nanoseconds, in lowest terms. */
  #cycles = 1;
  #nanos = 1;

  /** Puts the origin at `now`, for a clock of `hz` whole cycles per second. */
  restart(now: Nanos, hz: number): void {
    const divisor = gcd(hz, SECOND);
    this.#cycles = hz / divisor;
    this.#nanos = SECOND / divisor;
    this.#origin = now;
    this.#fraction = 0;
  }

  /** Whole cycles from the origin to `moment`; negative before it. */
  at(moment: Nanos): number {
    const distance = moment - this.#origin;
    const rounds = Math.floor(distance / this.#nanos);
    const rest = distance - rounds * this.#nanos;
    return rounds * this.#cycles + Math.floor((rest * this.#cycles - this.#fraction) / this.#nanos);
  }

  /** Moves the origin by `cycles`, exactly. */
  advance(cycles: number): void {
    const rounds = Math.floor(cycles / this.#cycles);
    const part = (cycles - rounds * this.#cycles) * this.#nanos + this.#fraction;
    const whole = Math.floor(part / this.#cycles);
    this.#origin += rounds * this.#nanos + whole;
    this.#fraction = part - whole * this.#cycles;
  }

  /** The first whole nanosecond at which `cycles` cycles have passed since the origin. */
  momentOf(cycles: number): Nanos {
    const rounds = Math.floor(cycles / this.#cycles);
    const part = (cycles - rounds * this.#cycles) * this.#nanos + this.#fraction;
    return this.#origin + rounds * this.#nanos + Math.ceil(part / this.#cycles);
  }

  /** The clock's epoch has moved. */
  shift(by: Nanos): void {
    this.#origin -= by;
  }
}

/** The greatest common divisor of two whole numbers. */
export function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
