/**
 * Use of the board's heap by large integers (`py/mpz.c`, `py/objint_mpz.c`): an object of 16 bytes and, separately, digits of 16 bits.
 * Every operation allocates as many digits as its result may have, and keeps them all. A result that turns out to be small is garbage.
 */
import { allocate, heap, reallocate, release, visitHeap } from './charge.js';

const OBJECT_BYTES = 16;
const DIGIT_BYTES = 2;
/** Minimum room of an integer, in digits (MIN_ALLOC). A small int that becomes an operand of a large one also gets this room. */
const LEAST_DIGITS = 2;
/** Digits allocated for a machine word of 64 bits (MPZ_NUM_DIG_FOR_LL). Results of small ints that become too large pass through such a word. */
export const WORD_DIGITS = 4;

/** Charges a new integer with room for this number of digits. */
export function allocateInt(digits: number): void {
  allocate(OBJECT_BYTES, 'int');
  allocate(DIGIT_BYTES * Math.max(LEAST_DIGITS, digits), 'int');
}

/** Charges the integer zero that a multiplication returns; it has no digits. */
export function allocateZero(): void {
  allocate(OBJECT_BYTES, 'int');
}

/** Charges digits that are freed at the end of the operation. */
export function allocateDigitsBriefly(digits: number): void {
  const bytes = DIGIT_BYTES * Math.max(LEAST_DIGITS, digits);
  if (bytes < 0x7fff_0000 && visitHeap(bytes)) return;
  allocate(bytes, 'int');
  release(bytes);
}

/** Charges the number −1 that a division which rounds down makes internally and never frees (mpz_divmod_inpl). */
export function allocateCorrection(): void {
  allocate(DIGIT_BYTES * LEAST_DIGITS, 'int');
}

/** An integer that is computed in place, step by step, as powers are. */
export class Accumulator {
  #room = 0;
  #mark = 0;

  /** `isObject`: the integer is a copy with its own object; otherwise only its digits are on the heap. */
  constructor(
    digits: number,
    private readonly isObject: boolean,
  ) {
    if (isObject) allocate(OBJECT_BYTES, 'int');
    this.need(digits);
  }

  /** Makes room for this number of digits (mpz_need_dig). */
  need(digits: number): void {
    const room = Math.max(LEAST_DIGITS, digits);
    if (room <= this.#room) return;
    if (this.#room === 0) allocate(DIGIT_BYTES * room, 'int');
    else reallocate(DIGIT_BYTES * this.#room, DIGIT_BYTES * room, this.#mark);
    this.#room = room;
    this.#mark = heap.used;
  }

  /** Makes room for the product of this integer, of `own` digits, with one of `other` digits. This one is copied first (mpz_mul_inpl). */
  multiply(own: number, other: number): void {
    const copy = new Accumulator(this.#room, true);
    this.need(own + other);
    copy.free();
  }

  /** Frees its memory. */
  free(): void {
    release(DIGIT_BYTES * this.#room);
    if (this.isObject) release(OBJECT_BYTES);
  }
}
