/**
 * Inflating (RFC 1951) byte by byte: never reads more of the source than the requested bytes need (`lib/uzlib/tinflate.c`).
 * It can pause between any two bytes of output and continue at any later time.
 */
import { DISTANCES, END_OF_BLOCK, LENGTHS, type Range } from './ranges.js';

/** Thrown if the data is not deflated data, or damaged. */
export class InflateError extends Error {}

/** The order in which the lengths of the code length code are stored (§3.2.7). */
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const LONGEST_CODE = 15;
/** The greatest distance at which bytes can be repeated. */
const FARTHEST = 0x8000;

/** A canonical Huffman code: how many codes there are of each length, and their symbols in order. */
class HuffmanCode {
  readonly #counts = new Uint16Array(LONGEST_CODE + 1);
  readonly #symbols: Uint16Array;

  constructor(lengths: Uint8Array) {
    for (const length of lengths) this.#counts[length]++;
    this.#counts[0] = 0;
    const places = new Uint16Array(LONGEST_CODE + 2);
    for (let length = 1; length <= LONGEST_CODE; length++) places[length + 1] = places[length] + this.#counts[length];
    this.#symbols = new Uint16Array(lengths.length);
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== 0) this.#symbols[places[lengths[symbol]]++] = symbol;
    }
  }

  /** The next symbol; throws InflateError for bits that are no code. */
  decode(bits: BitReader): number {
    let code = 0;
    let before = 0;
    for (let length = 1; length <= LONGEST_CODE; length++) {
      code = 2 * code + bits.read(1) - this.#counts[length];
      before += this.#counts[length];
      if (code < 0) return this.#symbols[before + code] ?? fail('code');
    }
    return fail('code');
  }
}

function fail(what: string): never {
  throw new InflateError(`bad ${what}`);
}

const FIXED_LITERALS = new HuffmanCode(
  Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
const FIXED_DISTANCES = new HuffmanCode(new Uint8Array(32).fill(5));

/** Bits of a source of bytes, least significant first. */
class BitReader {
  #held = 0;
  #count = 0;

  constructor(readonly nextByte: () => number) {}

  read(count: number): number {
    while (this.#count < count) {
      this.#held |= this.nextByte() << this.#count;
      this.#count += 8;
    }
    const value = this.#held & ((1 << count) - 1);
    this.#held >>>= count;
    this.#count -= count;
    return value;
  }

  in({ base, bits }: Range): number {
    return base + this.read(bits);
  }

  /** Forgets the bits that are left of the last byte. */
  align(): void {
    this.#held = this.#count = 0;
  }
}

/** The codes of a block; null for a stored one. */
type Codes = { readonly literals: HuffmanCode; readonly distances: HuffmanCode } | null;

/** A deflated stream being read. `nextByte` returns the source's next byte, and throws at the source's end. */
export class Inflater {
  readonly #bits: BitReader;
  readonly #window: Uint8Array;
  #at = 0;
  /** The codes of the current block; undefined between two blocks. */
  #codes: Codes | undefined = undefined;
  #isLastBlock = false;
  /** Bytes that are still to be copied from the window. In a stored block: from the source, and one for its end; 0 before its length. */
  #copying = 0;
  #distance = 0;
  #isDone = false;

  constructor(nextByte: () => number, windowSize: number) {
    this.#bits = new BitReader(nextByte);
    this.#window = new Uint8Array(windowSize);
  }

  /** An inflater in the state in which the firmware leaves it behind a bad header: in a stored block, and without a window. */
  static unprepared(nextByte: () => number): Inflater {
    const made = new Inflater(nextByte, FARTHEST);
    made.#codes = null;
    return made;
  }

  /** Whether the last call of `read` has come to the end of the stream. If it is called again it continues there, as in the last block. */
  get isDone(): boolean {
    return this.#isDone;
  }

  /** Fills an array as far as there is data. Returns the number of bytes. Throws InflateError if the data is bad. */
  read(into: Uint8Array): number {
    let count = 0;
    this.#isDone = false;
    while (count < into.length) {
      const byte = this.#next();
      if (byte < 0) break;
      into[count++] = byte;
    }
    return count;
  }

  /** The next byte; −1 at the end. */
  #next(): number {
    for (;;) {
      if (this.#codes === undefined) this.#codes = this.#startBlock();
      const byte = this.#codes === null ? this.#nextStored() : this.#nextCoded(this.#codes);
      if (byte >= 0) return this.#put(byte);
      if (this.#isLastBlock) {
        this.#isDone = true;
        return -1;
      }
      this.#codes = undefined;
    }
  }

  #put(byte: number): number {
    this.#window[this.#at] = byte;
    this.#at = (this.#at + 1) % this.#window.length;
    return byte;
  }

  #startBlock(): Codes {
    this.#isLastBlock = this.#bits.read(1) === 1;
    switch (this.#bits.read(2)) {
      case 0:
        return null;
      case 1:
        return { literals: FIXED_LITERALS, distances: FIXED_DISTANCES };
      case 2:
        return readCodes(this.#bits);
      default:
        return fail('block type');
    }
  }

  #storedLength(): number {
    const { nextByte } = this.#bits;
    const length = nextByte() + 256 * nextByte();
    if (nextByte() + 256 * nextByte() !== (~length & 0xffff)) fail('length');
    this.#bits.align();
    return length;
  }

  #nextStored(): number {
    if (this.#copying === 0) this.#copying = this.#storedLength() + 1;
    this.#copying--;
    return this.#copying === 0 ? -1 : this.#bits.nextByte();
  }

  #nextCoded({ literals, distances }: NonNullable<Codes>): number {
    if (this.#copying === 0) {
      const symbol = literals.decode(this.#bits);
      if (symbol < END_OF_BLOCK) return symbol;
      if (symbol === END_OF_BLOCK) return -1;
      this.#copying = this.#bits.in(LENGTHS[symbol - END_OF_BLOCK - 1] ?? fail('length'));
      this.#distance = this.#bits.in(DISTANCES[distances.decode(this.#bits)] ?? fail('distance'));
      if (this.#distance > this.#window.length) fail('distance');
    }
    this.#copying--;
    return this.#window[(this.#at - this.#distance + this.#window.length) % this.#window.length];
  }
}

/** Reads the codes at the head of a block (§3.2.7). */
function readCodes(bits: BitReader): Codes {
  const literals = bits.read(5) + 257;
  const total = literals + bits.read(5) + 1;
  const count = bits.read(4) + 4;
  const ofLengths = new Uint8Array(LENGTH_ORDER.length);
  for (let i = 0; i < count; i++) ofLengths[LENGTH_ORDER[i]] = bits.read(3);
  const code = new HuffmanCode(ofLengths);
  const lengths = new Uint8Array(total);
  for (let at = 0; at < total; ) {
    const symbol = code.decode(bits);
    if (symbol < 16) {
      lengths[at++] = symbol;
      continue;
    }
    if (symbol === 16 && at === 0) fail('repetition');
    const value = symbol === 16 ? lengths[at - 1] : 0;
    const times = symbol === 16 ? bits.read(2) + 3 : symbol === 17 ? bits.read(3) + 3 : bits.read(7) + 11;
    if (at + times > total) fail('repetition');
    lengths.fill(value, at, at + times);
    at += times;
  }
  return { literals: new HuffmanCode(lengths.subarray(0, literals)), distances: new HuffmanCode(lengths.subarray(literals)) };
}
