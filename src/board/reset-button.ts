/**
 * The button RST: pressed, it pulls the chip's pin NRST low, which resets it and holds it until the finger goes (RM0090 §6.1.1).
 * Not simulated: bouncing.
 */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';

export class ResetButton {
  /** Called when it takes hold of the chip, in the middle of whatever runs: resets it, and does not come back. */
  onPress: () => void = () => {};
  /** Called when it lets the chip go. */
  onRelease: () => void = () => {};
  #isPressed = false;
  readonly #down: Alarm;

  constructor(private readonly time: WorldTime) {
    this.#down = time.alarm(() => this.onPress());
  }

  /** Whether a finger is on it. */
  get isPressed(): boolean {
    return this.#isPressed;
  }

  /** A finger comes. */
  press(): void {
    if (this.#isPressed) return;
    this.#isPressed = true;
    this.#down.set(this.time.now);
  }

  /** The finger goes. */
  release(): void {
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.onRelease();
  }
}
