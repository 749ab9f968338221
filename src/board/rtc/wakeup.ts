/**
 * The wake-up timer of the real-time clock (RM0090 §26.3.4 and the RTC's block diagram): it counts the oscillator, divided, or the calendar's
 * seconds. The latter do not come while the calendar stands still to be set, since its prescalers do (INIT, §26.6.4).
 * Not simulated: that it counts those in step with the calendar. Its first second begins where it is started.
 */
import { type Nanos, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { ExtiLine } from '../extint.js';

/** Its clocks by number (WUCKSEL), in Hz: the oscillator divided by 16, 8, 4, 2; one count per second, from 6 on 2^16 more. */
const CLOCKS = [2048, 4096, 8192, 16_384, 1, 1, 1, 1];
/** From this number on it counts the calendar's seconds. */
const FIRST_CALENDAR_CLOCK = 4;

/** How it is set up: the number of its clock and what it counts down from. */
export interface WakeupSettings {
  readonly clock: number;
  readonly reload: number;
}

/** The calendar whose seconds it may count. */
interface Seconds {
  /** How long one takes by the oscillator, in seconds. */
  readonly length: number;
  /** In how many nanoseconds they stand still, 0 and below if they do; Infinity if they are to count on. */
  readonly stillIn: Nanos;
}

/** The timer of one clock. */
export class WakeupTimer {
  /** How often it has counted down and asked for its interrupt. */
  wakeups = 0;
  /** It has counted down without an interrupt, in which the firmware would have cleared this flag. */
  hasWoken = false;
  /** What it will count, once it is started again. */
  settings: WakeupSettings = { clock: 0, reload: 0xffff };
  #interrupts = false;
  #period: Nanos = 0;
  /** Whether what it counts now are the calendar's seconds. */
  #countsSeconds = false;
  /** What it will have left to count where the calendar stands still; null if it does not come to that. */
  #left: Nanos | null = null;
  readonly #alarm: Alarm;

  /** It triggers `line`, an external interrupt. */
  constructor(
    private readonly time: WorldTime,
    private readonly line: ExtiLine,
    private readonly seconds: Seconds,
  ) {
    this.#alarm = time.alarm(() => this.#fire());
  }

  get isRunning(): boolean {
    return this.#left !== null || this.#alarm.due !== Number.POSITIVE_INFINITY;
  }

  /** Whether it triggers its line when it has counted down. */
  get interrupts(): boolean {
    return this.#interrupts;
  }

  set interrupts(on: boolean) {
    this.#interrupts = on;
    if (!on || !this.hasWoken) return;
    this.hasWoken = false;
    this.#interrupt();
  }

  /** Lets it count down again and again. */
  start(): void {
    const { clock, reload } = this.settings;
    this.#countsSeconds = clock >= FIRST_CALENDAR_CLOCK;
    const period = ((reload + 1 + (clock >= 6 ? 0x10000 : 0)) * SECOND) / CLOCKS[clock];
    this.#period = Math.round(this.#countsSeconds ? period * this.seconds.length : period);
    this.#count(this.#period);
  }

  stop(): void {
    this.#alarm.cancel();
    this.#left = null;
  }

  /** The calendar is to stand still. */
  pause(): void {
    if (this.#countsSeconds && this.isRunning && this.#left === null) this.#count(this.#alarm.due - this.time.now);
  }

  /** For the calendar, before it counts on: from where it stands still, or, if it has not come to that, as if it had not been to. */
  resume(): void {
    if (this.#left === null) return;
    const left = this.#left + Math.max(this.seconds.stillIn, 0);
    this.#left = null;
    this.#alarm.set(this.time.now + left);
  }

  /** Fires in so many nanoseconds of what it counts. */
  #count(left: Nanos): void {
    const { stillIn } = this.seconds;
    if (this.#countsSeconds && left > stillIn) {
      this.#alarm.cancel();
      this.#left = left - Math.max(stillIn, 0);
    } else this.#alarm.set(this.time.now + left);
  }

  #fire(): void {
    this.#count(this.#period);
    if (this.#interrupts) this.#interrupt();
    else this.hasWoken = true;
  }

  #interrupt(): void {
    this.wakeups++;
    this.line.trigger();
  }
}
