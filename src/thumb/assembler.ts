/** Puts machine code together: instructions, data and labels, in two passes, for a branch may go forward (`py/asmbase.c`, `py/asmthumb.c`). */
import { type EncodingName, encode, type Fields } from './encodings.js';

/** The program counter is so far ahead of an instruction. */
const PREFETCH = 4;
/** More than this fits on no board's heap. */
const LARGEST = 1 << 20;

/** The code of one function. */
export class Assembler {
  /** Offsets of the labels; those that are not known in the first pass are −1. */
  readonly #labels = new Map<string, number>();
  #bytes: Uint8Array | null = null;
  #offset = 0;

  /** Bytes up to here. */
  get offset(): number {
    return this.#offset;
  }

  /** Whether this is the second pass, in which labels are known and bytes are written. */
  get isWriting(): boolean {
    return this.#bytes !== null;
  }

  /** Whether the code has become larger than anything. */
  get isTooLarge(): boolean {
    return this.#offset > LARGEST;
  }

  /** The second pass begins. */
  rewind(): void {
    this.#bytes = new Uint8Array(this.#offset);
    this.#offset = 0;
  }

  /** The code, after the second pass. */
  get bytes(): Uint8Array {
    return this.#bytes as Uint8Array;
  }

  /** A label lies here; false if there is one of that name. */
  label(name: string): boolean {
    if (!this.isWriting && this.#labels.has(name)) return false;
    this.#labels.set(name, this.#offset);
    return true;
  }

  /** Whether there is a label of that name; in the first pass, of those before this place. */
  hasLabel(name: string): boolean {
    return this.#labels.has(name);
  }

  /** How far it is from the program counter of the next instruction to a label. */
  distanceTo(name: string): number {
    return (this.#labels.get(name) ?? -1) - this.#offset - PREFETCH;
  }

  instruction(name: EncodingName, fields: Fields = {}): void {
    for (const halfword of encode(name, fields)) this.data(2, halfword);
  }

  /** A number as so many bytes, the lowest first; beyond the fourth they are 0. */
  data(size: number, value: number): void {
    const bytes = this.#bytes;
    if (bytes !== null) for (let i = 0; i < size && i < 4; i++) bytes[this.#offset + i] = value >>> (8 * i);
    this.#offset += size;
  }

  /** Moves on to a multiple of a power of 2. */
  align(to: number): void {
    this.#offset = ((this.#offset + to - 1) & ~(to - 1)) >>> 0;
  }
}
