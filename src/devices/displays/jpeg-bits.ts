/** The coded data of a JPEG picture, bit by bit (ITU-T T.81, annex F). */

/** Codes: how many there are of each length from 1 to 16, and what they stand for, in their order. */
export interface JpegCodes {
  readonly counts: Uint8Array;
  readonly values: Uint8Array;
}

/** What comes from a place on. After a byte 0xff, 0 stands for nothing; anything else is a marker, before which it stops. */
export class JpegBits {
  #byte = 0;
  /** Bits of it that have not been read. */
  #left = 0;
  #isOver = false;

  constructor(
    private readonly data: Uint8Array,
    private at: number,
  ) {}

  /** Whether more has been asked for than there is: that reads as 0. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Reads a code, and answers what it stands for; 0 for one that there is not. */
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

  /** A number of so many bits, of which those that begin with 0 are negative. */
  signed(size: number): number {
    let value = 0;
    for (let i = 0; i < size; i++) value = (value << 1) | this.#bit();
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Goes on behind the next marker. */
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
