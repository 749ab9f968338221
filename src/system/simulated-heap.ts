/** The board's heap as far as it is simulated: locks, and how many bytes are used of how many. */
import type { Collector } from '../modules/gc.js';
import type { Heap } from '../objects/charge.js';
import { raise } from '../objects/exception.js';
import type { Live } from './live-bytes.js';

/** RAM from which addresses of objects are handed out. */
const FIRST_ADDRESS = 0x2000_2000;

export class SimulatedHeap implements Heap, Collector {
  locked = 0;
  used = 0;
  emergencySize = 0;
  nextAddress = FIRST_ADDRESS;
  automatic = true;
  #threshold: number | null = null;
  #limit: number;

  constructor(
    /** Bytes in all. */
    readonly total: number,
    /** Bytes that live objects take, found by marking from the roots; charges the pause. */
    private readonly collectLive: () => Live,
    /** Called when a program has asked for a collection. */
    private readonly finalise: (live: Live) => void,
  ) {
    this.#limit = total;
  }

  /** Bytes in use at which something must be done: the heap's end, or earlier where `gc.threshold` asks for it. */
  get limit(): number {
    return this.#limit;
  }

  get free(): number {
    return Math.max(0, this.total - this.used);
  }

  get allocated(): number {
    return this.used;
  }

  get threshold(): number | null {
    return this.#threshold;
  }

  /** After so many bytes of allocation a collection is made. */
  set threshold(bytes: number | null) {
    this.#threshold = bytes;
    this.#setLimit();
  }

  admit(bytes: number): boolean {
    if (this.locked > 0) return false;
    if (this.automatic && bytes <= this.total) this.#collect();
    return this.used + bytes <= this.total;
  }

  refusal(bytes: number): unknown {
    if (this.locked > 0) return raise.MemoryError('memory allocation failed, heap is locked');
    return raise.MemoryError('memory allocation failed, allocating %d bytes', bytes);
  }

  /** Takes what is not reachable away. */
  collect(): void {
    this.finalise(this.#collect());
  }

  #collect(): Live {
    const live = this.collectLive();
    this.used = live.bytes;
    this.#setLimit();
    return live;
  }

  #setLimit(): void {
    this.#limit = this.#threshold === null ? this.total : Math.min(this.total, this.used + this.#threshold);
  }

  /** As after a reset. */
  reset(): void {
    this.locked = 0;
    this.used = 0;
    this.emergencySize = 0;
    this.nextAddress = FIRST_ADDRESS;
    this.automatic = true;
    this.threshold = null;
  }
}
