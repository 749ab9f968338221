/** The board's heap as far as it is simulated: locks, and how many bytes are used of how many. */
import type { Heap } from '../objects/charge.js';
import { raise } from '../objects/exception.js';

/** RAM from which addresses of objects are handed out. */
const FIRST_ADDRESS = 0x2000_2000;

export class SimulatedHeap implements Heap {
  locked = 0;
  used = 0;
  emergencySize = 0;
  nextAddress = FIRST_ADDRESS;
  /** Bytes in use after which `gc.threshold` asks for a collection; Infinity for none. */
  threshold = Number.POSITIVE_INFINITY;

  constructor(
    /** Bytes in all. */
    readonly limit: number,
    /** Bytes that live objects take, found by marking from the roots; charges the pause. */
    private readonly collectLive: () => number,
  ) {}

  refuse(bytes: number): void {
    if (this.locked > 0) {
      this.used -= bytes;
      throw raise.MemoryError('memory allocation failed, heap is locked');
    }
    this.used -= bytes;
    if (bytes <= this.limit) this.collect();
    if (this.used + bytes > this.limit) throw raise.MemoryError('memory allocation failed, allocating %d bytes', bytes);
    this.used += bytes;
  }

  /** Takes what is not reachable away. */
  collect(): void {
    this.used = this.collectLive();
  }

  /** As after a reset. */
  reset(): void {
    this.locked = 0;
    this.used = 0;
    this.emergencySize = 0;
    this.nextAddress = FIRST_ADDRESS;
    this.threshold = Number.POSITIVE_INFINITY;
  }
}
