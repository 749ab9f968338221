/**
 * An LED on a pin, with the firmware's rules for brightness (`ports/stm32/led.c`).
 * Its signal `LED(n)` is 0 off, 1 on; with PWM the brightness from 0 to 255.
 */
import { Signal } from '../sim/signal.js';
import type { Level, Pin } from './pin/pin.js';
import type { Timer } from './timer/timer.js';

/** The timer channel that dims an LED. */
interface LedDimmer {
  readonly timer: Timer;
  readonly channel: number;
  /** Alternate function of the LED's pin. */
  readonly af: number;
}

/** The dimming timer counts at 1 MHz, 10000 counts per period. */
const PERIOD = 10_000;

export class Led {
  readonly signal: Signal;
  #isDimmed = false;

  /** `onLevel` is the level of the pin that lights the LED. `dimmer` is absent if the LED can only be on or off. */
  constructor(
    readonly id: number,
    readonly pin: Pin,
    private readonly onLevel: Level,
    private readonly dimmer?: LedDimmer,
  ) {
    this.signal = new Signal(`LED(${id})`);
    if (onLevel === 0) pin.drive(1); // The LED itself pulls its pin up.
    pin.level.subscribe((mean) => this.#show(mean));
  }

  /** Resets the LED as a hard reset does: an output, off. */
  reset(): void {
    this.#isDimmed = false;
    this.#light(false);
    this.pin.configure('out', 'none');
    this.#show(this.pin.level.value);
  }

  on(): void {
    this.#set(true);
  }

  off(): void {
    this.#set(false);
  }

  /** Inverts it; a dimmed LED goes off. */
  toggle(): void {
    if (this.#isDimmed) this.off();
    else this.pin.write(this.pin.latch === 0 ? 1 : 0);
  }

  /** 0 to 255, from the output latch, or from the dimming timer's compare value, rounded up. */
  get intensity(): number {
    if (!this.#isDimmed || this.dimmer === undefined) return this.pin.latch === this.onLevel ? 255 : 0;
    const compare = this.dimmer.timer.compare(this.dimmer.channel);
    return Math.min(255, Math.floor((compare * 255 + PERIOD - 2) / (PERIOD - 1)));
  }

  /** 0 and less is off, 255 and more is on. Without a dimmer any value in between is on. */
  set intensity(value: number) {
    if (this.dimmer === undefined || value <= 0 || value >= 255) this.#set(value > 0);
    else this.#dim(this.dimmer, value);
  }

  /** Overwrites the timer's prescaler and period, even if something else uses the timer. */
  #dim({ timer, channel, af }: LedDimmer, value: number): void {
    if (!this.#isDimmed) {
      this.pin.configure('alt', 'none', af);
      timer.configure({ prescaler: timer.sourceHz / 1e6 - 1, period: PERIOD - 1, mode: 'up' });
      timer.startOutput(channel, 'pwm', { activeLow: this.onLevel === 0, compare: 0 });
      this.#isDimmed = true;
    }
    timer.setCompare(channel, Math.floor((value * (PERIOD - 1)) / 255));
  }

  #set(on: boolean): void {
    this.#light(on);
    if (!this.#isDimmed) return;
    this.#isDimmed = false;
    this.pin.configure('out', this.pin.pull);
  }

  #light(on: boolean): void {
    this.pin.write(on === (this.onLevel === 1) ? 1 : 0);
  }

  #show(mean: number): void {
    const lit = this.onLevel === 1 ? mean : 1 - mean;
    this.signal.drive(lit === 0 || lit === 1 ? lit : Math.round(lit * 255));
  }
}
