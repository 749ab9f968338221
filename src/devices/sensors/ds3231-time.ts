/**
 * The calendar in the registers of a DS3231 (Maxim 19-5170, "Clock and Calendar" and "Alarms"): digits of four bits, 24-hour or 12-hour format,
 * a hundred years of which every fourth is a leap year.
 */
import { calendarToSeconds, DAY, secondsToCalendar } from '../../calendar.js';

const SECOND = 0;
const MINUTE = 1;
const HOUR = 2;
const WEEKDAY = 3;
const DATE = 4;
const MONTH = 5;
const YEAR = 6;
/** Bits that exist in each register. */
const MASKS = [0x7f, 0x7f, 0x7f, 0x07, 0x3f, 0x9f, 0xff];
/** Bits of the hours: 12-hour format, and PM. Bit of the month: the century has ended. */
const BY_TWELVE = 0x40;
const PM = 0x20;
const CENTURY = 0x80;
/** A century in which every fourth year has a leap day. */
export const SECONDS_OF_CENTURY = 36_525 * DAY;
/** Bits of an alarm's bytes: any value matches; the day is a day of the week. */
const ANY = 0x80;
const OF_WEEK = 0x40;

/** An alarm: seconds, minutes, hours, day, as they are in its registers. */
type Ds3231Alarm = readonly [second: number, minute: number, hour: number, day: number];

const digits = (value: number): number => 10 * (value >> 4) + (value & 0xf);
const bcd = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);

/** The first seven registers, and how they advance. */
export class Ds3231Time {
  readonly #registers = Uint8Array.of(0, 0, 0, 1, 1, 1, 0);

  get(register: number): number {
    return this.#registers[register] as number;
  }

  set(register: number, value: number): void {
    this.#registers[register] = value & (MASKS[register] as number);
  }

  /** Sets the registers to a moment, seconds since 2000. The first day of the week is a Monday. */
  setTo(seconds: number): void {
    this.#registers[WEEKDAY] = secondsToCalendar(seconds).weekday + 1;
    this.#show(seconds, 0);
  }

  /** Advances the clock. */
  advance(seconds: number): void {
    const from = this.#seconds;
    const days = Math.floor((from + seconds) / DAY) - Math.floor(from / DAY);
    this.#registers[WEEKDAY] = ((this.get(WEEKDAY) + 6 + days) % 7) + 1;
    this.#show(from + seconds, this.get(MONTH) & CENTURY);
  }

  /** Returns in how many seconds, at least one, the registers match an alarm; null if they never will. */
  next(alarm: Ds3231Alarm): number | null {
    if (!this.#canCome(alarm)) return null;
    const time = new Ds3231Time();
    time.#registers.set(this.#registers);
    let passed = 0;
    const pass = (seconds: number): void => {
      time.advance(seconds);
      passed += seconds;
    };
    for (pass(1); ; ) {
      const ofDay = time.#seconds % DAY;
      if (!isDay(alarm, time.get(WEEKDAY), time.get(DATE))) pass(DAY - ofDay);
      else if (!matches(alarm, HOUR, time.get(HOUR))) pass(3600 - (ofDay % 3600));
      else if (!matches(alarm, MINUTE, time.get(MINUTE))) pass(60 - (ofDay % 60));
      else if (!matches(alarm, SECOND, time.get(SECOND))) pass(1);
      else return passed;
    }
  }

  /** Whether the alarm's seconds, minutes, hours and day exist. */
  #canCome(alarm: Ds3231Alarm): boolean {
    const has = (count: number, holds: (value: number) => boolean): boolean => Array.from({ length: count }, (_, i) => i).some(holds);
    return (
      has(60, (second) => matches(alarm, SECOND, bcd(second))) &&
      has(60, (minute) => matches(alarm, MINUTE, bcd(minute))) &&
      has(24, (hour) => matches(alarm, HOUR, this.#hour(hour))) &&
      has(31, (day) => isDay(alarm, (day % 7) + 1, bcd(day + 1)))
    );
  }

  /** Seconds since the century began. */
  get #seconds(): number {
    const hour = this.get(HOUR);
    return calendarToSeconds({
      year: 2000 + digits(this.get(YEAR)),
      month: digits(this.get(MONTH) & ~CENTURY),
      day: digits(this.get(DATE)),
      hour: hour & BY_TWELVE ? (digits(hour & 0x1f) % 12) + (hour & PM ? 12 : 0) : digits(hour),
      minute: digits(this.get(MINUTE)),
      second: digits(this.get(SECOND)),
    });
  }

  /** Shows a moment, seconds since the century began. If it is in the next century, the century bit changes. */
  #show(seconds: number, century: number): void {
    const { year, month, day, hour, minute, second } = secondsToCalendar(seconds % SECONDS_OF_CENTURY);
    const bit = century ^ (Math.floor(seconds / SECONDS_OF_CENTURY) % 2 === 1 ? CENTURY : 0);
    this.#registers.set([bcd(second), bcd(minute), this.#hour(hour), this.get(WEEKDAY), bcd(day), bcd(month) | bit, bcd(year - 2000)]);
  }

  /** Returns an hour in the format that is set. */
  #hour(hour: number): number {
    return this.get(HOUR) & BY_TWELVE ? BY_TWELVE | (hour >= 12 ? PM : 0) | bcd(hour % 12 === 0 ? 12 : hour % 12) : bcd(hour);
  }
}

/** Whether a register has the value that an alarm is set to. */
function matches(alarm: Ds3231Alarm, field: number, value: number): boolean {
  const wanted = alarm[field] as number;
  return (wanted & ANY) !== 0 || wanted === value;
}

function isDay([, , , day]: Ds3231Alarm, weekday: number, date: number): boolean {
  if (day & ANY) return true;
  return day & OF_WEEK ? (day & 0xf) === weekday : day === date;
}
