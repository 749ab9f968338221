/**
 * The wake-up timer of the real-time clock (RM0090 §26.3.4 and the RTC's block diagram): it counts the divided clock of the oscillator, or
 * the calendar's seconds. There are no such seconds while the calendar stands still to be set, since its prescalers stand still, too (INIT,
 * §26.6.4).
 * Not simulated: that it counts seconds in step with the calendar. Its first second begins when the timer is started.
 */
import { type Nanos, SECOND } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { WorldTime } from '../../sim/world-time.js';
import type { ExtiLine } from '../extint.js';

/** Its clocks by number (WUCKSEL), in Hz: the oscillator divided by 16, 8, 4, 2; one count per second, from 6 on with 2^16 more counts. */
const CLOCKS = [2048, 4096, 8192, 16_384, 1, 1, 1, 1];
/** From this number on it counts the calendar's seconds. */
const FIRST_CALENDAR_CLOCK = 4;

/** How the timer is set up: the number of its clock and the value that it counts down from. */
export interface WakeupSettings {
  readonly clock: number;
  readonly reload: number;
}

/** The calendar whose seconds the timer may count. */
interface Seconds {
  /** Length of one in seconds of the oscillator. */
  readonly length: number;
  /** Nanoseconds until the calendar stands still, 0 or less if it already does; Infinity if it is to continue. */
  readonly stillIn: Nanos;
}

/** The wake-up timer of one clock. */
export class WakeupTimer {
  /** Number of times that it has counted down and requested its interrupt. */
  wakeups = 0;
  /** True if it has counted down while its interrupt was off; the firmware's handler would have cleared this flag. */
  hasWoken = false;
  /** The settings that take effect when it is started again. */
  settings: WakeupSettings = { clock: 0, reload: 0xffff };
  #interrupts = false;
  #period: Nanos = 0;
  /** Whether it now counts the calendar's seconds. */
  #countsSeconds = false;
  /** What it will have left to count when the calendar stands still; null if it fires before, or the calendar is not to stand still. */
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

  /** Starts it; it counts down again and again. */
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

  /** Called when the calendar is to stand still. */
  pause(): void {
    if (this.#countsSeconds && this.isRunning && this.#left === null) this.#count(this.#alarm.due - this.time.now);
  }

  /**
   * Called by the calendar before it continues. The timer continues from where it stands still or, if it does not stand still yet, as if it
   * had not been about to.
   */
  resume(): void {
    if (this.#left === null) return;
    const left = this.#left + Math.max(this.seconds.stillIn, 0);
    this.#left = null;
    this.#alarm.set(this.time.now + left);
  }

  /** Fires after `left` nanoseconds of what it counts. */
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
