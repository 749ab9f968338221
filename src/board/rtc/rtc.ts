/**
 * The real-time clock (RM0090 §26, `ports/stm32/rtc.c`): a settable count of seconds, computed in closed form. Its wake-up timer is in
 * `wakeup.ts`; what only registers reach, including its alarms, is in `control.ts`.
 * Not simulated: time stamps; that a calibration adds or leaves out its pulses one at a time, over 32 s.
 */

import { type CalendarTime, DAY, secondsToCalendar } from '../../calendar.js';
import { type Nanos, SECOND } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { ExtiLine } from '../extint.js';
import { WakeupTimer } from './wakeup.js';

const EXACT_SECOND = BigInt(SECOND);
/** The calendar has two digits for the year (RM0090 §26.6.2): 2099 is followed by 2000. Every fourth year is a leap year, 00 included. */
const CENTURY = 36_525 * DAY;
/** The largest number of seconds since 2000-01-01 that it shows. */
export const LAST_SECOND = CENTURY - 1;
/** The slow oscillator, in Hz. */
const OSCILLATOR_HZ = 32_768;
/** Pulses of the oscillator in 32 s; the calibration adds or removes some of them (RM0090 §26.3.11). */
const CALIBRATED_PULSES = 2 ** 20;

/** Number of the external interrupt of its alarms. */
export const ALARM_LINE = 17;
/** Number of the external interrupt of the wake-up timer. */
export const WAKEUP_LINE = 22;

/** Callbacks for what happens to the clock. */
interface RtcWatch {
  /** The clock or its speed has been set: what is due at some date is now due at another moment. */
  counts(): void;
  /** The firmware has read the calendar. */
  reads(): void;
  /** The firmware has written to the clock's registers and leaves them protected. */
  protects(): void;
  /** The chip has been reset. */
  resets(): void;
  /** The firmware clears the flags of everything that can wake the chip, before it enters standby. */
  clears(): void;
}

/**
 * Returns the year that is read back after `year` has been set: the firmware takes the years since 2000 as a byte and writes them, unchecked,
 * as two decimal digits of four bits each (`date.Year` in `ports/stm32/rtc.c`; RTC_DR in RM0090 §26.6.2).
 */
export function yearKept(year: number): number {
  const count = (year - 2000) & 0xff;
  const tens = Math.floor(count / 10) & 0xf;
  return 2000 + 10 * tens + (count % 10);
}

/** Seconds from 2000-01-01 to 2015-01-01, the date that the firmware sets on the first start. */
const FIRST_START = 473_385_600;

/** Values of `info`: started on the slow oscillator, which was ready at once; found running on it after a reset. */
const STARTED = 0x3000_0000;
const FOUND_RUNNING = 0x0004_0003;

export class Rtc {
  #calibration = 0;
  /** The weekday counts independently of the date. This is the number of days by which it was set to differ from the date's weekday. */
  #weekdayShift = 0;
  /**
   * True if both digits of the year were decimal when it was set; then they stay decimal. Other digits just continue to count [the chip's
   * manual says nothing about them].
   */
  #isDecimal = true;
  /** How the firmware found or started the clock (`ports/stm32/rtc.c`). */
  info = STARTED;
  /** Number of times that an alarm has requested its interrupt, which wakes a chip from standby. */
  alarms = 0;
  /** Null: nobody has accessed the registers yet. */
  watch: RtcWatch | null = null;
  /** The nanoseconds since 2000-01-01 that it had counted when the clock or its speed was last set, and the moment of that. */
  #shown: bigint;
  #since = 0n;
  /** The moment from which it stands still (`clock.elapsed`); null while it is to continue. */
  #halt: bigint | null = null;
  readonly wakeup: WakeupTimer;

  /** `subseconds`: the number of steps per second. `wakeupLine`: the EXTI line that the wake-up timer triggers. */
  constructor(
    private readonly clock: Clock,
    readonly subseconds: number,
    wakeupLine: ExtiLine,
    start = FIRST_START,
  ) {
    this.#shown = BigInt(start) * EXACT_SECOND;
    this.wakeup = new WakeupTimer(clock.world, wakeupLine, this);
  }

  /** Whole seconds since 2000-01-01, according to what it shows. */
  get seconds(): number {
    return this.#shownSeconds(Number(this.exact / EXACT_SECOND));
  }

  /** Nanoseconds since 2000-01-01, according to what it shows, in steps of its resolution. */
  get nanos(): bigint {
    return BigInt(this.seconds) * EXACT_SECOND + (BigInt(this.steps) * EXACT_SECOND) / BigInt(this.subseconds);
  }

  /** What it shows, as read by the firmware. */
  get calendar(): CalendarTime {
    this.watch?.reads();
    return this.shown;
  }

  /** The same without notifying `watch`: as shown by the registers. */
  get shown(): CalendarTime {
    return this.calendarOf(Number(this.exact / EXACT_SECOND));
  }

  /** Returns what it shows once it has counted `counted` whole seconds (`exact`). */
  calendarOf(counted: number): CalendarTime {
    const shown = secondsToCalendar(this.#shownSeconds(counted));
    return { ...shown, year: yearKept(shown.year), weekday: (secondsToCalendar(counted).weekday + this.#weekdayShift) % 7 };
  }

  /** Sets the clock to the beginning of a second since 2000-01-01, and to a weekday (0: Monday), whatever the date. */
  set(seconds: number, weekday: number): void {
    this.#goOn();
    this.#isDecimal = seconds < CENTURY;
    this.#start(BigInt(seconds < 0 ? seconds + CENTURY : seconds) * EXACT_SECOND);
    this.#weekdayShift = 0;
    this.#weekdayShift = (((weekday - this.shown.weekday) % 7) + 7) % 7;
    this.watch?.counts();
  }

  /** Moves the clock by this number of seconds, forward or backward. */
  shift(seconds: number): void {
    const century = BigInt(CENTURY) * EXACT_SECOND;
    this.#start((this.exact + BigInt(seconds) * EXACT_SECOND + century) % century);
    this.watch?.counts();
  }

  /** Whether it stands still, or is about to, in order to be set. */
  get isHalting(): boolean {
    return this.#halt !== null;
  }

  /** Makes it stand still after `delay`, until it is set. */
  haltAfter(delay: bigint): void {
    this.#halt = this.clock.elapsed() + delay;
    this.wakeup.pause();
    this.watch?.counts();
  }

  /** Lets it continue as if it had never stood still. */
  abandonHalt(): void {
    this.#goOn();
    this.watch?.counts();
  }

  /** Nanoseconds until it stands still, 0 or less if it already does; Infinity if it is to continue. */
  get stillIn(): Nanos {
    return this.#halt === null ? Number.POSITIVE_INFINITY : Number(this.#halt - this.clock.elapsed());
  }

  #goOn(): void {
    this.wakeup.resume();
    this.#halt = null;
  }

  /** Continues from this count. */
  #start(counted: bigint): void {
    this.#shown = counted;
    this.#since = this.#counting;
  }

  /** The moment up to which it has counted. */
  get #counting(): bigint {
    const elapsed = this.clock.elapsed();
    return this.#halt !== null && this.#halt < elapsed ? this.#halt : elapsed;
  }

  /** Pulses that are added in every 2^20, -511 to 512. */
  get calibration(): number {
    return this.#calibration;
  }

  /** Sets the clock's speed from now on. */
  set calibration(pulses: number) {
    this.#start(this.exact);
    this.#calibration = pulses;
    this.watch?.counts();
  }

  /** Length of its seconds in seconds of the oscillator. */
  get length(): number {
    return (CALIBRATED_PULSES - this.#calibration) / CALIBRATED_PULSES;
  }

  /** Steps that have passed of the current second. */
  get steps(): number {
    return Number(((this.exact % EXACT_SECOND) * BigInt(this.subseconds)) / EXACT_SECOND);
  }

  /** Nanoseconds that it has counted since 2000-01-01. */
  get exact(): bigint {
    const passed = this.#counting - this.#since;
    if (this.#calibration === 0) return this.#shown + passed;
    return this.#shown + (passed * BigInt(CALIBRATED_PULSES)) / BigInt(CALIBRATED_PULSES - this.#calibration);
  }

  /** Returns the moment at which its count will be `exact`; null if it stands still before that. */
  momentOf(exact: bigint): Nanos | null {
    const pulses = BigInt(CALIBRATED_PULSES);
    const scaled = (exact - this.#shown) * BigInt(CALIBRATED_PULSES - this.#calibration);
    const elapsed = this.#since + (scaled + pulses - 1n) / pulses;
    return this.#halt !== null && elapsed >= this.#halt ? null : this.clock.now + Number(elapsed - this.clock.elapsed());
  }

  #shownSeconds(counted: number): number {
    return this.#isDecimal ? counted % CENTURY : counted;
  }

  /** Starts again in 2015, as on the first start. */
  restart(): void {
    this.#goOn();
    this.#start(BigInt(FIRST_START) * EXACT_SECOND);
    this.#weekdayShift = 0;
    this.#isDecimal = true;
    this.info = STARTED;
    this.watch?.counts();
  }

  /** Called when the chip has been reset while this clock continued to run. */
  runOn(): void {
    this.info = FOUND_RUNNING;
    this.watch?.resets();
  }

  /** The prescalers of the calendar: the first divides the oscillator's clock into steps, the second the steps into seconds. */
  get prescalers(): { readonly asynchronous: number; readonly synchronous: number } {
    return { asynchronous: OSCILLATOR_HZ / this.subseconds - 1, synchronous: this.subseconds - 1 };
  }
}
