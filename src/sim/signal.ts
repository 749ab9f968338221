/** A value that can be watched: a pin's level, an LED's brightness. */
import { Listeners } from './listeners.js';

/** A named value. Everything that observes the board (trace, tests, user interface) observes signals. */
export class Signal {
  #value: number;
  readonly #listeners: Listeners<number>;

  /** `owner` is called with each new value, after the listeners. */
  constructor(
    readonly name: string,
    initial = 0,
    owner: ((value: number) => void) | null = null,
  ) {
    this.#value = initial;
    this.#listeners = new Listeners(name, owner);
  }

  get value(): number {
    return this.#value;
  }

  /**
   * Sets the value. If it has changed, calls the listeners in the order in which they subscribed. A listener that drives the signal sets its
   * value at once; the listeners are called with that value when all have been called with the one before.
   */
  drive(value: number): void {
    if (value === this.#value) return;
    this.#value = value;
    this.#listeners.tell(value);
  }

  /** Calls `listener` at every change, until the returned function is called. */
  subscribe(listener: (value: number) => void): () => void {
    return this.#listeners.subscribe(listener);
  }
}
