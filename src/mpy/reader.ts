/** Reads bytes from front to back, and never beyond their end. */
import { damaged } from './problem.js';

/** Largest number; a greater count would not fit on a board. */
const MOST = 2 ** 28;

export class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    /** Where the next byte is. */
    public at = 0,
    private readonly end = bytes.length,
  ) {}

  get left(): number {
    return this.end - this.at;
  }

  byte(): number {
    if (this.at >= this.end) throw damaged('it ends early');
    return this.bytes[this.at++] as number;
  }

  take(count: number): Uint8Array {
    if (count > this.left) throw damaged('it ends early');
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Seven bits per byte, the highest first; the eighth bit says that more follow. */
  uint(): number {
    for (let value = 0; ; ) {
      const byte = this.byte();
      value = value * 128 + (byte & 127);
      if (value > MOST) throw damaged('a number is too large');
      if (byte < 128) return value;
    }
  }

  /** The number of items that follow, each of at least one byte. */
  count(): number {
    const count = this.uint();
    if (count > this.left) throw damaged('it ends early');
    return count;
  }
}
