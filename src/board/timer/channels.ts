/** The four channels of a timer, and the interrupt that they share (RM0090 §18.3, `timer_irq_handler` of `ports/stm32/timer.c`). */
import { type ChannelTimer, TimerChannel } from './channel.js';

/** Those of one timer. None is there until somebody first asks for one, as most timers of a board are never used. */
export class TimerChannels {
  /** Those whose interrupts have an owner, in the order in which they are served. */
  owned: readonly TimerChannel[] = [];
  /** Told when an enabled interrupt has no owner; it has then been disabled. Bit n is channel n. */
  onUnowned: (sources: number) => void = () => {};
  #all: readonly TimerChannel[] = [];

  constructor(private readonly timer: ChannelTimer) {}

  /** Channel `n`, 1 to 4. */
  at(n: number): TimerChannel {
    if (this.#all.length === 0) this.#all = [1, 2, 3, 4].map((each) => new TimerChannel(each, this.timer));
    return this.#all[n - 1];
  }

  /** The timer has been set anew. */
  refresh(): void {
    for (const channel of this.#all) channel.refresh();
  }

  /** The counter has counted a pulse from outside. */
  pulsed(): void {
    for (const channel of this.#all) channel.pulsed();
  }

  /** No outputs, no captures; interrupts stay as they are. */
  disable(): void {
    for (const channel of this.#all) channel.disable();
  }

  /** No interrupts, for nobody. */
  disown(): void {
    for (const channel of this.#all) channel.disableInterrupt();
    this.owned = [];
  }

  /** In the interrupt. */
  serve(): void {
    for (const channel of this.owned) channel.serve();
    const unowned = this.#all.filter((channel) => channel.interruptEnabled && !this.owned.includes(channel));
    if (unowned.length === 0) return;
    for (const channel of unowned) channel.disableInterrupt();
    this.onUnowned(unowned.reduce((bits, channel) => bits | (1 << channel.number), 0));
  }
}
