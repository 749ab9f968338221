/**
 * How a UART drives its TX pin: high while idle, the bits of a frame while one is sent (RM0090 §30.3.1). Bits are events only where somebody
 * counts edges, on this pin or over wires; a reader of the pin always sees the bit of the moment. A chip that stands still keeps its bit.
 * Where receiver and sender share the pin (half duplex, §30.3.10), the UART releases it between frames and hears what arrives.
 */
import type { Nanos } from '../../execution.js';
import type { Alarm } from '../../sim/alarms.js';
import type { Clock } from '../../sim/clock.js';
import type { Moment } from '../../sim/moment.js';
import type { Drive } from '../pin/drive.js';
import type { Level } from '../pin/line.js';
import type { Alternate, Pin } from '../pin/pin.js';
import { levelsOf, type SerialFrame } from '../serial-line.js';
import type { SerialReceiver } from './receiver.js';

/** The TX side of one UART. */
export class SerialOutput implements Alternate {
  #isOn = false;
  /** The receiver that listens on the pin; null if the pin is only the sender's. */
  #listener: SerialReceiver | null = null;
  #isSending = false;
  /** Levels of the frame being sent, one per bit, beginning with the start bit; empty while idle. */
  #levels: readonly Level[] = [];
  #bitTime: Nanos = 1;
  #begin: Moment;
  readonly #pins = new Set<Pin>();
  readonly #edge: Alarm;

  constructor(private readonly clock: Clock) {
    this.#begin = clock.moment();
    this.#edge = clock.alarm(() => this.#pass());
  }

  get drive(): Drive | null {
    if (!this.#isOn || (this.#listener !== null && !this.#isSending)) return null;
    return { kind: 'periodic', mean: this.#isWatched ? this.level() : 1 };
  }

  level(): Level {
    return this.#levels[this.#bit] ?? 1;
  }

  /** Begins to drive the pin, or leaves it alone. */
  switch(isOn: boolean): void {
    this.#isOn = isOn;
    this.end();
  }

  /** Shares the pin with a receiver, or ends that (null). */
  share(listener: SerialReceiver | null): void {
    this.#listener = listener;
    this.#pass();
  }

  /** A frame begins. It will be over at `end`, in ns since power-on. */
  begin(frame: SerialFrame, end: bigint): void {
    for (const pin of this.#pins) pin.carry(frame, end);
    this.#levels = levelsOf(frame);
    this.#bitTime = frame.bitTime;
    this.#begin = this.clock.moment();
    this.#isSending = true;
    if (this.#isWatched || this.#listener !== null) this.#pass();
  }

  /** The frame is over, including its stop bits. */
  end(): void {
    this.#isSending = false;
    this.#levels = [];
    this.#pass();
  }

  connect(pin: Pin): void {
    this.#pins.add(pin);
  }

  release(pin: Pin): void {
    this.#pins.delete(pin);
  }

  edge(level: Level): void {
    this.#listener?.edge(level);
  }

  hear(frame: SerialFrame, end: bigint): void {
    this.#listener?.hear(frame, end);
  }

  watched(): void {
    this.#pass();
  }

  get #isWatched(): boolean {
    for (const pin of this.#pins) if (pin.isWatched) return true;
    return false;
  }

  get #passed(): Nanos {
    return this.clock.now - this.#begin.at;
  }

  /** Which bit is being sent. */
  get #bit(): number {
    return Math.floor((this.#passed + 0.5) / this.#bitTime);
  }

  /** Shows the level of the moment, and waits for the next bit. */
  #pass(): void {
    for (const pin of this.#pins) pin.refresh();
    const next = this.#bit + 1;
    if (next > this.#levels.length || !this.#isWatched) this.#edge.cancel();
    else this.#edge.set(this.clock.now + Math.max(1, Math.round(next * this.#bitTime) - this.#passed));
  }
}
