/**
 * The board's heap as far as it is simulated: locks, and how many of its bytes are in use.
 *
 * The frames of running code cannot be inspected, because compiled code keeps its values in JavaScript variables. So an allocation beyond the
 * heap's end is granted at first, and the collection is made at the next safe point, where the code unwinds into frames. A large allocation that
 * cannot fit beside what is certainly alive is refused at once. Native code that waits for Python cannot unwind: what the frames below it hold
 * is taken from the last time they were seen, and counted again once it has returned to them. The same is done for what all frames hold if a
 * collection cannot wait for the next safe point.
 */
import type { Collector } from '../../modules/gc.js';
import { HEAP_START, Heap, type Purpose, wholeBlocks } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import type { Value } from '../../objects/value.js';
import type { Frame } from '../../vm/frame.js';
import type { Live } from './live-bytes.js';

/** An allocation is large if it is more than one LARGE_PART-th of the heap. */
const LARGE_PART = 16;
/** Until a collection that is due has been made, up to this many times the heap's size may be in use. */
const OVERDRAFT = 2;

/** What the heap needs of the machine. */
interface HeapPort {
  /**
   * Marks from the roots, and from the running thread's innermost frames if they have unwound, to `top`, and from the value they are given then.
   * Charges nothing.
   */
  live(top: Frame | null, given?: Value): Live;
  /** Returns the bytes that frames which cannot be seen now held when they were last seen. */
  sighted(withInnermost: boolean): number;
  /** Called when a collection does not see the frames on the host's stack. */
  missed(): void;
  /** Called when the running thread's innermost frames have been seen to hold `bytes` bytes. */
  seen(bytes: number): void;
  /** Called after a collection that has seen all live objects. `isAsked`: the program has requested it. */
  finalise(live: Live, isAsked: boolean): void;
  /** Whether there are no frames left on the host's stack once the running thread's innermost frames have unwound. */
  seesAll(): boolean;
  /** Spends the time of a collection with `used` bytes in use before it and `live` bytes alive. `isStopped`: the thread has stopped for it. */
  pause(used: number, live: number, isStopped: boolean): void;
  /** Whether the running thread could stop at a safe point. */
  canStop(): boolean;
  /** Whether the running thread's innermost frames will unwind at a safe point. */
  canUnwind(): boolean;
  /** Makes the next safe point due. */
  notify(): void;
}

export class SimulatedHeap extends Heap implements Collector {
  automatic = true;
  /** The program has requested the collection that is due. */
  #isAsked = false;
  #threshold: number | null = null;
  /** Bytes of the allocation that went beyond the heap's end; 0 if the program can do without that allocation. */
  #wanted = 0;
  /** Bytes that the heap has for a while beside its own. */
  #lent = 0;

  constructor(
    /** Size in bytes. */
    readonly total: number,
    private readonly port: HeapPort,
  ) {
    super();
    this.nextAddress = HEAP_START;
    this.limit = total;
  }

  get free(): number {
    return Math.max(0, this.total - this.used);
  }

  get allocated(): number {
    return Math.min(this.total, this.used);
  }

  /** Gives the heap room for so many bytes beside what is in use, for code that is no part of the program; 0 takes back what was given. */
  lend(bytes: number): void {
    this.#lent = bytes === 0 ? 0 : Math.max(0, this.used - this.total) + bytes;
    this.isExhausted &&= this.used > this.#room;
    // While a collection is due, the limit is what may be in use until then.
    if (!this.isDue) this.#setLimit();
  }

  /** The bytes that may be in use. */
  get #room(): number {
    return this.total + this.#lent;
  }

  get threshold(): number | null {
    return this.#threshold;
  }

  /** Sets the number of allocated bytes after which a collection is made. */
  set threshold(bytes: number | null) {
    this.#threshold = bytes;
    this.#setLimit();
  }

  override admit(bytes: number): boolean {
    if (this.locked > 0 || bytes > this.#room) return false;
    const size = wholeBlocks(bytes);
    if (this.automatic) this.#makeRoom(bytes, size);
    return this.used + size <= (this.isDue ? OVERDRAFT * this.#room : this.#room);
  }

  override admitOptional(bytes: number): boolean {
    if (!this.automatic || !this.port.canUnwind()) return this.admit(bytes);
    if (this.locked > 0 || this.isExhausted) return false;
    this.#makeDue(this.used + wholeBlocks(bytes));
    return true;
  }

  override refusal(bytes: number, purpose: Purpose | null = null): unknown {
    if (this.locked > 0) {
      const refusal = raise.MemoryError('memory allocation failed, heap is locked');
      if (refusal.unabridged !== null) refusal.unabridged.refused = { bytes, purpose };
      return refusal;
    }
    return raise.MemoryError('memory allocation failed, allocating %u bytes', bytes);
  }

  #makeRoom(bytes: number, size: number): void {
    const isLarge = size > this.#room / LARGE_PART;
    const isHopeless = isLarge && this.used + size > this.#room && this.port.live(null).outside + size > this.#room;
    if (isHopeless || !this.port.canUnwind() || this.used + size > OVERDRAFT * this.#room) this.#collectUnseen();
    else {
      this.#wanted = bytes;
      this.isUrgent ||= isLarge;
      this.#makeDue();
    }
  }

  #makeDue(limit = OVERDRAFT * this.#room): void {
    this.isDue = true;
    this.limit = limit;
    this.port.notify();
  }

  /** Returns true if the running thread has to stop for a collection, which is then due, before it is known whether `bytes` bytes fit. */
  mustCollectFor(bytes: number): boolean {
    if (this.used + bytes <= this.#room || !this.automatic || this.locked > 0) return false;
    const canStop = this.port.canStop();
    if (canStop) this.#makeDue();
    else this.#collectUnseen();
    return canStop;
  }

  /** Removes unreachable objects, at the next safe point if the program can stop there. */
  collect(): void {
    this.#isAsked = true;
    if (this.port.canUnwind()) this.#makeDue();
    else this.#collectUnseen();
  }

  /**
   * Makes the collection that is due. Returns a MemoryError if the allocation that made it due does not fit and is necessary; otherwise null.
   */
  collectDue(top: Frame | null, given?: Value): unknown {
    const wanted = this.#wanted;
    const live = this.port.live(top, given);
    const bytes = live.outside + live.frames + this.port.sighted(false);
    this.port.missed();
    this.port.seen(live.frames);
    this.#collected(live, bytes, true);
    if (this.used <= this.#room) return null;
    // The refused allocation is taken back: the exception gets what memory is left, if any.
    this.used -= wholeBlocks(wanted);
    this.isExhausted = this.used > this.#room;
    return wanted === 0 ? null : this.refusal(wanted);
  }

  #collectUnseen(): void {
    const live = this.port.live(null);
    const bytes = live.outside + this.port.sighted(true);
    this.port.missed();
    this.#collected(live, bytes, false);
  }

  /** Counts again: what the frames hold that a collection has missed is in use after all. */
  recount(top: Frame | null, given?: Value): void {
    const live = this.port.live(top, given);
    this.port.seen(live.frames);
    this.used = Math.max(this.used, live.outside + live.frames + this.port.sighted(false));
  }

  #collected(live: Live, bytes: number, isStopped: boolean): void {
    const { used } = this;
    this.used = bytes;
    this.isDue = this.isUrgent = this.isExhausted = false;
    this.#wanted = 0;
    this.#setLimit();
    this.port.pause(used, bytes, isStopped);
    // Objects held by frames that cannot be seen may be alive.
    const isAsked = this.#isAsked;
    this.#isAsked = false;
    if (isStopped && this.port.seesAll()) this.port.finalise(live, isAsked);
  }

  /** A collection is needed at the heap's end, or earlier if `gc.threshold` asks for it. */
  #setLimit(): void {
    this.limit = this.#threshold === null ? this.#room : Math.min(this.#room, this.used + this.#threshold);
  }

  /** Restores the state after a reset. */
  reset(): void {
    this.locked = 0;
    this.handler = null;
    this.used = 0;
    this.emergencySize = 0;
    this.nextAddress = HEAP_START;
    this.addresses = new WeakMap();
    this.automatic = true;
    this.isDue = this.isUrgent = this.isExhausted = this.#isAsked = false;
    this.#lent = 0;
    this.threshold = null;
  }
}
