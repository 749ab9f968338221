/** The user's switch: while pressed, it connects its pin to ground (`ports/stm32/usrsw.c`). Not simulated: bouncing. */
import { Signal } from '../sim/signal.js';
import type { Pin } from './pin/pin.js';

export class Switch {
  /** 1 while it is pressed. */
  readonly signal = new Signal('Switch');

  constructor(readonly pin: Pin) {}

  /** Configures the pin as a hard reset does: an input with a pull-up. */
  reset(): void {
    this.pin.configure('in', 'up');
  }

  /** Whether the pin is low. */
  get isPressed(): boolean {
    return this.pin.read() === 0;
  }

  /** Presses the switch. */
  press(): void {
    this.signal.drive(1);
    this.pin.drive(0);
  }

  /** Releases the switch. */
  release(): void {
    this.signal.drive(0);
    this.pin.drive(null);
  }
}
