/** The coded data of a JPEG picture, bit by bit (ITU-T T.81, annex F). */

/** A table of codes: how many there are of each length from 1 to 16, and the values they stand for, in order. */
export interface JpegCodes {
  readonly counts: Uint8Array;
  readonly values: Uint8Array;
}

/** Reads bits from a position on. A 0 after a byte 0xff is skipped; any other byte after 0xff makes a marker, before which the data ends. */
export class JpegBits {
  #byte = 0;
  /** Number of bits of `#byte` that have not been read. */
  #left = 0;
  #isOver = false;

  constructor(
    private readonly data: Uint8Array,
    private at: number,
  ) {}

  /** Whether more bits have been requested than there are. Missing bits read as 0. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Reads a code and returns the value it stands for; 0 if there is no such code. */
  decode({ counts, values }: JpegCodes): number {
    let [code, first, index] = [0, 0, 0];
    for (const count of counts) {
      code = (code << 1) | this.#bit();
      first <<= 1;
      if (code - first < count) return values[index + code - first] ?? 0;
      index += count;
      first += count;
    }
    return 0;
  }

  /** Reads a number of `size` bits; it is negative if its first bit is 0. */
  signed(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) value = (value << 1) | this.#bit();
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Continues after the next marker. */
  restart(): void {
    this.#left = 0;
    this.at += 2;
  }

  #bit(): number {
    if (this.#left === 0) this.#next();
    this.#left--;
    return (this.#byte >> this.#left) & 1;
  }

  #next(): void {
    this.#left = 8;
    const byte = this.data[this.at];
    this.#isOver ||= byte === undefined || (byte === 0xff && this.data[this.at + 1] !== 0);
    this.#byte = this.#isOver ? 0 : byte;
    if (!this.#isOver) this.at += byte === 0xff ? 2 : 1;
  }
}
