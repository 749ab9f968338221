/** A plain push button between a pin and ground or the supply. It may bounce. */
import type { Line } from '../board/pin/line.js';
import { Signal } from '../sim/signal.js';
import type { WorldTime } from '../sim/world-time.js';
import { type ContactOptions, MechanicalContact } from './mechanical-contact.js';

/** How it is wired. */
export interface PushButtonOptions extends ContactOptions {
  /** Name of its signal. */
  readonly name?: string;
}

export class PushButton {
  /** 1 while a finger is on it. */
  readonly finger: Signal;
  readonly #contact: MechanicalContact;

  constructor(
    line: Line,
    private readonly time: WorldTime,
    { name = 'button', ...options }: PushButtonOptions = {},
  ) {
    this.finger = new Signal(name);
    this.#contact = new MechanicalContact(line, time, options);
  }

  get signals(): readonly Signal[] {
    return [this.finger];
  }

  get pressed(): boolean {
    return this.finger.value === 1;
  }

  /** Presses or releases the button. */
  set pressed(isPressed: boolean) {
    if (isPressed === this.pressed) return;
    this.finger.drive(isPressed ? 1 : 0);
    this.#contact.move(isPressed, this.time.elapsed());
  }

  press(): void {
    this.pressed = true;
  }

  release(): void {
    this.pressed = false;
  }
}
