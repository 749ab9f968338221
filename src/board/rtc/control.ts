/**
 * The parts of the real-time clock that only its registers reach (RM0090 §26.3, RM0410 §32.3): write protection, initialization mode (in
 * which the calendar is set), shadow registers, alarms and their interrupt. Whatever is synchronised with the slow oscillator takes two of
 * its cycles. A reset of the chip ends initialization mode and clears RSF (RTC_ISR, §26.6.4); only a reset of the backup domain, which the
 * firmware never performs, undoes more.
 */
import { type CalendarTime, calendarToSeconds } from '../../calendar.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { ExtiLine } from '../extint.js';
import { RtcAlarm } from './alarm.js';
import { bcd, fromBcd } from './bcd.js';
import { type Rtc, yearKept } from './rtc.js';

/** Written one after the other, these keys end the write protection; any other value restores it. */
const KEYS = [0xca, 0x53];
/** Two cycles of the oscillator, in ns. */
const SYNCHRONISED = 61_036n;

/** The contents of the registers TR and DR. */
interface CalendarWords {
  readonly time: number;
  readonly date: number;
}

const wordsOf = ({ year, month, day, weekday, hour, minute, second }: CalendarTime): CalendarWords => ({
  time: (bcd(hour) << 16) | (bcd(minute) << 8) | bcd(second),
  date: (bcd(year - 2000) << 16) | ((weekday + 1) << 13) | (bcd(month) << 8) | bcd(day),
});

/** Returns the control of one clock; `line` is the external interrupt of its alarms. */
export function makeRtcControl(rtc: Rtc, line: ExtiLine, time: WorldTime): RtcControl {
  return new RtcControl(rtc, line, time);
}

export type { RtcControl };

class RtcControl {
  /** Alarms A and B. */
  readonly alarms: readonly [RtcAlarm, RtcAlarm];
  /** `BYPSHAD`: whether the calendar is read directly, not through the shadow registers. */
  bypassesShadow = false;
  /** A bit in which programs remember whether summer time is on. */
  backup = false;
  /** How the tamper pins are watched, once that is enabled: what has been written to TAFCR, on an F7 to TAMPCR. */
  tamper = 0;
  /** Number of keys that have been written. */
  #keys = 0;
  /** What has been written to the calendar in initialization mode, and from when on it can be written; null outside of that mode. */
  #setting: (Partial<CalendarWords> & { readonly from: bigint }) | null = null;
  /** The time and date that are read until the date has been read; null: the current ones. */
  #shadowTime: CalendarTime | null = null;
  #shadowDate: CalendarTime | null = null;
  #synchronisedFrom = 0n;
  /** From when on the settings of the wake-up timer and of the alarms can be changed, once each has been switched off. */
  readonly #freeFrom = { wakeup: 0n, alarms: [0n, 0n] };
  readonly #interrupts = [false, false];
  /** The level of the alarms' interrupt line. */
  #isAsking = false;

  constructor(
    private readonly rtc: Rtc,
    private readonly line: ExtiLine,
    private readonly time: WorldTime,
  ) {
    this.alarms = [new RtcAlarm(rtc, time), new RtcAlarm(rtc, time)];
    for (const [i, alarm] of this.alarms.entries()) alarm.onFired = () => this.#fired(i);
    rtc.watch = {
      counts: () => {
        // Setting the clock by any other way than these registers ends initialization mode, too.
        if (!rtc.isHalting) this.#setting = null;
        for (const alarm of this.alarms) alarm.schedule();
      },
      reads: () => this.#unlockShadow(),
      protects: () => this.unlock(0),
      resets: () => this.#reset(),
      clears: () => {
        for (const n of [0, 1]) this.clearAlarm(n);
      },
    };
  }

  /** Whether the registers are writable. */
  get isOpen(): boolean {
    return this.#keys === KEYS.length;
  }

  /** Takes a value written to WPR. */
  unlock(key: number): void {
    if (key === KEYS[0]) this.#keys = 1;
    else this.#keys = this.#keys === 1 && key === KEYS[1] ? 2 : 0;
  }

  /** `INIT` and `INITF`: whether initialization mode has been requested, and whether the calendar can be set. */
  get isSetting(): boolean {
    return this.#setting !== null;
  }

  get canBeSet(): boolean {
    return this.#setting !== null && this.time.elapsed() >= this.#setting.from;
  }

  /**
   * The calendar continues to count until it can be set. If the mode ends before that, the calendar just continues; otherwise it starts at
   * the beginning of a second, whatever was written.
   */
  set isSetting(on: boolean) {
    if (on === this.isSetting) return;
    if (on) {
      this.#setting = { from: this.time.elapsed() + SYNCHRONISED };
      this.rtc.haltAfter(SYNCHRONISED);
    } else if (this.canBeSet) this.#set({ ...wordsOf(this.rtc.shown), ...this.#setting });
    else this.rtc.abandonHalt();
  }

  /** TR: hours, minutes and seconds. After it has been read, the date shown is that of the same moment, until the date has been read, too. */
  get timeWord(): number {
    if (this.#setting !== null) return this.#setting.time ?? wordsOf(this.rtc.shown).time;
    const shown = this.#shadowTime ?? this.rtc.shown;
    if (!this.bypassesShadow) this.#shadowDate ??= shown;
    return wordsOf(shown).time;
  }

  set timeWord(time: number) {
    if (this.#setting !== null && this.canBeSet) this.#setting = { ...this.#setting, time };
  }

  /** DR: year, weekday, month and day. */
  get dateWord(): number {
    if (this.#setting !== null) return this.#setting.date ?? wordsOf(this.rtc.shown).date;
    const shown = this.#shadowDate ?? this.rtc.shown;
    this.#unlockShadow();
    return wordsOf(shown).date;
  }

  set dateWord(date: number) {
    if (this.#setting !== null && this.canBeSet) this.#setting = { ...this.#setting, date };
  }

  /**
   * SSR: the steps left of the current second. After it has been read, time and date are those of the same moment, until the date has been
   * read.
   */
  get belowWord(): number {
    if (!this.bypassesShadow) {
      this.#shadowTime ??= this.rtc.shown;
      this.#shadowDate ??= this.#shadowTime;
    }
    return this.rtc.prescalers.synchronous - this.rtc.steps;
  }

  /** RSF: the shadow registers have been copied since the flag was cleared. */
  get isSynchronised(): boolean {
    return this.#setting === null && this.time.elapsed() >= this.#synchronisedFrom;
  }

  /** Clears RSF. */
  desynchronise(): void {
    this.#synchronisedFrom = this.time.elapsed() + SYNCHRONISED;
  }

  /** Whether the settings of the wake-up timer can be changed. */
  get isWakeupFree(): boolean {
    return !this.rtc.wakeup.isRunning && this.time.elapsed() >= this.#freeFrom.wakeup;
  }

  /** Switches the wake-up timer on or off. */
  enableWakeup(on: boolean): void {
    if (on === this.rtc.wakeup.isRunning) return;
    if (on) this.rtc.wakeup.start();
    else {
      this.rtc.wakeup.stop();
      this.#freeFrom.wakeup = this.time.elapsed() + SYNCHRONISED;
    }
  }

  /** Whether the settings of alarm `n`, 0 or 1, can be changed. */
  isAlarmFree(n: number): boolean {
    return this.canBeSet || (!this.alarms[n].isEnabled && this.time.elapsed() >= this.#freeFrom.alarms[n]);
  }

  /** Switches alarm `n` and its interrupt on or off. */
  enableAlarm(n: number, on: boolean, interrupts: boolean): void {
    const alarm = this.alarms[n];
    this.#interrupts[n] = interrupts;
    if (alarm.isEnabled !== on) {
      alarm.isEnabled = on;
      if (!on) this.#freeFrom.alarms[n] = this.time.elapsed() + SYNCHRONISED;
    }
    this.#tellLine();
  }

  /** Whether the interrupt of alarm `n` is on. */
  interrupts(n: number): boolean {
    return this.#interrupts[n];
  }

  /** Clears the flag of alarm `n`. */
  clearAlarm(n: number): void {
    this.alarms[n].clear();
    this.#tellLine();
  }

  #fired(n: number): void {
    if (this.#interrupts[n]) this.rtc.alarms++;
    this.#tellLine();
  }

  /** The line has an edge only if no flag has asked for an interrupt before: a program that does not clear a flag gets no further interrupts. */
  #tellLine(): void {
    const isAsking = this.alarms.some(({ hasFired }, n) => hasFired && this.#interrupts[n]);
    if (isAsking === this.#isAsking) return;
    this.#isAsking = isAsking;
    this.line.signal(isAsking ? 1 : 0);
  }

  #reset(): void {
    this.isSetting = false;
    this.#unlockShadow();
    this.desynchronise();
  }

  #unlockShadow(): void {
    this.#shadowTime = this.#shadowDate = null;
  }

  #set({ time, date }: CalendarWords): void {
    const [hour, minute, second] = [time >>> 16, time >>> 8, time].map((digits) => fromBcd(digits & 0x7f));
    const year = yearKept(2000 + fromBcd((date >>> 16) & 0xff));
    const [month, day] = [fromBcd((date >>> 8) & 0x1f), fromBcd(date & 0x3f)];
    this.rtc.set(calendarToSeconds({ year, month, day, hour, minute, second }), ((date >>> 13) & 7) - 1);
  }
}
