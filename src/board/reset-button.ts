/**
 * The button RST: while pressed, it pulls the chip's pin NRST low, which resets the chip and holds it in reset (RM0090 §6.1.1). Not
 * simulated: bouncing.
 */
import type { Alarm } from '../sim/alarms.js';
import type { WorldTime } from '../sim/world-time.js';

export class ResetButton {
  /** Called when the button takes hold of the chip, in the middle of whatever runs: resets the chip and does not return. */
  onPress: () => void = () => {};
  /** Called when the button releases the chip. */
  onRelease: () => void = () => {};
  #isPressed = false;
  readonly #down: Alarm;

  constructor(private readonly time: WorldTime) {
    this.#down = time.alarm(() => this.onPress());
  }

  /** Whether the button is pressed. */
  get isPressed(): boolean {
    return this.#isPressed;
  }

  /** Presses the button. */
  press(): void {
    if (this.#isPressed) return;
    this.#isPressed = true;
    this.#down.set(this.time.now);
  }

  /** Releases the button. */
  release(): void {
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.onRelease();
  }
}
