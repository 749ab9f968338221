/** An asynchronous serial line: one sender, any number of listeners. It carries frames, not edges. */
import type { Nanos } from '../execution.js';
import type { Level } from './pin/line.js';

/** What goes over the line from a start bit to the stop bits. */
export interface SerialFrame {
  /** The data bits, without parity. */
  readonly value: number;
  /** Duration of a bit. */
  readonly bitTime: Nanos;
  /** Number of data bits. */
  readonly bits: number;
  readonly parity: 'none' | 'even' | 'odd';
  /** Number of stop bits; 1 if omitted. */
  readonly stop?: 1 | 2;
  /** Whether it is a break: a bit longer than a frame, and low up to its stop bits. */
  readonly isBreak?: boolean;
}

/** Returns the levels of the start bit, the data (lowest bit first) and the parity; after these the line is high. */
export function levelsOf({ value, bits, parity, isBreak = false }: SerialFrame): Level[] {
  if (isBreak) return new Array<Level>(2 + bits + (parity === 'none' ? 0 : 1)).fill(0);
  const data = Array.from({ length: bits }, (_, i) => ((value >> i) & 1) as Level);
  const levels: Level[] = [0, ...data];
  const isOdd = data.filter((level) => level === 1).length % 2 === 1;
  if (parity !== 'none') levels.push(isOdd === (parity === 'even') ? 1 : 0);
  return levels;
}

/** The format in which bits are read, or were sent. */
export type SerialFormat = Pick<SerialFrame, 'bitTime' | 'bits' | 'parity'>;

/** A frame that was sent in one format and read in another. */
export interface Misreading {
  readonly read: SerialFormat;
  readonly sent: SerialFormat;
}

/** A listener, maybe on another board, whose clock may be a little behind or ahead. */
export interface SerialListener {
  /** Called when a frame begins; it will be over at `end`, in nanoseconds since power-on. */
  receive(frame: SerialFrame, end: bigint): void;
  /** How the last frame was misread; null if it was understood, or there was none. */
  readonly misreading?: Misreading | null;
  /** Called when it is connected to a line. */
  connected?(): void;
}

/** One line, from one sender. */
export class SerialLine {
  readonly #listeners = new Set<SerialListener>();

  /** Connects a listener: `board.uart(4).tx.connect(board.uart(6))`. */
  connect(listener: SerialListener): void {
    this.#listeners.add(listener);
    listener.connected?.();
  }

  disconnect(listener: SerialListener): void {
    this.#listeners.delete(listener);
  }

  /** Whether nobody listens. */
  get isEmpty(): boolean {
    return this.#listeners.size === 0;
  }

  /** How a listener has misread the last frame; null if none is known to have. */
  get misreading(): Misreading | null {
    for (const { misreading } of this.#listeners) if (misreading) return misreading;
    return null;
  }

  /** For the sender: called when a frame begins. */
  begin(frame: SerialFrame, end: bigint): void {
    for (const listener of this.#listeners) listener.receive(frame, end);
  }
}
