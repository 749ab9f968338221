/**
 * Alarms A and B of the real-time clock (RM0090 §26.3.7, §26.6.7, §26.6.19): the moment at which the calendar next agrees with an alarm's
 * fields is computed, not polled. An alarm whose flag is set does not fire again until the flag is cleared.
 */
import { DAY } from '../../calendar.js';
import { SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import { bcd } from './bcd.js';
import type { Rtc } from './rtc.js';

const EXACT_SECOND = BigInt(SECOND);
/** Longest time until a day of the month comes again, in days: some months have no 31st, and February has no 30th. */
const DAYS_AHEAD = 62;

/** Fields of ALRMxR. A masked field agrees with everything. */
const FIELD = {
  second: { at: 0, mask: 1 << 7 },
  minute: { at: 8, mask: 1 << 15 },
  /** Includes the PM bit; with that bit set the field never agrees, because the calendar counts 24 hours. */
  hour: { at: 16, mask: 1 << 23 },
  day: { at: 24, mask: 1 << 31 },
} as const;
const FIELD_BITS = 0x7f;
const DAY_BITS = 0x3f;
const IS_WEEKDAY = 1 << 30;

/** One alarm. */
export class RtcAlarm {
  /** Called when the flag is set. */
  onFired: () => void = () => {};
  #isEnabled = false;
  #hasFired = false;
  #fields = 0;
  #below = 0;
  readonly #due: Alarm;

  constructor(
    private readonly rtc: Rtc,
    time: WorldTime,
  ) {
    this.#due = time.alarm(() => this.#fire());
  }

  get isEnabled(): boolean {
    return this.#isEnabled;
  }

  set isEnabled(on: boolean) {
    this.#isEnabled = on;
    this.schedule();
  }

  /** The flag: the calendar has agreed with the fields since the flag was last cleared. */
  get hasFired(): boolean {
    return this.#hasFired;
  }

  /** Clears the flag. */
  clear(): void {
    if (!this.#hasFired) return;
    this.#hasFired = false;
    this.schedule();
  }

  /** ALRMxR: day, hour, minute and second in decimal digits, and which of them are compared. */
  get fields(): number {
    return this.#fields;
  }

  set fields(fields: number) {
    this.#fields = fields;
    this.schedule();
  }

  /** ALRMxSSR: the value with which the register SSR is compared, and how many of its bits are compared. */
  get below(): number {
    return this.#below;
  }

  set below(below: number) {
    this.#below = below;
    this.schedule();
  }

  /** Computes again when the alarm is due: called when its settings or those of the clock have changed. */
  schedule(): void {
    const next = this.#isEnabled && !this.#hasFired ? this.#next() : null;
    const moment = next === null ? null : this.rtc.momentOf(next);
    if (moment === null) this.#due.cancel();
    else this.#due.set(moment);
  }

  #fire(): void {
    this.#hasFired = true;
    this.onFired();
  }

  /** The count of the clock (`Rtc.exact`) at which calendar and alarm agree next; null if they never do. */
  #next(): bigint | null {
    const now = Number(this.rtc.exact / EXACT_SECOND);
    const rest = this.#isSecond(now) ? this.#nextStep(this.rtc.steps) : null;
    if (rest !== null) return this.#exactOf(now, rest);
    const second = this.#nextSecond(now + 1);
    const step = this.#nextStep(-1);
    return second === null || step === null ? null : this.#exactOf(second, step);
  }

  /** The first nanosecond of a step. */
  #exactOf(second: number, step: number): bigint {
    const steps = BigInt(this.rtc.subseconds);
    return BigInt(second) * EXACT_SECOND + (BigInt(step) * EXACT_SECOND + steps - 1n) / steps;
  }

  /** The next step of a second, after `step`, that agrees with the alarm's sub-second part; null if none does. */
  #nextStep(step: number): number | null {
    const { subseconds } = this.rtc;
    const bits = (this.#below >>> 24) & 0xf;
    // If no bit is compared, the alarm fires when the second begins.
    if (bits === 0) return step < 0 ? 0 : null;
    const period = 2 ** bits;
    const wanted = this.#below & (period - 1);
    // The register counts down within a second, from its largest value to 0.
    const left = subseconds - 2 - step;
    const shown = left - ((((left - wanted) % period) + period) % period);
    return shown < 0 ? null : subseconds - 1 - shown;
  }

  #isMasked(field: keyof typeof FIELD): boolean {
    return (this.#fields & FIELD[field].mask) !== 0;
  }

  #agrees(field: keyof typeof FIELD, value: number, bits = FIELD_BITS): boolean {
    return this.#isMasked(field) || ((this.#fields >>> FIELD[field].at) & bits) === bcd(value);
  }

  #isDay(second: number): boolean {
    const { day, weekday } = this.rtc.calendarOf(second);
    if ((this.#fields & IS_WEEKDAY) !== 0) return this.#agrees('day', weekday + 1, 0xf);
    return this.#agrees('day', day, DAY_BITS);
  }

  #isSecond(second: number): boolean {
    return this.#isDay(second) && this.#nextOfDay(second % DAY) === second % DAY;
  }

  #nextSecond(from: number): number | null {
    const midnight = from - (from % DAY);
    for (let day = 0; day <= DAYS_AHEAD; day++) {
      const begin = midnight + day * DAY;
      const second = this.#isDay(begin) ? this.#nextOfDay(day === 0 ? from - midnight : 0) : null;
      if (second !== null) return begin + second;
    }
    return null;
  }

  /** The next second of a day, not before `from`, that agrees; null if there is none. */
  #nextOfDay(from: number): number | null {
    let second = from;
    while (second < DAY) {
      const minute = Math.floor(second / 60);
      const hour = Math.floor(minute / 60);
      if (!this.#agrees('hour', hour)) second = (hour + 1) * 3600;
      else if (!this.#agrees('minute', minute % 60)) second = (minute + 1) * 60;
      else if (!this.#agrees('second', second % 60)) second++;
      else return second;
    }
    return null;
  }
}
