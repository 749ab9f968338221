/** An asynchronous serial line: one sends frames, any number listen. Frames, not edges. */
import type { Nanos } from '../execution.js';
import type { Level } from './pin/line.js';

/** What goes over the line between a start bit and the stop bits. */
export interface SerialFrame {
  /** The data bits, without parity. */
  readonly value: number;
  /** How long a bit lasts. */
  readonly bitTime: Nanos;
  /** Number of data bits. */
  readonly bits: number;
  readonly parity: 'none' | 'even' | 'odd';
  /** Number of stop bits; 1 if it is left out. */
  readonly stop?: 1 | 2;
}

/** The start bit, the data from the least bit on, and the parity; what follows is high. */
export function levelsOf({ value, bits, parity }: SerialFrame): Level[] {
  const data = Array.from({ length: bits }, (_, i) => ((value >> i) & 1) as Level);
  const levels: Level[] = [0, ...data];
  const isOdd = data.filter((level) => level === 1).length % 2 === 1;
  if (parity !== 'none') levels.push(isOdd === (parity === 'even') ? 1 : 0);
  return levels;
}

/** How bits are read, or were meant. */
export type SerialFormat = Pick<SerialFrame, 'bitTime' | 'bits' | 'parity'>;

/** A frame of one format that was read in another. */
export interface Misreading {
  readonly read: SerialFormat;
  readonly sent: SerialFormat;
}

/** Somebody who listens, maybe on another board, whose clock is a little behind or ahead. */
export interface SerialListener {
  /** A frame begins; it will be over at `end`, nanoseconds since power came. */
  receive(frame: SerialFrame, end: bigint): void;
  /** How the last frame was not understood; null: it was, or there was none. */
  readonly misreading?: Misreading | null;
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

  /** How the last frame was not understood by somebody who listens; null: nobody is known to have misread it. */
  get misreading(): Misreading | null {
    for (const { misreading } of this.#listeners) if (misreading) return misreading;
    return null;
  }

  /** For the sender: a frame begins. */
  begin(frame: SerialFrame, end: bigint): void {
    for (const listener of this.#listeners) listener.receive(frame, end);
  }
}
