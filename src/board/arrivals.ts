/** Levels on their way to a line, from a wire that is not simulated as such: each arrives at its moment. */
import type { Alarm } from '../sim/alarms.js';
import { Queue } from '../sim/queue.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Contact, Level } from './pin/line.js';

/** The levels that arrive at one contact, in the order in which they are added. A level that is added after its moment arrives at once. */
export class Arrivals {
  readonly #coming = new Queue<{ readonly level: Level | null; readonly at: bigint }>();
  readonly #next: Alarm;

  constructor(
    private readonly contact: Contact,
    private readonly time: WorldTime,
  ) {
    this.#next = time.alarm(() => this.#arrive());
  }

  /** Makes the contact drive a level (null: none) from the moment `at` on, in ns since power-on. */
  add(level: Level | null, at: bigint): void {
    this.#coming.add({ level, at });
    if (this.#coming.length === 1) this.#arrive();
  }

  #arrive(): void {
    for (let next = this.#coming.first; next !== undefined; next = this.#coming.first) {
      const wait = next.at - this.time.elapsed();
      if (wait > 0n) {
        this.#next.set(this.time.now + Number(wait));
        return;
      }
      this.#coming.take();
      this.contact.drive(next.level);
    }
  }
}
