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

/** Somebody who listens, maybe on another board, whose clock is a little behind or ahead. */
export interface SerialListener {
  /** A frame begins; it will be over at `end`, nanoseconds since power came. */
  receive(frame: SerialFrame, end: bigint): void;
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

  /** For the sender: a frame begins. */
  begin(frame: SerialFrame, end: bigint): void {
    for (const listener of this.#listeners) listener.receive(frame, end);
  }
}
