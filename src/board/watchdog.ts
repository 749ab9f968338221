/**
 * The two watchdogs (RM0090 §21, §22): once started they reset the chip unless they are fed in time; only a reset stops them.
 * Not simulated: the window before which feeding is wrong, which the firmware leaves open; the slow oscillator is exact.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';

/** Frequency of the independent watchdog's oscillator. */
export const WATCHDOG_HZ = 32_000;

/** One watchdog. */
export class Watchdog {
  /** Called when time is up: resets the chip, and does not come back. */
  onExpire: () => void = () => {};
  #timeout: Nanos = 0;
  readonly #alarm: Alarm;

  constructor(private readonly clock: Clock) {
    this.#alarm = clock.alarm(() => this.onExpire());
  }

  /** Starts it, or gives it another time. */
  start(timeout: Nanos): void {
    this.#timeout = timeout;
    this.feed();
  }

  /** Lets the time begin anew. */
  feed(): void {
    this.#alarm.set(this.clock.now + this.#timeout);
  }

  /** As after a reset. */
  reset(): void {
    this.#alarm.cancel();
  }
}
