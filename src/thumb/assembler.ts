/** Assembles machine code: instructions, data and labels, in two passes, since a branch may go forward (`py/asmbase.c`, `py/asmthumb.c`). */
import { type EncodingName, encode, type Fields } from './encodings.js';

/** Bytes by which the program counter is ahead of an instruction. */
const PREFETCH = 4;
/** Largest code in bytes; more does not fit on the heap of any board. */
const LARGEST = 1 << 20;

/** The code of one function. */
export class Assembler {
  /** Offsets of the labels. In the first pass, a label that is not known yet counts as −1. */
  readonly #labels = new Map<string, number>();
  #bytes: Uint8Array | null = null;
  #offset = 0;

  /** Number of bytes up to here. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether this is the second pass, in which labels are known and bytes are written. */
  get isWriting(): boolean {
    return this.#bytes !== null;
  }

  /** Whether the code has become too large for any board. */
  get isTooLarge(): boolean {
    return this.#offset > LARGEST;
  }

  /** Begins the second pass. */
  rewind(): void {
    this.#bytes = new Uint8Array(this.#offset);
    this.#offset = 0;
  }

  /** The code, after the second pass. */
  get bytes(): Uint8Array {
    return this.#bytes as Uint8Array;
  }

  /** Defines a label here. False if there is one of that name already. */
  label(name: string): boolean {
    if (!this.isWriting && this.#labels.has(name)) return false;
    this.#labels.set(name, this.#offset);
    return true;
  }

  /** Whether there is a label of that name; in the first pass, only labels before this place count. */
  hasLabel(name: string): boolean {
    return this.#labels.has(name);
  }

  /** The distance from the program counter of the next instruction to a label. */
  distanceTo(name: string): number {
    return (this.#labels.get(name) ?? -1) - this.#offset - PREFETCH;
  }

  instruction(name: EncodingName, fields: Fields = {}): void {
    for (const halfword of encode(name, fields)) this.data(2, halfword);
  }

  /** Adds a number as `size` bytes, the lowest first. Bytes beyond the fourth are 0. */
  data(size: number, value: number): void {
    const bytes = this.#bytes;
    if (bytes !== null) for (let i = 0; i < size && i < 4; i++) bytes[this.#offset + i] = value >>> (8 * i);
    this.#offset += size;
  }

  /** Advances to a multiple of `to`, a power of 2. */
  align(to: number): void {
    this.#offset = ((this.#offset + to - 1) & ~(to - 1)) >>> 0;
  }
}
