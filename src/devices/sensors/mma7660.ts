/**
 * MMA7660FC, the accelerometer of PYBv1.1 (NXP data sheet, rev. 8): its registers behind two-wire transactions, and what it measures.
 * Not simulated: its interrupt, auto-sleep, taps; a measurement is there at once.
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
/** From so many counts on, half of g, an axis counts as up or down. */
const TILTED = 0.5 * COUNTS;
/** Bits of the tilt register: what is down, and front or back. */
const TILT = { LEFT: 1 << 2, RIGHT: 2 << 2, DOWN: 5 << 2, UP: 6 << 2, FRONT: 1, BACK: 2 } as const;

/** The chip, as a device on a bus. */
export class Mma7660 implements Accelerometer {
  /** Its address on the bus. */
  readonly address = 0x4c;
  acceleration: Acceleration = { x: 0, y: 0, z: 1 };
  readonly #registers = new Uint8Array(REGISTERS);
  #selected = 0;
  /** Whether the next byte that is written selects a register. */
  #selects = false;

  /** It lives from `supply` where it is given: while that is low, it answers nothing and forgets. */
  constructor(private readonly supply: Line | null = null) {}

  /** A transaction begins; false if nobody is there. */
  start(isRead: boolean): boolean {
    if (this.supply?.level.value === 0) {
      this.#registers.fill(0);
      return false;
    }
    if (!isRead) this.#selects = true;
    else this.#measure();
    return true;
  }

  /** Takes a byte; answers whether it acknowledges it. */
  write(byte: number): boolean {
    if (this.#selects) this.#selected = byte;
    else this.#registers[this.#selected++ % REGISTERS] = byte;
    this.#selects = false;
    return true;
  }

  /** The next byte. */
  read(): number {
    return this.#registers[this.#selected++ % REGISTERS];
  }

  /** The transaction is over. */
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

/** Which side is down, and which way the front looks. */
function tilt(x: number, y: number, z: number): number {
  const side = x >= TILTED ? TILT.LEFT : x <= -TILTED ? TILT.RIGHT : y >= TILTED ? TILT.UP : y <= -TILTED ? TILT.DOWN : 0;
  const face = z >= TILTED ? TILT.FRONT : z <= -TILTED ? TILT.BACK : 0;
  return side | face;
}
