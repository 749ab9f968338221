/**
 * The two watchdogs (RM0090 §21, §22): once started, they reset the chip unless they are fed in time; only a reset stops them. The
 * independent watchdog has its own oscillator and continues to count in stop and standby (§5.3.4, §5.3.5).
 * Not simulated: the window before which feeding is wrong, which the firmware leaves open; inaccuracy of the slow oscillator.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { WorldTime } from '../sim/world-time.js';

/** Frequency of the independent watchdog's oscillator. */
export const WATCHDOG_HZ = 32_000;

/** One watchdog. */
export class Watchdog {
  /** Called when time is up: resets the chip and does not return. */
  onExpire: () => void = () => {};
  #timeout: Nanos = 0;
  readonly #alarm: Alarm;

  /** `time` is the chip's, with which the watchdog stands still, or the world's. */
  constructor(private readonly time: Clock | WorldTime) {
    this.#alarm = time.alarm(() => this.onExpire());
  }

  /** Starts the watchdog, or sets another timeout. */
  start(timeout: Nanos): void {
    this.#timeout = timeout;
    this.feed();
  }

  /** Restarts the timeout. */
  feed(): void {
    this.#alarm.set(this.time.now + this.#timeout);
  }

  /** Stops the watchdog, as a reset does. */
  reset(): void {
    this.#alarm.cancel();
  }
}
