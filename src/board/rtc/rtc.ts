/**
 * The real-time clock (RM0090 §26, `ports/stm32/rtc.c`): a count of seconds that can be set, in closed form. Its wake-up timer is in
 * `wakeup.ts`; what only registers reach, its alarms among it, in `control.ts`.
 * Not simulated: time stamps; that a calibration adds or leaves out its pulses one at a time, over 32 s.
 */

import { type CalendarTime, DAY, secondsToCalendar } from '../../calendar.js';
import { type Nanos, SECOND } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import type { ExtiLine } from '../extint.js';
import { WakeupTimer } from './wakeup.js';

const EXACT_SECOND = BigInt(SECOND);
/** The calendar has two digits for the year (RM0090 §26.6.2): after 2099 comes 2000. Every fourth year is a leap year, 00 among them. */
const CENTURY = 36_525 * DAY;
/** From 2000-01-01 on it shows so many seconds at most. */
export const LAST_SECOND = CENTURY - 1;
/** The slow oscillator, in Hz. */
const OSCILLATOR_HZ = 32_768;
/** Its pulses in 32 s, to which the calibration adds some, or takes some away (RM0090 §26.3.11). */
const CALIBRATED_PULSES = 2 ** 20;

/** The external interrupt of its alarms. */
export const ALARM_LINE = 17;
/** That of the wake-up timer. */
export const WAKEUP_LINE = 22;

/** Who has to know what becomes of the clock. */
interface RtcWatch {
  /** It has been set, or its speed has: what was to come at a date comes at another moment. */
  counts(): void;
  /** The firmware has looked at the calendar. */
  reads(): void;
  /** The firmware has written to its registers, and leaves them protected. */
  protects(): void;
  /** The chip has been reset. */
  resets(): void;
  /** The firmware clears the flags of all that can wake the chip, before it goes into standby. */
  clears(): void;
}

/**
 * The year that is read where one has been set: the firmware takes a byte of years since 2000 and writes it as two decimal digits of four
 * bits each, unchecked (`date.Year` in `ports/stm32/rtc.c`; RTC_DR in RM0090 §26.6.2).
 */
export function yearKept(year: number): number {
  const count = (year - 2000) & 0xff;
  const tens = Math.floor(count / 10) & 0xf;
  return 2000 + 10 * tens + (count % 10);
}

/** Seconds from 2000-01-01 to 2015-01-01: what the firmware sets on the first start. */
const FIRST_START = 473_385_600;

/** What `info` tells: started on the slow oscillator, which was there at once; found running on it after a reset. */
const STARTED = 0x3000_0000;
const FOUND_RUNNING = 0x0004_0003;

export class Rtc {
  #calibration = 0;
  /** The weekday is a count of its own: days by which it was set to differ from the date's. */
  #weekdayShift = 0;
  /** Both digits of the year were decimal when it was set, and so stay that. Others count on [the chip's manual says nothing of them]. */
  #isDecimal = true;
  /** How the firmware has found or started it (`ports/stm32/rtc.c`). */
  info = STARTED;
  /** How often an alarm has asked for its interrupt, by which a chip in standby wakes. */
  alarms = 0;
  /** Null: nobody has looked at its registers yet. */
  watch: RtcWatch | null = null;
  /** Nanoseconds since 2000-01-01 that it had counted when it was set, or its speed was, and when that was. */
  #shown: bigint;
  #since = 0n;
  /** From when on it stands still (`clock.elapsed`); null while it is to count on. */
  #halt: bigint | null = null;
  readonly wakeup: WakeupTimer;

  /** `subseconds`: how many steps a second has. `wakeupLine`: the EXTI line that the wake-up timer triggers. */
  constructor(
    private readonly clock: Clock,
    readonly subseconds: number,
    wakeupLine: ExtiLine,
    start = FIRST_START,
  ) {
    this.#shown = BigInt(start) * EXACT_SECOND;
    this.wakeup = new WakeupTimer(clock.world, wakeupLine, this);
  }

  /** Whole seconds since 2000-01-01, by what it shows. */
  get seconds(): number {
    return this.#shownSeconds(Number(this.exact / EXACT_SECOND));
  }

  /** Nanoseconds since 2000-01-01, by what it shows, in steps of the resolution. */
  get nanos(): bigint {
    return BigInt(this.seconds) * EXACT_SECOND + (BigInt(this.steps) * EXACT_SECOND) / BigInt(this.subseconds);
  }

  /** What it shows, for the firmware. */
  get calendar(): CalendarTime {
    this.watch?.reads();
    return this.shown;
  }

  /** The same for whoever looks at registers. */
  get shown(): CalendarTime {
    return this.calendarOf(Number(this.exact / EXACT_SECOND));
  }

  /** What it shows where it has counted so many whole seconds (`exact`). */
  calendarOf(counted: number): CalendarTime {
    const shown = secondsToCalendar(this.#shownSeconds(counted));
    return { ...shown, year: yearKept(shown.year), weekday: (secondsToCalendar(counted).weekday + this.#weekdayShift) % 7 };
  }

  /** Sets it to the beginning of a second since 2000-01-01, and to a weekday, 0 for Monday, of whatever date. */
  set(seconds: number, weekday: number): void {
    this.#goOn();
    this.#isDecimal = seconds < CENTURY;
    this.#start(BigInt(seconds < 0 ? seconds + CENTURY : seconds) * EXACT_SECOND);
    this.#weekdayShift = 0;
    this.#weekdayShift = (((weekday - this.shown.weekday) % 7) + 7) % 7;
    this.watch?.counts();
  }

  /** Goes on so many seconds later, or earlier. */
  shift(seconds: number): void {
    const century = BigInt(CENTURY) * EXACT_SECOND;
    this.#start((this.exact + BigInt(seconds) * EXACT_SECOND + century) % century);
    this.watch?.counts();
  }

  /** Whether it is to stand still, to be set. */
  get isHalting(): boolean {
    return this.#halt !== null;
  }

  /** It stands still after `delay`, until it is set. */
  haltAfter(delay: bigint): void {
    this.#halt = this.clock.elapsed() + delay;
    this.wakeup.pause();
    this.watch?.counts();
  }

  /** It counts on, as if it had never stood still. */
  abandonHalt(): void {
    this.#goOn();
    this.watch?.counts();
  }

  /** In how many nanoseconds it stands still, 0 and below if it does; Infinity if it is to count on. */
  get stillIn(): Nanos {
    return this.#halt === null ? Number.POSITIVE_INFINITY : Number(this.#halt - this.clock.elapsed());
  }

  #goOn(): void {
    this.wakeup.resume();
    this.#halt = null;
  }

  /** Counts from here on. */
  #start(counted: bigint): void {
    this.#shown = counted;
    this.#since = this.#counting;
  }

  /** Until when it has counted. */
  get #counting(): bigint {
    const elapsed = this.clock.elapsed();
    return this.#halt !== null && this.#halt < elapsed ? this.#halt : elapsed;
  }

  /** -511 to 512 pulses that are added in every 2^20. */
  get calibration(): number {
    return this.#calibration;
  }

  /** The clock's speed from now on. */
  set calibration(pulses: number) {
    this.#start(this.exact);
    this.#calibration = pulses;
    this.watch?.counts();
  }

  /** How long its seconds are by the oscillator's. */
  get length(): number {
    return (CALIBRATED_PULSES - this.#calibration) / CALIBRATED_PULSES;
  }

  /** Steps of the resolution that have passed of this second. */
  get steps(): number {
    return Number(((this.exact % EXACT_SECOND) * BigInt(this.subseconds)) / EXACT_SECOND);
  }

  /** Nanoseconds since 2000-01-01 that it has counted. */
  get exact(): bigint {
    const passed = this.#counting - this.#since;
    if (this.#calibration === 0) return this.#shown + passed;
    return this.#shown + (passed * BigInt(CALIBRATED_PULSES)) / BigInt(CALIBRATED_PULSES - this.#calibration);
  }

  /** The moment at which it will have counted so much; null if it stands still before. */
  momentOf(exact: bigint): Nanos | null {
    const pulses = BigInt(CALIBRATED_PULSES);
    const scaled = (exact - this.#shown) * BigInt(CALIBRATED_PULSES - this.#calibration);
    const elapsed = this.#since + (scaled + pulses - 1n) / pulses;
    return this.#halt !== null && elapsed >= this.#halt ? null : this.clock.now + Number(elapsed - this.clock.elapsed());
  }

  #shownSeconds(counted: number): number {
    return this.#isDecimal ? counted % CENTURY : counted;
  }

  /** Starts anew, in 2015, as on the first start. */
  restart(): void {
    this.#goOn();
    this.#start(BigInt(FIRST_START) * EXACT_SECOND);
    this.#weekdayShift = 0;
    this.#isDecimal = true;
    this.info = STARTED;
    this.watch?.counts();
  }

  /** The chip has been reset, this clock ran on. */
  runOn(): void {
    this.info = FOUND_RUNNING;
    this.watch?.resets();
  }

  /** The prescalers of the calendar: the first divides the oscillator to steps, the second these to seconds. */
  get prescalers(): { readonly asynchronous: number; readonly synchronous: number } {
    return { asynchronous: OSCILLATOR_HZ / this.subseconds - 1, synchronous: this.subseconds - 1 };
  }
}
