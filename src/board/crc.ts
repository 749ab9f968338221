/**
 * The unit that computes checksums of words, of an F4 (RM0090 §4): CRC-32 with the highest bit first, nothing turned round. An F7's can do
 * more and is not simulated.
 */
import type { RegisterBlock } from './register-block.js';

const POLYNOMIAL = 0x04c1_1db7;
const INITIAL = 0xffff_ffff;
/** CRC_CR: begin anew. */
const RESET = 1;

/** That of one board. */
export class CrcUnit {
  /** Whether it has a clock: the firmware leaves it without. It then reads as 0 and takes nothing. */
  isClocked = false;
  #sum = INITIAL;
  /** CRC_IDR: a byte that it keeps for the program. */
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

  /** The chip is reset. */
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
