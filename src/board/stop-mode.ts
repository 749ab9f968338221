/**
 * Stop and standby (RM0090 §5.3.4 and §5.3.5): all clocks stand still but that of the real-time clock, until its wake-up timer or an
 * external interrupt ends it. Not simulated: how long waking takes, what the pins of a board in standby do, wake-up by pin X1.
 */
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { Rtc } from './rtc.js';

export class StopMode {
  #isActive = false;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly rtc: Rtc,
  ) {}

  /** Whether the chip stands still. Whoever lets time pass then does so with `pass`. */
  get isActive(): boolean {
    return this.#isActive;
  }

  enter(): void {
    this.#isActive = true;
  }

  /** Lets the world's time pass while the chip stands still, at most until a moment, ns since power came; false if it is still so then. */
  pass(until: bigint): boolean {
    if (!this.interrupts.isPending) {
      const wake = this.rtc.isWaking ? this.clock.elapsed(this.rtc.wakeupDue) : null;
      const now = this.clock.elapsed();
      const end = wake !== null && wake < until ? wake : until;
      if (end > now) this.#standStill(Number(end - now));
      if (wake === null || wake > until) return false;
    }
    this.#isActive = false;
    return true;
  }

  /** Lets all the time pass that the chip stands still, which must have begun; false if nothing here will wake it: then it does not. */
  passWhole(): boolean {
    const wakes = this.interrupts.isPending || this.rtc.isWaking;
    if (!wakes) this.#isActive = false;
    return wakes && this.pass(this.interrupts.isPending ? 0n : this.clock.elapsed(this.rtc.wakeupDue));
  }

  #standStill(duration: number): void {
    this.clock.standStill(duration);
    this.rtc.advance(duration);
  }
}
