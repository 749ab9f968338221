/**
 * The unit of an F4 that computes checksums of words (RM0090 §4): CRC-32 with the highest bit first, without reversing bits. The unit of an
 * F7 can do more and is not simulated.
 */
import type { RegisterBlock } from './register-block.js';

const POLYNOMIAL = 0x04c1_1db7;
const INITIAL = 0xffff_ffff;
/** CRC_CR: starts a new checksum. */
const RESET = 1;

/** The CRC unit of one board. */
export class CrcUnit {
  /** Whether it has a clock, which the firmware does not switch on. Without a clock it reads as 0 and ignores writes. */
  isClocked = false;
  #sum = INITIAL;
  /** CRC_IDR: a byte that it stores for the program. */
  #kept = 0;

  readonly registers: RegisterBlock = {
    DR: { read: () => (this.isClocked ? this.#sum : 0), write: (word) => this.#take(word) },
    IDR: {
      read: () => (this.isClocked ? this.#kept : 0),
      write: (value) => {
        if (this.isClocked) this.#kept = value & 0xff;
      },
    },
    CR: {
      read: () => 0,
      write: (value) => {
        if (this.isClocked && (value & RESET) !== 0) this.#sum = INITIAL;
      },
    },
  };

  /** Resets the unit as a reset of the chip does. */
  reset(): void {
    this.isClocked = false;
    this.#sum = INITIAL;
    this.#kept = 0;
  }

  #take(word: number): void {
    if (!this.isClocked) return;
    let sum = this.#sum ^ word;
    for (let i = 0; i < 32; i++) sum = sum < 0 ? (sum << 1) ^ POLYNOMIAL : sum << 1;
    this.#sum = sum >>> 0;
  }
}
