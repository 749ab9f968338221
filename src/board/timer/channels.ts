/** The four channels of a timer, and the interrupt that they share (RM0090 §18.3, `timer_irq_handler` of `ports/stm32/timer.c`). */
import { TimerChannel } from './channel.js';
import type { ChannelTimer } from './channel-timer.js';

/** How many channels the smaller timers have; the others have four (RM0090 §19.1, §20.1). */
const COUNTS: Readonly<Record<number, number>> = { 6: 0, 7: 0, 9: 2, 10: 1, 11: 1, 12: 2, 13: 1, 14: 1 };
const NUMBERS = [1, 2, 3, 4];

/** The channels of one timer. They are created when one of them is first needed, since most timers of a board are never used. */
export class TimerChannels {
  /** The channels whose interrupts have an owner, in the order in which they are served. */
  owned: readonly TimerChannel[] = [];
  /** Called when an enabled interrupt has no owner; it has then been disabled. Bit n stands for channel n. */
  onUnowned: (sources: number) => void = () => {};
  #all: readonly TimerChannel[] = [];

  constructor(
    private readonly id: number,
    private readonly timer: ChannelTimer,
  ) {}

  /** How many there are. */
  get count(): number {
    return COUNTS[this.id] ?? NUMBERS.length;
  }

  /** Channel `n`, 1 to 4; of one that the timer does not have nothing can be set. */
  at(n: number): TimerChannel {
    if (this.#all.length === 0) this.#all = NUMBERS.map((each) => new TimerChannel(each, each <= this.count, this.timer));
    return this.#all[n - 1];
  }

  /** Whether any of them has an output or an input. */
  get areOn(): boolean {
    return this.#all.some((channel) => channel.isOn);
  }

  /** Whether a compare value waits for the next update. */
  get isWaiting(): boolean {
    return this.#all.some((channel) => channel.isWaiting);
  }

  /** Called at an update. */
  updated(): void {
    for (const channel of this.#all) channel.updated();
  }

  /** Called when the timer's settings have changed. */
  refresh(): void {
    for (const channel of this.#all) channel.refresh();
  }

  /** Called when the counter has counted a pulse from outside. */
  pulsed(): void {
    for (const channel of this.#all) channel.pulsed();
  }

  /** Ends all outputs and captures; interrupts stay as they are. */
  disable(): void {
    for (const channel of this.#all) channel.disable();
  }

  /** Resets them as a reset of the chip does. */
  reset(): void {
    for (const channel of this.#all) channel.reset();
  }

  /** Disables all interrupts and removes their owners. */
  disown(): void {
    for (const channel of this.#all) channel.disableInterrupt();
    this.owned = [];
  }

  /** Runs in the interrupt. */
  serve(): void {
    for (const channel of this.owned) channel.serve();
    const unowned = this.#all.filter((channel) => channel.interruptEnabled && !this.owned.includes(channel));
    if (unowned.length === 0) return;
    for (const channel of unowned) channel.disableInterrupt();
    this.onUnowned(unowned.reduce((bits, channel) => bits | (1 << channel.number), 0));
  }
}
