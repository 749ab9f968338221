/**
 * Stop and standby (RM0090 §5.3.4 and §5.3.5): all clocks stand still but that of the real-time clock, until its wake-up timer or an
 * external interrupt ends it; and a chip that is held in reset, until it is let go. The world goes on meanwhile (`sim/world-time.ts`). Not
 * simulated: how long waking takes, what the pins of a board in standby do.
 */
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { Rtc } from './rtc/rtc.js';

export class StopMode {
  /** Called when standby is over: the chip is reset by that. */
  onStandbyOver: () => void = () => {};
  #isActive = false;
  #isDeep = false;
  #isHeld = false;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly rtc: Rtc,
  ) {}

  /** Whether the chip stands still. Whoever lets time pass then does so with `pass`. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /** `isDeep`: all but the real-time clock is off. */
  enter(isDeep = false): void {
    this.#isActive = true;
    this.#isDeep = isDeep;
  }

  /** The chip is held in reset, which ends standby, until it is let go. */
  hold(): void {
    this.leave();
    this.enter();
    this.#isHeld = true;
  }

  /** It is let go, if it was held. */
  letGo(): void {
    if (this.#isHeld) this.leave();
  }

  /** Whether the chip is in standby. */
  get isStandby(): boolean {
    return this.#isActive && this.#isDeep;
  }

  /** It is woken otherwise than by what happens in the world. */
  leave(): void {
    const { isStandby } = this;
    this.#isActive = this.#isHeld = false;
    if (isStandby) this.onStandbyOver();
  }

  /** How often the real-time clock has done what wakes the chip: from stop an alarm does by its external interrupt alone. */
  get #wakings(): number {
    return this.rtc.wakeup.wakeups + (this.#isDeep ? this.rtc.alarms : 0);
  }

  /**
   * Lets the world's time pass while the chip stands still, to whatever happens next in it, but at most to a moment, ns since power came.
   */
  pass(until: bigint): void {
    const { clock, interrupts } = this;
    const before = this.#wakings;
    if (this.#isHeld || !interrupts.isPending) {
      const left = Number(until - clock.elapsed());
      const next = clock.world.nextDue - clock.now;
      if (left > 0 && next > 0) clock.standStill(Math.min(left, next));
      else clock.settle();
      if (this.#isHeld || (this.#wakings === before && !interrupts.isPending)) return;
    }
    this.leave();
  }
}
