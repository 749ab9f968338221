/** An asynchronous serial line: one sends frames, any number listen. Frames, not edges. */
import type { Nanos } from '../execution.js';

/** What goes over the line between a start bit and the stop bits. */
export interface SerialFrame {
  /** The data bits, without parity. */
  readonly value: number;
  /** How long a bit lasts. */
  readonly bitTime: Nanos;
  /** Number of data bits. */
  readonly bits: number;
  readonly parity: 'none' | 'even' | 'odd';
}

/** Somebody who listens: called when a frame is over. */
export interface SerialListener {
  receive(frame: SerialFrame): void;
}

/** One line, from one sender. */
export class SerialLine {
  readonly #listeners = new Set<SerialListener>();

  /** Connects a listener: `board.uart(4).tx.connect(board.uart(6))`. */
  connect(listener: SerialListener): void {
    this.#listeners.add(listener);
  }

  disconnect(listener: SerialListener): void {
    this.#listeners.delete(listener);
  }

  /** For the sender: a frame has been sent. */
  deliver(frame: SerialFrame): void {
    for (const listener of this.#listeners) listener.receive(frame);
  }
}
