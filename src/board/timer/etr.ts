/** The pin of a timer's external trigger, ETR. */
import type { Level } from '../pin/line.js';
import type { Alternate, Pin } from '../pin/pin.js';

/** The input of one timer. */
export class ExternalTrigger implements Alternate {
  readonly drive = null;
  readonly #pins = new Set<Pin>();
  #isWatching = false;

  /** `changed` is called at each edge. */
  constructor(private readonly changed: (level: Level) => void) {}

  level(): Level {
    return this.inputLevel;
  }

  /** The level at its pin; 0 if it has none. */
  get inputLevel(): Level {
    for (const pin of this.#pins) return pin.read();
    return 0;
  }

  /** Sets whether its edges count. */
  watch(isWatching: boolean): void {
    this.#isWatching = isWatching;
    for (const pin of this.#pins) {
      if (isWatching) pin.watch(this);
      else pin.unwatch(this);
    }
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
    this.watch(this.#isWatching);
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
    pin.unwatch(this);
  }

  edge(level: Level): void {
    this.changed(level);
  }
}
