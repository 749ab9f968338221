/**
 * Deflating (RFC 1951), with the same output as `lib/uzlib/lz77.c` and `defl_static.c`, byte for byte: one block with the fixed codes
 * (§3.2.6). At each position it uses the longest match in the window, and the nearest among equally long ones.
 */
import { charge } from '../../objects/charge.js';
import { engine } from '../../objects/engine.js';
import { DISTANCES, END_OF_BLOCK, LENGTHS, type Range } from './ranges.js';

const SHORTEST_MATCH = 3;
/** The longest match that one symbol can encode. The search finds matches one byte longer; such a match takes two symbols. */
const LONGEST_LENGTH = 258;
/** Cycles of comparing one byte with the window [estimate]. */
const PRICE_PER_COMPARISON = 12;
/** A final block with the fixed codes: the three bits that begin it, and the bits that end it and pad the last byte. */
const BLOCK_START = { value: 0b011, bits: 3 } as const;
const BLOCK_END = { value: 0, bits: 14 } as const;

/** A stream being deflated. `put` is called with each byte of output as soon as the byte is complete. */
export class Deflater {
  /** The bytes added last: a ring buffer whose oldest byte is at `#start`. Its size is a power of two. */
  readonly #window: Uint8Array;
  #start = 0;
  #length = 0;
  #held = 0;
  #count = 0;

  constructor(
    private readonly put: (byte: number) => void,
    windowSize: number,
  ) {
    this.#window = new Uint8Array(windowSize);
  }

  /** Begins the block. */
  begin(): void {
    this.#write(BLOCK_START.value, BLOCK_START.bits);
  }

  /** Deflates bytes. A match does not extend beyond the bytes of one call. */
  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const match = this.#longestMatch(bytes, at);
      engine.look();
      const taken = match === null ? 1 : match.length;
      if (match === null) this.#literal(bytes[at] as number);
      else this.#match(match.distance, match.length);
      for (const end = at + taken; at < end; at++) this.#remember(bytes[at] as number);
    }
  }

  /** Ends the block. */
  end(): void {
    this.#write(BLOCK_END.value, BLOCK_END.bits);
  }

  #longestMatch(bytes: Uint8Array, at: number): { distance: number; length: number } | null {
    const window = this.#window;
    const mask = window.length - 1;
    const most = Math.min(LONGEST_LENGTH + 1, bytes.length - at);
    let best = SHORTEST_MATCH - 1;
    let distance = 0;
    let compared = 0;
    for (let from = 0; from < this.#length; from++) {
      let length = 0;
      for (; length < most; length++) {
        const place = from + length;
        // A match may overlap the bytes that it encodes.
        const known = place < this.#length ? window[(this.#start + place) & mask] : bytes[at + place - this.#length];
        if (bytes[at + length] !== known) break;
      }
      compared += length + 1;
      if (length > SHORTEST_MATCH - 1 && length >= best) {
        best = length;
        distance = this.#length - from;
      }
    }
    charge(compared * PRICE_PER_COMPARISON);
    return distance === 0 ? null : { distance, length: best };
  }

  #remember(byte: number): void {
    const mask = this.#window.length - 1;
    this.#window[(this.#start + this.#length) & mask] = byte;
    if (this.#length === this.#window.length) this.#start = (this.#start + 1) & mask;
    else this.#length++;
  }

  #literal(byte: number): void {
    this.#symbol(byte);
  }

  #match(distance: number, length: number): void {
    for (let left = length; left > 0; ) {
      // The remainder must be long enough for a match of its own.
      const part = left <= LONGEST_LENGTH ? left : left - SHORTEST_MATCH;
      left -= part;
      const lengths = rangeOf(LENGTHS, part);
      this.#symbol(END_OF_BLOCK + 1 + lengths);
      this.#within(LENGTHS[lengths] as Range, part);
      const distances = rangeOf(DISTANCES, distance);
      this.#code(distances, 5);
      this.#within(DISTANCES[distances] as Range, distance);
    }
  }

  #within({ base, bits }: Range, value: number): void {
    this.#write(value - base, bits);
  }

  /** Writes a literal or length symbol in the fixed code. */
  #symbol(symbol: number): void {
    if (symbol < 144) this.#code(0x30 + symbol, 8);
    else if (symbol < 256) this.#code(0x190 + symbol - 144, 9);
    else if (symbol < 280) this.#code(symbol - 256, 7);
    else this.#code(0xc0 + symbol - 280, 8);
  }

  /** Writes a code, its highest bit first. */
  #code(code: number, bits: number): void {
    let mirrored = 0;
    for (let i = 0; i < bits; i++) mirrored |= ((code >> i) & 1) << (bits - 1 - i);
    this.#write(mirrored, bits);
  }

  #write(value: number, bits: number): void {
    this.#held |= value << this.#count;
    this.#count += bits;
    for (; this.#count >= 8; this.#count -= 8) {
      this.put(this.#held & 0xff);
      this.#held >>>= 8;
    }
  }
}

/** The index of the last range that begins at or below a value. */
function rangeOf(ranges: readonly Range[], value: number): number {
  let index = ranges.length - 1;
  while ((ranges[index] as Range).base > value) index--;
  return index;
}
