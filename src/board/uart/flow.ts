/**
 * The two pins by which UARTs hold each other up (RM0090 §30.3.13). RTS is low while a frame can be taken; the other's CTS must be low
 * for its next frame to begin. A frame that has begun is finished.
 */

import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Level } from '../pin/line.js';
import type { Alternate, Pin } from '../pin/pin.js';

/** Which of the two a UART uses. */
export interface UartFlow {
  readonly rts: boolean;
  readonly cts: boolean;
}

/** The pin of RTS. It drives nothing while it is not used. */
export class ReadyOutput implements Alternate {
  #level: Level | null = null;
  readonly #pins = new Set<Pin>();

  get drive(): Drive | null {
    return this.#level === null ? null : CONSTANT[this.#level];
  }

  level(): Level {
    return this.#level ?? 0;
  }

  /** Null: not used. */
  set(level: Level | null): void {
    if (level === this.#level) return;
    this.#level = level;
    for (const pin of this.#pins) pin.refresh();
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
  }

  edge(): void {}
}

/** The pin of CTS. `cleared` is called when it goes low. */
export class ClearInput implements Alternate {
  readonly drive = null;
  #pin: Pin | null = null;

  constructor(private readonly cleared: () => void) {}

  /** Whether a frame may begin; always where no pin says anything. */
  get isClear(): boolean {
    return this.#pin === null || this.#pin.read() === 0;
  }

  level(): Level {
    return this.#pin?.read() ?? 0;
  }

  connect(pin: Pin): void {
    this.#pin = pin;
  }

  release(pin: Pin): void {
    if (this.#pin === pin) this.#pin = null;
  }

  edge(level: Level): void {
    if (level === 0) this.cleared();
  }
}
