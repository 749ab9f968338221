/** The storage of `bytearray` and `array`: bytes that grow at the end (`py/objarray.c`). */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { itemSize } from './binary.js';
import { allocate, charge } from './charge.js';
import { checkLength } from './str.js';
import type { PyType } from './type.js';
import type { PyObject } from './value.js';

/** Number of items for which an append makes room if there is none, including the item it adds. */
const SPARE = 8;

export abstract class GrowingArray implements PyObject {
  /** Used and spare bytes; replaced when it must grow. */
  #storage: Uint8Array;
  /** Number of bytes in use. */
  #used: number;
  /** Number of bytes that the firmware has allocated. */
  #reserved: number;

  /**
   * Takes over the bytes. Borrowed bytes lie in memory that belongs to another object, and are not charged. `unowned`: the array itself is not on
   * the heap either, but on the stack of native code.
   */
  constructor(bytes: Uint8Array, owner: 'own' | 'borrowed' | 'unowned' = 'own') {
    this.#storage = bytes;
    this.#used = bytes.length;
    this.#reserved = bytes.length;
    if (owner === 'unowned') return;
    allocate(16, 'array');
    if (owner === 'borrowed') return;
    charge(EVENT_PRICE.COPY_PER_BYTE * bytes.length);
    if (bytes.length > 0) allocate(bytes.length, 'array');
  }

  abstract get type(): PyType;
  abstract get typecode(): string;

  /** The bytes in use. Valid until the array grows. */
  get bytes(): Uint8Array {
    return this.#storage.length === this.#used ? this.#storage : this.#storage.subarray(0, this.#used);
  }

  /** Number of items. */
  get length(): number {
    return this.#used / itemSize(this.typecode);
  }

  /** Lengthens the array by this number of bytes and returns the offset where they begin. `spare`: 'one' reserves room for further items. */
  grow(bytes: number, spare: 'one' | 'none'): number {
    const start = this.#used;
    const needed = start + bytes;
    checkLength(needed);
    if (needed > this.#reserved) {
      this.#reserved = spare === 'one' ? start + SPARE * bytes : needed;
      charge(EVENT_PRICE.COPY_PER_BYTE * start);
      allocate(this.#reserved, 'growth');
    }
    if (needed > this.#storage.length) {
      const larger = new Uint8Array(Math.max(this.#reserved, start * 2));
      larger.set(this.#storage.subarray(0, start));
      this.#storage = larger;
    }
    this.#used = needed;
    return start;
  }

  /** Makes room for this number of bytes at once, if the array is empty. */
  reserve(bytes: number): void {
    if (bytes > 0) allocate(bytes, 'array');
    this.#reserved = bytes;
  }

  /** Replaces the bytes from start to stop. */
  replace(start: number, stop: number, source: Uint8Array): void {
    const copy = source.buffer === this.#storage.buffer ? source.slice() : source;
    const change = copy.length - (stop - start);
    const end = this.#used;
    if (change > 0) this.grow(change, 'none');
    this.#storage.copyWithin(start + copy.length, stop, end);
    this.#storage.set(copy, start);
    if (change < 0) {
      this.#used = end + change;
      this.#storage.fill(0, this.#used, end);
    }
    charge(EVENT_PRICE.COPY_PER_BYTE * (copy.length + end - stop));
  }
}
