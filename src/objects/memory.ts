/**
 * Memory by address: where the bytes of buffers and texts lie, for `uctypes`, `machine.mem8`, `struct`'s `S` and the like.
 * A buffer gets an address when it is first requested, and stays there as long as it is used. When more bytes have been addressed than a
 * board could hold, the least recently used buffers are forgotten. (Whether the host has collected a buffer must not be visible.)
 */

import { decodeUtf8, encodeUtf8 } from '../utf8.js';
import { BLOCK, HEAP_START, type Heap, heap, wholeBlocks } from './charge.js';
import { raise } from './exception.js';

/** Number of bytes that stay addressable: twice the RAM of the largest board. */
const CAPACITY = 2 * 512 * 1024;

/** The addressed buffers of one machine. */
class AddressSpace {
  /** Bytes of the texts that have an address; as on the board, a NUL terminates them. Equal texts have the same address. */
  readonly #texts = new Map<string, Uint8Array>();
  /** Buffers by start address, the most recently used last. */
  readonly #buffers = new Map<number, Uint8Array>();
  /** Start addresses in ascending order. */
  #starts: number[] = [];
  #total = 0;

  addressOf({ buffer, byteOffset }: Uint8Array): number {
    let start = heap.addresses.get(buffer);
    if (start === undefined) {
      start = heap.nextAddress;
      heap.nextAddress += Math.max(BLOCK, wholeBlocks(buffer.byteLength));
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

  /** The bytes from an address to the end of the buffer that `around` returns for it; undefined if there is none. */
  from(address: number): Uint8Array | undefined {
    const start = this.#starts[this.#countUpTo(address) - 1];
    return start === undefined ? undefined : this.#touch(start).subarray(address - start);
  }

  /** The last buffer that begins at or before an address, and its start address; undefined if there is none. */
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

  /** Forgets the least recently used buffers until half of the capacity is free again, so that this happens rarely. */
  #forget(newest: number): void {
    for (const [start, bytes] of this.#buffers) {
      if (this.#total <= CAPACITY / 2 || start === newest) break;
      this.#buffers.delete(start);
      this.#total -= bytes.length + BLOCK;
    }
    this.#starts = this.#starts.filter((start) => this.#buffers.has(start));
    for (const [text, { buffer }] of this.#texts) if (!this.#buffers.has(heap.addresses.get(buffer) ?? -1)) this.#texts.delete(text);
  }

  /** The number of buffers that begin at or before an address. */
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

/** The address of a text's UTF-8 bytes. Writing there does not change the text. */
export function addressOfText(text: string): number {
  return space().addressOfText(text);
}

/** The last addressed buffer that begins at or before an address, with its start address; undefined if there is none. */
export function bufferAround(address: number): { start: number; bytes: Uint8Array } | undefined {
  return space().around(address);
}

/** The bytes at an address (not a copy); undefined if no addressed buffer contains them all. */
export function memoryIfAny(address: number, size: number): Uint8Array | undefined {
  const bytes = space().from(address);
  return bytes !== undefined && size <= bytes.length ? bytes.subarray(0, size) : undefined;
}

/** The bytes at an address (not a copy). Raises NotImplementedError if no addressed buffer contains them all. */
export function memoryAt(address: number, size: number): Uint8Array {
  const bytes = memoryIfAny(address, size);
  if (bytes === undefined) throw notSimulated(address);
  return bytes;
}

/** The text from an address to before a NUL. Raises UnicodeError if it is not UTF-8, NotImplementedError if no addressed buffer contains it. */
export function textAt(address: number): string {
  const bytes = space().from(address) ?? new Uint8Array(0);
  const end = bytes.indexOf(0);
  if (end < 0) throw notSimulated(address + bytes.length);
  const text = decodeUtf8(bytes.subarray(0, end));
  if (text === null) throw raise.UnicodeError();
  return text;
}

/** The NotImplementedError for an address without memory; of those that have been handed out, it says why. */
export function notSimulated(address: number): object {
  const isObject = address >= HEAP_START && address < heap.nextAddress;
  const why = isObject ? ': of objects, only the bytes of buffers and texts are' : '';
  return raise.NotImplementedError(`memory at 0x%08x is not simulated${why}`, address);
}
