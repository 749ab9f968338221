/**
 * The random number generator (RM0090 §24), from a seed: the same seed gives the same numbers.
 * The generator is xoshiro128** (Blackman and Vigna, public domain), its state filled by a 32-bit mix of the seed.
 * Not simulated: the 40 cycles between two numbers, seed and clock errors.
 */
import { mix } from '../sim/mix.js';

/** The generator of one board. */
export class Rng {
  readonly #state = new Uint32Array(4);

  constructor(seed: number) {
    let x = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      x = (x + 0x9e3779b9) >>> 0;
      this.#state[i] = mix(x);
    }
  }

  /** Returns the next number, 32 bits unsigned. */
  next(): number {
    const s = this.#state;
    const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 11);
    return result;
  }

  /** Fills `bytes` with random bytes. */
  fill(bytes: Uint8Array): void {
    for (let i = 0; i < bytes.length; i++) bytes[i] = this.next() & 0xff;
  }
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}
