/**
 * The real-time clock (RM0090 §26, `ports/stm32/rtc.c`): a count of seconds that can be set, in closed form, and its wake-up timer.
 * Not simulated: alarms A and B, time stamps, backup registers; calibration is kept but does not change the speed.
 */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';
import type { Clock } from '../sim/clock.js';
import type { ExtiLine } from './extint.js';

const SECOND = 1_000_000_000n;
/** Seconds from 2000-01-01 to 2015-01-01: what the firmware sets on the first start. */
export const FIRST_START = 473_385_600;

export class Rtc {
  /** -511 to 512 pulses per 2^20. */
  calibration = 0;
  /** The weekday is a count of its own: days by which it was set to differ from the date's. */
  weekdayShift = 0;
  /** Nanoseconds since 2000-01-01 at reset of the clock. */
  #offset: bigint;
  #wakeupPeriod: Nanos = 0;
  readonly #wakeup: Alarm;

  /** `subseconds`: how many steps a second has. `wakeupLine`: the EXTI line that the wake-up timer triggers. */
  constructor(
    private readonly clock: Clock,
    readonly subseconds: number,
    private readonly wakeupLine: ExtiLine,
    start = FIRST_START,
  ) {
    this.#offset = BigInt(start) * SECOND;
    this.#wakeup = clock.alarm(() => this.#fire());
  }

  /** Nanoseconds since 2000-01-01, in steps of the resolution. */
  get nanos(): bigint {
    const exact = this.#offset + this.clock.elapsed();
    const seconds = exact / SECOND;
    const steps = ((exact % SECOND) * BigInt(this.subseconds)) / SECOND;
    return seconds * SECOND + (steps * SECOND) / BigInt(this.subseconds);
  }

  /** Sets the time; below a second the count starts from `nanos` as given. */
  set nanos(nanos: bigint) {
    this.#offset = nanos - this.clock.elapsed();
  }

  /** Triggers the wake-up line every `period`; 0 stops that. */
  setWakeup(period: Nanos): void {
    this.#wakeupPeriod = period;
    if (period > 0) this.#wakeup.set(this.clock.now + period);
    else this.#wakeup.cancel();
  }

  #fire(): void {
    this.#wakeup.set(this.clock.now + this.#wakeupPeriod);
    this.wakeupLine.trigger();
  }
}
