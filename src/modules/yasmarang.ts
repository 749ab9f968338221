/** The random numbers of `random` (`extmod/modrandom.c`): the generator Yasmarang by Ilya Levin, which is in the public domain. */
import { precision } from '../objects/float.js';

/** A generator. Its state is three words and a byte. */
export class Yasmarang {
  private pad = 0;
  private n = 0;
  private d = 0;
  private dat = 0;

  /** `seed`: 32 bits. */
  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts again from a seed. */
  seed(seed: number): void {
    this.pad = seed >>> 0;
    this.n = 69;
    this.d = 233;
    this.dat = 0;
  }

  /** The next 32 bits. */
  next(): number {
    let pad = (this.pad + this.dat + Math.imul(this.d, this.n)) >>> 0;
    pad = ((pad << 3) + (pad >>> 29)) >>> 0;
    this.pad = pad;
    this.n = (pad | 2) >>> 0;
    this.d = (this.d ^ ((pad << 31) + (pad >>> 1))) >>> 0;
    this.dat = (this.dat ^ pad ^ (this.d >>> 8) ^ 1) & 0xff;
    return (pad ^ (this.d << 5) ^ (pad >>> 18) ^ (this.dat << 1)) >>> 0;
  }

  /** A number from 0 up to but not including n, which is positive. */
  below(n: number): number {
    let mask = 1;
    while ((n & mask) >>> 0 < n) mask = ((mask << 1) | 1) >>> 0;
    for (;;) {
      const r = (this.next() & mask) >>> 0;
      if (r < n) return r;
    }
  }

  /** A float from 0 up to but not including 1, with all bits of the mantissa random. */
  float(): number {
    if (precision.single) return (this.next() & 0x7fffff) / 2 ** 23;
    const high = this.next() & 0xfffff;
    return (high * 2 ** 32 + this.next()) / 2 ** 52;
  }
}
