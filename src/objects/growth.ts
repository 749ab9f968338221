/** Arrays that grow while they are filled: their cost on the board, and a limit for what the host must hold. */
import { allocate, heap, reallocate, release } from './charge.js';
import { raise } from './exception.js';

/** A number of items that exceeds the memory of every board. */
const MOST_ITEMS = 1 << 24;

/** Raises MemoryError for more items than any board could hold. */
export function checkSize(items: number): void {
  if (items > MOST_ITEMS) throw raise.MemoryError('memory allocation failed, allocating %d bytes', items * 4);
}

/** The size to which the firmware's buffers grow for `length` bytes (`py/vstr.c`, vstr_ensure_extra). */
export const grownSize = (length: number): number => length + 24 - (length % 8);

/** Charges the memory of a buffer that native code fills byte by byte (`py/vstr.c`, vstr_ensure_extra). */
export class ByteGrowth {
  private alloc = 16;
  private mark: number;

  constructor() {
    allocate(this.alloc, 'bytes');
    this.mark = heap.used;
  }

  /** Makes room for one more byte after the first `length`. */
  add(length: number): void {
    if (length < this.alloc) return;
    const next = grownSize(length + 1);
    reallocate(this.alloc, next, this.mark, 'bytes');
    this.mark = heap.used;
    this.alloc = next;
  }

  /** Frees the buffer. */
  end(): void {
    release(this.alloc);
  }
}

/** Charges the memory of an array of unknown final length that native code fills. It begins with four items and doubles (`py/objtuple.c`). */
export class GrowthCharge {
  private alloc = 4;
  private mark: number;

  constructor() {
    allocate(4 * this.alloc, 'growth');
    this.mark = heap.used;
  }

  /** Whether there is room for one more item after the first `length`, without taking memory. */
  hasRoomAfter(length: number): boolean {
    return length < this.alloc;
  }

  /** Makes room for one more item after the first `length`. */
  add(length: number): void {
    if (this.hasRoomAfter(length)) return;
    checkSize(2 * this.alloc);
    reallocate(4 * this.alloc, 8 * this.alloc, this.mark, 'growth');
    this.mark = heap.used;
    this.alloc *= 2;
  }

  /** Frees the array. */
  end(): void {
    release(4 * this.alloc);
  }
}
