/**
 * Stop and standby (RM0090 §5.3.4 and §5.3.5): all clocks except the real-time clock's stand still, until its wake-up timer or an external
 * interrupt ends that; and a chip that is held in reset, until it is released. The world continues meanwhile (`sim/world-time.ts`). Not
 * simulated: how long waking takes, what the pins of a board in standby do.
 */
import type { Clock } from '../sim/clock.js';
import type { Interrupts } from '../sim/interrupts.js';
import type { Rtc } from './rtc/rtc.js';

export class StopMode {
  /** Called when standby is over, which resets the chip. */
  onStandbyOver: () => void = () => {};
  /** Called when the chip begins to stand still, and when it goes on. */
  onStandstill: (stands: boolean) => void = () => {};
  #isActive = false;
  #isDeep = false;
  #isHeld = false;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly rtc: Rtc,
  ) {}

  /** Whether the chip stands still. Time must then be passed with `pass`. */
  get isActive(): boolean {
    return this.#isActive;
  }

  /** Makes the chip stand still. `isDeep`: standby, in which everything except the real-time clock is off. */
  enter(isDeep = false): void {
    this.#isActive = true;
    this.#isDeep = isDeep;
    this.onStandstill(true);
  }

  /** Holds the chip in reset until `letGo`; this ends standby. */
  hold(): void {
    this.leave();
    this.enter();
    this.#isHeld = true;
  }

  /** Releases the chip if it is held in reset. */
  letGo(): void {
    if (this.#isHeld) this.leave();
  }

  /** Whether the chip is in standby. */
  get isStandby(): boolean {
    return this.#isActive && this.#isDeep;
  }

  /** Wakes the chip. Called from outside for causes that `pass` does not see. */
  leave(): void {
    const { isActive, isStandby } = this;
    this.#isActive = this.#isHeld = false;
    if (isActive) this.onStandstill(false);
    if (isStandby) this.onStandbyOver();
  }

  /** Number of events of the real-time clock that wake the chip. An alarm wakes it from stop mode only through its external interrupt. */
  get #wakings(): number {
    return this.rtc.wakeup.wakeups + (this.#isDeep ? this.rtc.alarms : 0);
  }

  /** Lets the world's time pass while the chip stands still, to the next event in the world, but at most to `until`, in ns since power-on. */
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
