/** A value that can be watched: a pin's level, an LED's brightness. */

/** Called with each new value. */
type SignalListener = (value: number) => void;

/** A named value. Everything that observes the board (trace, tests, user interface) observes signals. */
export class Signal {
  #value: number;
  readonly #listeners: SignalListener[] = [];

  constructor(
    readonly name: string,
    initial = 0,
  ) {
    this.#value = initial;
  }

  get value(): number {
    return this.#value;
  }

  /** Sets the value. If it has changed, calls the listeners in the order in which they subscribed. */
  drive(value: number): void {
    if (value === this.#value) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  /** Calls `listener` at every change, until the returned function is called. */
  subscribe(listener: SignalListener): () => void {
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at >= 0) this.#listeners.splice(at, 1);
    };
  }
}
