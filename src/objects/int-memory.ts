/**
 * What large integers take of the board's heap (`py/mpz.c`, `py/objint_mpz.c`): an object of 16 bytes, and digits of 16 bits apart.
 * Every operation sets as many digits aside as its result may have, and keeps them; a result that turns out to be small is garbage.
 */
import { allocate, heap, reallocate, release, visitHeap } from './charge.js';

const OBJECT_BYTES = 16;
const DIGIT_BYTES = 2;
/** No integer has room for fewer digits (MIN_ALLOC); that is also what a small one is given when it becomes a large one's operand. */
const LEAST_DIGITS = 2;
/** Digits that a machine word of 64 bits is given (MPZ_NUM_DIG_FOR_LL), which small results that grow too large pass through. */
export const WORD_DIGITS = 4;

/** Charges a new integer with room for so many digits. */
export function allocateInt(digits: number): void {
  allocate(OBJECT_BYTES, 'int');
  allocate(DIGIT_BYTES * Math.max(LEAST_DIGITS, digits), 'int');
}

/** Charges the integer zero that a multiplication answers: without digits. */
export function allocateZero(): void {
  allocate(OBJECT_BYTES, 'int');
}

/** Charges digits that are given back at the end of the operation. */
export function allocateDigitsBriefly(digits: number): void {
  const bytes = DIGIT_BYTES * Math.max(LEAST_DIGITS, digits);
  if (bytes < 0x7fff_0000 && visitHeap(bytes)) return;
  allocate(bytes, 'int');
  release(bytes);
}

/** Charges the number −1 that a division which rounds down makes of its own and never gives back (mpz_divmod_inpl). */
export function allocateCorrection(): void {
  allocate(DIGIT_BYTES * LEAST_DIGITS, 'int');
}

/** An integer that is computed in place, step by step, as powers are. */
export class Accumulator {
  #room = 0;
  #mark = 0;

  /** `isObject`: a copy with an object of its own; else only its digits are on the heap. */
  constructor(
    digits: number,
    private readonly isObject: boolean,
  ) {
    if (isObject) allocate(OBJECT_BYTES, 'int');
    this.need(digits);
  }

  /** Makes room for so many digits (mpz_need_dig). */
  need(digits: number): void {
    const room = Math.max(LEAST_DIGITS, digits);
    if (room <= this.#room) return;
    if (this.#room === 0) allocate(DIGIT_BYTES * room, 'int');
    else reallocate(DIGIT_BYTES * this.#room, DIGIT_BYTES * room, this.#mark);
    this.#room = room;
    this.#mark = heap.used;
  }

  /** Room for the product with another of so many digits, for which this one is first copied (mpz_mul_inpl). */
  multiply(own: number, other: number): void {
    const copy = new Accumulator(this.#room, true);
    this.need(own + other);
    copy.free();
  }

  /** Gives its memory back. */
  free(): void {
    release(DIGIT_BYTES * this.#room);
    if (this.isObject) release(OBJECT_BYTES);
  }
}
