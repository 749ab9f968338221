/**
 * Memory by address: where the bytes of buffers and texts lie, for `uctypes`, `machine.mem8`, `struct`'s `S` and their like.
 * What has bytes gets an address when somebody first asks for it, and stays in place as long as it is used: when more has been
 * addressed than a board could hold, what has not been used for longest is forgotten. (Whether the host has collected a buffer must
 * not show.)
 */
import { type Heap, heap } from './charge.js';
import { raise } from './exception.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** Bytes that stay addressable: twice the RAM of the largest board. */
const CAPACITY = 2 * 512 * 1024;
/** Bytes between the addresses of two buffers, at least: a block of the heap. */
const BLOCK = 16;

/** The addressed buffers of one machine. */
class AddressSpace {
  /** Bytes of the texts that have an address; as on the board a NUL ends them. A text of the same characters lies in the same place. */
  readonly #texts = new Map<string, Uint8Array>();
  /** By first address, the most recently used last. */
  readonly #buffers = new Map<number, Uint8Array>();
  /** First addresses in order. */
  #starts: number[] = [];
  #total = 0;

  addressOf({ buffer, byteOffset }: Uint8Array): number {
    let start = heap.addresses.get(buffer);
    if (start === undefined) {
      start = heap.nextAddress;
      heap.nextAddress += Math.max(1, Math.ceil(buffer.byteLength / BLOCK)) * BLOCK;
      heap.addresses.set(buffer, start);
    }
    if (!this.#buffers.has(start)) this.#add(start, new Uint8Array(buffer));
    this.#touch(start);
    return start + byteOffset;
  }

  addressOfText(text: string): number {
    let bytes = this.#texts.get(text);
    if (bytes === undefined) {
      bytes = encodeUtf8(`${text}\0`);
      this.#texts.set(text, bytes);
    }
    return this.addressOf(bytes);
  }

  /** What lies from an address to the end of its buffer; undefined where none is. */
  from(address: number): Uint8Array | undefined {
    const start = this.#starts[this.#countUpTo(address) - 1];
    return start === undefined ? undefined : this.#touch(start).subarray(address - start);
  }

  /** The buffer that an address lies in, and where it begins; undefined where none is. */
  around(address: number): { start: number; bytes: Uint8Array } | undefined {
    const start = this.#starts[this.#countUpTo(address) - 1];
    return start === undefined ? undefined : { start, bytes: this.#touch(start) };
  }

  #touch(start: number): Uint8Array {
    const bytes = this.#buffers.get(start) as Uint8Array;
    this.#buffers.delete(start);
    this.#buffers.set(start, bytes);
    return bytes;
  }

  #add(start: number, bytes: Uint8Array): void {
    this.#starts.splice(this.#countUpTo(start), 0, start);
    this.#buffers.set(start, bytes);
    this.#total += bytes.length + BLOCK;
    if (this.#total > CAPACITY) this.#forget(start);
  }

  /** Forgets the longest unused until half of the room is free again, so that it is seldom done. */
  #forget(newest: number): void {
    for (const [start, bytes] of this.#buffers) {
      if (this.#total <= CAPACITY / 2 || start === newest) break;
      this.#buffers.delete(start);
      this.#total -= bytes.length + BLOCK;
    }
    this.#starts = this.#starts.filter((start) => this.#buffers.has(start));
    for (const [text, { buffer }] of this.#texts) if (!this.#buffers.has(heap.addresses.get(buffer) ?? -1)) this.#texts.delete(text);
  }

  /** How many buffers begin at or below an address. */
  #countUpTo(address: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const spaces = new WeakMap<Heap['addresses'], AddressSpace>();

function space(): AddressSpace {
  let here = spaces.get(heap.addresses);
  if (here === undefined) {
    here = new AddressSpace();
    spaces.set(heap.addresses, here);
  }
  return here;
}

/** The address of bytes, in the board's RAM. */
export function addressOfBytes(bytes: Uint8Array): number {
  return space().addressOf(bytes);
}

/** The address of a text's UTF-8. Writing there does not change the text. */
export function addressOfText(text: string): number {
  return space().addressOfText(text);
}

/** The addressed buffer that lies around an address, or before it, and its own address. */
export function bufferAround(address: number): { start: number; bytes: Uint8Array } | undefined {
  return space().around(address);
}

/** The bytes at an address, themselves, not a copy; undefined where no addressed buffer lies. */
export function memoryIfAny(address: number, size: number): Uint8Array | undefined {
  const bytes = space().from(address);
  return bytes !== undefined && size <= bytes.length ? bytes.subarray(0, size) : undefined;
}

/** The bytes at an address, themselves, not a copy; raises NotImplementedError where no addressed buffer lies. */
export function memoryAt(address: number, size: number): Uint8Array {
  const bytes = memoryIfAny(address, size);
  if (bytes === undefined) throw notSimulated(address);
  return bytes;
}

/** The text that begins at an address and ends before a NUL; raises UnicodeError if it is none, NotImplementedError as `memoryAt`. */
export function textAt(address: number): string {
  const bytes = space().from(address) ?? new Uint8Array(0);
  const end = bytes.indexOf(0);
  if (end < 0) throw notSimulated(address + bytes.length);
  const text = decodeUtf8(bytes.subarray(0, end));
  if (text === null) throw raise.UnicodeError();
  return text;
}

/** The NotImplementedError for an address where nothing is. */
export const notSimulated = (address: number): object => raise.NotImplementedError('memory at 0x%08x is not simulated', address);
