/**
 * The two watchdogs (RM0090 §21, §22): once started they reset the chip unless they are fed in time; only a reset stops them. The
 * independent one has its own oscillator and counts on in stop and standby (§5.3.4, §5.3.5).
 * Not simulated: the window before which feeding is wrong, which the firmware leaves open; the slow oscillator is exact.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { WorldTime } from '../sim/world-time.js';

/** Frequency of the independent watchdog's oscillator. */
export const WATCHDOG_HZ = 32_000;

/** One watchdog. */
export class Watchdog {
  /** Called when time is up: resets the chip, and does not come back. */
  onExpire: () => void = () => {};
  #timeout: Nanos = 0;
  readonly #alarm: Alarm;

  /** `time`: the chip's, with which it stands still, or the world's. */
  constructor(private readonly time: Clock | WorldTime) {
    this.#alarm = time.alarm(() => this.onExpire());
  }

  /** Starts it, or gives it another time. */
  start(timeout: Nanos): void {
    this.#timeout = timeout;
    this.feed();
  }

  /** Lets the time begin anew. */
  feed(): void {
    this.#alarm.set(this.time.now + this.#timeout);
  }

  /** As after a reset. */
  reset(): void {
    this.#alarm.cancel();
  }
}
