/**
 * The two pins by which UARTs hold each other up (RM0090 §30.3.13). RTS is low while a frame can be taken; CTS of the other UART must be low
 * before its next frame may begin. A frame that has begun is finished.
 */

import { CONSTANT, type Drive } from '../pin/drive.js';
import type { Level } from '../pin/line.js';
import type { Alternate, Pin } from '../pin/pin.js';

/** Which of the two pins a UART uses. */
export interface UartFlow {
  readonly rts: boolean;
  readonly cts: boolean;
}

/** The RTS pin. It drives nothing while it is not used. */
export class ReadyOutput implements Alternate {
  #level: Level | null = null;
  readonly #pins = new Set<Pin>();

  get drive(): Drive | null {
    return this.#level === null ? null : CONSTANT[this.#level];
  }

  level(): Level {
    return this.#level ?? 0;
  }

  /** Sets the level of the pin; null if it is not used. */
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

/** The CTS pin. `cleared` is called when it goes low, `toggled` at every edge. */
export class ClearInput implements Alternate {
  readonly drive = null;
  #pin: Pin | null = null;

  constructor(
    private readonly cleared: () => void,
    private readonly toggled: () => void,
  ) {}

  /** Whether a frame may begin. Always true if no pin is connected. */
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
    this.toggled();
    if (level === 0) this.cleared();
  }
}
