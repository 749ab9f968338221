/** Levels on their way to a line, from a wire that is not simulated as one: each comes at its moment. */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Contact, Level } from './line.js';

/** What one contact takes, in the order in which it is told. What comes too late for its moment it takes at once. */
export class Arrivals {
  readonly #coming: { readonly level: Level | null; readonly at: bigint }[] = [];
  readonly #next: Alarm;

  constructor(
    private readonly contact: Contact,
    private readonly time: WorldTime,
  ) {
    this.#next = time.alarm(() => this.#arrive());
  }

  /** The contact drives a level (null: none) from a moment on, ns since power came. */
  add(level: Level | null, at: bigint): void {
    this.#coming.push({ level, at });
    if (this.#coming.length === 1) this.#arrive();
  }

  #arrive(): void {
    for (let next = this.#coming[0]; next !== undefined; next = this.#coming[0]) {
      const wait = next.at - this.time.elapsed();
      if (wait > 0n) {
        this.#next.set(this.time.now + Number(wait));
        return;
      }
      this.#coming.shift();
      this.contact.drive(next.level);
    }
  }
}
