/**
 * A device that reads the levels of its wires bit by bit, whoever drives them: a program that sets its pins itself, another bus on some of the
 * same pins, a timer, another board. What the bus's own controller exchanges does not come this way, but as whole bytes.
 */
import type { Contact, Level, Line } from '../pin/line.js';
import type { Pin } from '../pin/pin.js';
import type { SpiDevice } from './bus.js';

/** The wires of a bus, at the pins where they end. */
export interface SpiLines {
  readonly sck: Pin;
  readonly mosi: Pin;
  readonly miso: Pin;
}

/** One device on the bus. */
export class SpiFollower {
  /** The bits of an incomplete byte, the last one lowest, and their number. */
  #bits = 0;
  #count = 0;
  readonly #reads: Level;
  readonly #miso: Contact;
  /** Ends hearing its select line. */
  readonly #ignoreSelect: (() => void) | undefined;

  /** The device hears only while `select` is low; null: always. */
  constructor(
    readonly device: SpiDevice,
    private readonly select: Line | null,
    private readonly lines: SpiLines,
  ) {
    this.#reads = device.edge === 'falling' ? 0 : 1;
    this.#miso = lines.miso.connect();
    this.#ignoreSelect = select?.onEdge(() => this.begin());
  }

  get isSelected(): boolean {
    return this.select === null || this.select.level.value === 0;
  }

  /** Begins a new byte: the device has been selected, or whole bytes have passed. It shows its first bit, or lets MISO go. */
  begin(): void {
    this.#bits = this.#count = 0;
    this.#show();
  }

  /** Lets MISO go, until the next edge. */
  release(): void {
    this.#miso.drive(null);
  }

  /** Called when it is no longer on the bus. */
  detach(): void {
    this.#ignoreSelect?.();
    this.release();
  }

  /** The clock has changed: at one edge the device reads a bit, at the other it shows the next one. */
  clock(level: Level): void {
    if (!this.isSelected) return;
    if (level === this.#reads) this.#read();
    else this.#show();
  }

  #read(): void {
    this.#bits = (this.#bits << 1) | this.lines.mosi.read();
    this.#count++;
    if (this.#count < 8) return;
    const byte = this.#bits;
    this.#bits = this.#count = 0;
    this.device.transfer(byte);
  }

  #show(): void {
    this.#miso.drive(this.isSelected ? (this.device.bit?.(this.#bits, this.#count) ?? null) : null);
  }
}
