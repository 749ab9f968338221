/**
 * MMA7660FC, the accelerometer of PYBv1.1 (NXP data sheet, rev. 8): its registers behind two-wire transactions, and what it measures.
 * Not simulated: its interrupt, auto-sleep, taps. A measurement is available at once.
 */
import type { Acceleration, Accelerometer } from '../../board/accelerometer.js';
import type { Line } from '../../board/pin/line.js';

/** Registers. */
const REGISTER = { X: 0, Y: 1, Z: 2, TILT: 3, MODE: 7 } as const;
const REGISTERS = 11;
const ACTIVE = 1;
/** Counts per g, and the ends of the scale. */
const COUNTS = 21.33;
const LEAST = -32;
const MOST = 31;
/** An axis counts as up or down from this number of counts on, which is half of g. */
const TILTED = 0.5 * COUNTS;
/** Bits of the tilt register: which side is down, and front or back. */
const TILT = { LEFT: 1 << 2, RIGHT: 2 << 2, DOWN: 5 << 2, UP: 6 << 2, FRONT: 1, BACK: 2 } as const;

/** The chip, as a device on a bus. */
export class Mma7660 implements Accelerometer {
  /** Its address on the bus. */
  readonly address = 0x4c;
  acceleration: Acceleration = { x: 0, y: 0, z: 1 };
  readonly #registers = new Uint8Array(REGISTERS);
  #selected = 0;
  /** Whether the next written byte selects a register. */
  #selects = false;

  /** `supply`, if given, powers the chip: while it is low, the chip does not answer and loses its registers. */
  constructor(private readonly supply: Line | null = null) {}

  /** Begins a transaction. Returns false if the chip does not answer. */
  start(isRead: boolean): boolean {
    if (this.supply?.level.value === 0) {
      this.#registers.fill(0);
      return false;
    }
    if (!isRead) this.#selects = true;
    else this.#measure();
    return true;
  }

  /** Takes a byte. Returns whether the chip acknowledges it. */
  write(byte: number): boolean {
    if (this.#selects) this.#selected = byte;
    else this.#registers[this.#selected++ % REGISTERS] = byte;
    this.#selects = false;
    return true;
  }

  /** Returns the next byte. */
  read(): number {
    return this.#registers[this.#selected++ % REGISTERS];
  }

  /** Ends the transaction. */
  stop(): void {
    this.#selects = false;
  }

  /** In standby the registers keep the last measurement. */
  #measure(): void {
    if ((this.#registers[REGISTER.MODE] & ACTIVE) === 0) return;
    const { x, y, z } = this.acceleration;
    const counts = (g: number): number => Math.min(Math.max(Math.round(g * COUNTS), LEAST), MOST);
    this.#registers.set([counts(x) & 0x3f, counts(y) & 0x3f, counts(z) & 0x3f, tilt(counts(x), counts(y), counts(z))]);
  }
}

/** Returns the tilt register: which side is down, and which way the front faces. */
function tilt(x: number, y: number, z: number): number {
  const side = x >= TILTED ? TILT.LEFT : x <= -TILTED ? TILT.RIGHT : y >= TILTED ? TILT.UP : y <= -TILTED ? TILT.DOWN : 0;
  const face = z >= TILTED ? TILT.FRONT : z <= -TILTED ? TILT.BACK : 0;
  return side | face;
}
