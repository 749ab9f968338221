/**
 * Where a UART meets the board: the pin TX, on which it sends, and the pin RX, on which it listens. In half duplex it listens on TX, too
 * (RM0090 §30.3.10).
 */
import type { Clock } from '../../sim/clock.js';
import type { Pin } from '../pin/pin.js';
import type { SerialFrame, SerialListener } from '../serial-line.js';
import type { SerialInput } from './input.js';
import { SerialOutput } from './output.js';
import { SerialReceiver } from './receiver.js';

/** The pins of a UART. RTS and CTS are present where the firmware uses them. */
export interface UartPins {
  readonly tx: Pin;
  readonly rx: Pin;
  readonly rts?: Pin;
  readonly cts?: Pin;
}

/** The pins TX and RX of one UART. */
export class UartEnds implements SerialListener {
  /** Its side of the pin TX. */
  readonly output: SerialOutput;
  /** Its side of the pin RX. */
  readonly receiver: SerialReceiver;
  /** The receiver at the pin TX. */
  readonly #shared: SerialReceiver;
  #isShared = false;

  /** Whether there is, or was, something at the other end. */
  #hasPeer = false;

  constructor(
    private readonly pins: UartPins,
    input: SerialInput,
    clock: Clock,
  ) {
    this.output = new SerialOutput(clock);
    this.receiver = new SerialReceiver(input, pins.rx, clock.world);
    this.#shared = new SerialReceiver(input, pins.tx, clock.world);
  }

  /** The function that tells whether the UART's clocks stand still; everything that arrives then is lost. */
  set standsStill(standsStill: () => boolean) {
    this.receiver.standsStill = this.#shared.standsStill = standsStill;
  }

  /** Whether it listens on the pin TX and therefore hears itself, too. */
  get isShared(): boolean {
    return this.#isShared;
  }

  set isShared(isShared: boolean) {
    if (isShared === this.#isShared) return;
    this.#isShared = isShared;
    this.receiver.isConnected = !isShared;
    this.output.share(isShared ? this.#shared : null);
  }

  /** Something at the other end has shown. */
  meet(): void {
    if (this.#hasPeer) return;
    this.#hasPeer = true;
    for (const pin of [this.pins.tx, this.pins.rx]) pin.asked.forget();
  }

  /**
   * The program has looked for characters in vain, which the pin is told if nothing is connected to it. `isTold`: the program learns that there
   * are none.
   */
  readInVain(isTold: boolean): void {
    const pin = this.#isShared ? this.pins.tx : this.pins.rx;
    if (this.#hasPeer || pin.isDriven || pin.reach().size > 1) pin.asked.forget();
    else pin.asked.inVain('serial device', isTold);
  }

  /** A frame arrives without a wire. */
  receive(frame: SerialFrame, end: bigint): void {
    (this.#isShared ? this.#shared : this.receiver).receive(frame, end);
  }
}
