/**
 * Memory by address: where the bytes of buffers lie, for `uctypes`, `machine.mem8` and their like.
 * A buffer has an address from when somebody first asks for it. What is addressed stays in place as long as it is used: when more
 * has been addressed than a board could hold, what has not been used for longest is forgotten. (Whether the host has collected a
 * buffer must not show.)
 */
import { PyByteArray } from './bytearray.js';
import { type Heap, heap } from './charge.js';
import { raise } from './exception.js';

/** Bytes that stay addressable: twice the RAM of the largest board. */
const CAPACITY = 2 * 512 * 1024;
/** Bytes between the addresses of two buffers, at least: a block of the heap. */
const BLOCK = 16;

/** The addressed buffers of one machine. */
class AddressSpace {
  readonly #addresses = new WeakMap<ArrayBufferLike, number>();
  /** By first address, the most recently used last. */
  readonly #buffers = new Map<number, Uint8Array>();
  /** First addresses in order. */
  #starts: number[] = [];
  #total = 0;

  addressOf({ buffer, byteOffset }: Uint8Array): number {
    let start = this.#addresses.get(buffer);
    if (start === undefined) {
      start = heap.nextAddress;
      heap.nextAddress += Math.max(1, Math.ceil(buffer.byteLength / BLOCK)) * BLOCK;
      this.#addresses.set(buffer, start);
    }
    if (!this.#buffers.has(start)) this.#add(start, new Uint8Array(buffer));
    this.#touch(start);
    return start + byteOffset;
  }

  at(address: number, size: number): Uint8Array | undefined {
    const start = this.#starts[this.#countUpTo(address) - 1];
    if (start === undefined) return undefined;
    const bytes = this.#touch(start);
    const offset = address - start;
    return offset + size <= bytes.length ? bytes.subarray(offset, offset + size) : undefined;
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

const spaces = new WeakMap<Heap, AddressSpace>();

function space(): AddressSpace {
  let here = spaces.get(heap);
  if (here === undefined) {
    here = new AddressSpace();
    spaces.set(heap, here);
  }
  return here;
}

/** The address of bytes, in the board's RAM. */
export function addressOfBytes(bytes: Uint8Array): number {
  return space().addressOf(bytes);
}

/** The bytes at an address, themselves, not a copy; raises NotImplementedError where no addressed buffer lies. */
export function memoryAt(address: number, size: number): Uint8Array {
  const bytes = space().at(address, size);
  if (bytes === undefined) throw raise.NotImplementedError('memory at 0x%08x is not simulated', address);
  return bytes;
}

/** A bytearray that lies over the bytes at an address. Where there is no memory it raises NotImplementedError when it is used. */
export function byteArrayAt(address: number, size: number): PyByteArray {
  const bytes = space().at(address, size);
  return bytes === undefined ? new ElsewhereBytes(address, size) : new PyByteArray(bytes, 'borrowed');
}

/** The address of the bytes of a bytearray that `byteArrayAt` has made where there is no memory; undefined for all others. */
export function addressElsewhere(value: unknown): number | undefined {
  return value instanceof ElsewhereBytes ? value.address : undefined;
}

class ElsewhereBytes extends PyByteArray {
  constructor(
    readonly address: number,
    private readonly size: number,
  ) {
    super(new Uint8Array(0));
  }
  override get bytes(): Uint8Array {
    return memoryAt(this.address, this.size);
  }
  override get length(): number {
    return this.size;
  }
  override grow(): number {
    return this.bytes.length;
  }
  override replace(): void {
    this.bytes;
  }
}
