/** Packets on their way to a receiver: each arrives at its moment, those of the same moment in the order in which they were sent. */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';

export class Inbox<T> {
  readonly #coming: { readonly item: T; readonly at: bigint }[] = [];
  readonly #next: Alarm;

  /** `take` is called with each item when it arrives. */
  constructor(
    private readonly time: WorldTime,
    private readonly take: (item: T) => void,
  ) {
    this.#next = time.alarm(() => this.#arrive());
  }

  /** Adds an item that will arrive at a moment, ns since power-on. */
  add(item: T, at: bigint): void {
    let place = this.#coming.length;
    while (place > 0 && this.#coming[place - 1].at > at) place--;
    this.#coming.splice(place, 0, { item, at });
    if (place === 0) this.#setAlarm();
  }

  #setAlarm(): void {
    const next = this.#coming[0];
    if (next !== undefined) this.#next.set(this.time.now + Math.max(0, Number(next.at - this.time.elapsed())));
  }

  #arrive(): void {
    while (this.#coming.length > 0 && this.#coming[0].at <= this.time.elapsed()) this.take((this.#coming.shift() as { item: T }).item);
    this.#setAlarm();
  }
}
