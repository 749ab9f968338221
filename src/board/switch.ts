/** The user's switch: pressed, it connects its pin to ground (`ports/stm32/usrsw.c`). Not simulated: bouncing. */
import { Signal } from '../sim/signal.js';
import type { Pin } from './pin/pin.js';

export class Switch {
  /** 1 while a finger is on it. */
  readonly signal = new Signal('Switch');

  constructor(readonly pin: Pin) {}

  /** As after a hard reset: an input with a pull-up. */
  reset(): void {
    this.pin.configure('in', 'up');
  }

  /** What the pin says. */
  get isPressed(): boolean {
    return this.pin.read() === 0;
  }

  /** A finger comes. */
  press(): void {
    this.signal.drive(1);
    this.pin.drive(0);
  }

  /** The finger goes. */
  release(): void {
    this.signal.drive(0);
    this.pin.drive(null);
  }
}
