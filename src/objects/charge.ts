/**
 * What the machine that runs now has to spend: cycles and heap.
 * JavaScript runs one machine at a time, so its heap is reached through one binding; `useHeap` puts it in place before a machine runs.
 */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { fuel } from '../execution.js';

/** Charges cycles. Never looks: the next safe point does. */
export function charge(cycles: number): void {
  fuel.left -= cycles;
}

/** What memory is wanted for, where the instruction that wants it does not tell; explanations say it. */
export type Purpose =
  | 'array'
  | 'attribute'
  | 'bytes'
  | 'cell'
  | 'complex'
  | 'dict'
  | 'entry'
  | 'float'
  | 'function'
  | 'generator'
  | 'growth'
  | 'instance'
  | 'int'
  | 'iterator'
  | 'list'
  | 'memoryview'
  | 'method'
  | 'range'
  | 'set'
  | 'slice'
  | 'str'
  | 'tuple';

/** Blocks of a heap without end. */
const ENDLESS = 0x3fff_ffff;

/**
 * The simulated heap, in blocks of 16 bytes as on the board. An allocation counts `taken` up and compares it with `end`: that is all that
 * compiled code does for an object of one block, so everything else is worked out of these two.
 */
export class Heap {
  /** Blocks handed out since the machine was made. */
  taken = 0;
  /** Value of `taken` beyond which an allocation asks `admit`; −1 while the heap is locked. */
  end = ENDLESS;
  /** Those of `taken` that were not the first of their object. */
  surplus = 0;
  /** The hard callback that runs, whoever that is; null outside of them. */
  handler: object | null = null;
  /** Bytes of the emergency exception buffer; 0 for none. */
  emergencySize = 0;
  /** An allocation went so far beyond the limit that the instruction which made it waits for the collection. */
  isUrgent = false;
  /** A collection is to be made at the next safe point; a display that brought it about lets it be made at once. */
  isDue = false;
  /** The last collection has found too little room. */
  isExhausted = false;
  /** What native code fills while Python code makes the items, the innermost last: roots of the collector. */
  readonly filled: object[] = [];
  /** Next address that is handed out. */
  nextAddress = 0x20002000;
  /** Addresses that have been handed out since the last reset, which forgets them; so what is kept by address goes by this map. */
  addresses = new WeakMap<object, number>();
  /** Those of `taken` that are free again. */
  #freed = 0;
  #limit = ENDLESS * 16;
  #locked = 0;

  /** Asked when an allocation of that many bytes goes beyond the limit or the heap is locked: whether it fits after all. */
  admit(_bytes: number): boolean {
    return true;
  }

  /** The same for an allocation without which the board goes on: it makes nothing else fail. */
  admitOptional(bytes: number): boolean {
    return this.admit(bytes);
  }

  /** The MemoryError for an allocation that does not fit. */
  refusal(_bytes: number, _purpose?: Purpose): unknown {
    return null;
  }

  /** Bytes handed out since the last collection, on top of what then lived. */
  get used(): number {
    return (this.taken - this.#freed) * 16;
  }
  set used(bytes: number) {
    this.#freed = this.taken - bytes / 16;
    this.#setEnd();
  }

  /** Bytes after which an allocation asks for a collection. */
  get limit(): number {
    return this.#limit;
  }
  set limit(bytes: number) {
    this.#limit = bytes;
    this.#setEnd();
  }

  /** Depth of heap locks: above 0 every allocation raises MemoryError. */
  get locked(): number {
    return this.#locked;
  }
  set locked(depth: number) {
    this.#locked = depth;
    this.#setEnd();
  }

  /** Objects taken since the machine was made: with their blocks, what `npm run calibrate` compares with a real board's. */
  get objects(): number {
    return this.taken - this.surplus;
  }

  /** So many blocks are free again, or, below 0, taken without an object of their own. */
  giveBack(blocks: number): void {
    this.#freed += blocks;
    if (this.#locked === 0) this.end += blocks;
  }

  #setEnd(): void {
    this.end = this.#locked === 0 ? Math.floor(this.#freed + this.#limit / 16) : -1;
  }
}

/** The heap of the machine that runs now. */
export let heap: Heap = new Heap();

/** Makes a machine's heap the one that allocations use. */
export function useHeap(next: Heap): void {
  heap = next;
}

/** Makes what a board has in its flash from the beginning: that takes neither time nor memory, and no lock forbids it. */
export function forFree<T>(make: () => T): T {
  const { left } = fuel;
  const own = heap;
  heap = new Heap();
  try {
    return make();
  } finally {
    heap = own;
    fuel.left = left;
  }
}

/** Charges one heap object of so many bytes: time and memory. Raises MemoryError where the board would. */
export function allocate(bytes: number, purpose?: Purpose): void {
  // What no 32-bit number holds must be refused, too; and a refusal takes no time by its size.
  const blocks = bytes < 0x7fff_0000 ? (bytes + 15) >> 4 : Math.ceil(bytes / 16);
  if (heap.taken + blocks > heap.end) admit(bytes, purpose);
  take(blocks);
}

/** The same for an object that fills one block, as most do. */
export function allocateBlock(purpose?: Purpose): void {
  if (heap.taken >= heap.end) admit(16, purpose);
  heap.taken++;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT;
}

/** Makes room where the heap seems to have none. Raises MemoryError. */
export function admit(bytes: number, purpose?: Purpose): void {
  if (!heap.admit(bytes)) throw heap.refusal(bytes, purpose);
}

function take(blocks: number): void {
  heap.taken += blocks;
  heap.surplus += blocks - 1;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT + (blocks - 1) * EVENT_PRICE.ALLOCATE_BLOCK;
}

/** The same for what the firmware can do without: false where the board has no memory for it. */
export function tryAllocate(bytes: number): boolean {
  if (heap.taken + blocksOf(bytes) > heap.end && !heap.admitOptional(bytes)) return false;
  allocate(bytes);
  return true;
}

/** Takes memory without time: for what is made while the clock stands still. */
export function occupy(bytes: number): void {
  const blocks = blocksOf(bytes);
  if (heap.taken + blocks > heap.end) admit(bytes);
  heap.giveBack(-blocks);
}

/** Gives back the memory of an object that the firmware frees by itself, without a collection: what a grown table leaves behind. */
export function release(bytes: number): void {
  heap.giveBack(blocksOf(bytes));
}

/** Charges an object that the firmware frees by itself as soon as it is done with it. */
export function allocateBriefly(bytes: number): void {
  if (bytes < 0x7fff_0000 && visitHeap(bytes)) return;
  allocate(bytes);
  release(bytes);
}

/** Raises MemoryError where the board has no room for an object of so many bytes; where it has, this takes neither room nor time. */
export function requireRoom(bytes: number): void {
  if (bytes >= 0x7fff_0000 || heap.taken + blocksOf(bytes) > heap.end) allocateBriefly(bytes);
}

/** Charges an object that is taken and given back at once, where there is room for it; false, and nothing, where there is not. */
export function visitHeap(bytes: number): boolean {
  const blocks = blocksOf(bytes);
  if (heap.taken + blocks > heap.end) return false;
  take(blocks);
  heap.giveBack(blocks);
  return true;
}

/**
 * Gives an object more room. Where nothing has been taken from the heap since it got what it has (`mark`: what `heap.used` then was)
 * the blocks behind it are free and it stays where it is (`py/gc.c`, gc_realloc); else it moves.
 */
export function reallocate(from: number, to: number, mark: number, purpose?: Purpose): void {
  if (extend(from, to, mark)) return;
  allocate(to, purpose);
  release(from);
}

/** Gives an object more room in its place; false where what lies behind it is taken, the heap is locked or full, or a collection is due. */
export function extend(from: number, to: number, mark: number): boolean {
  const more = blocksOf(to) - blocksOf(from);
  if (heap.used !== mark || heap.isDue || heap.taken + more > heap.end) return false;
  heap.giveBack(-more);
  return true;
}

/** Blocks of so many bytes. */
function blocksOf(bytes: number): number {
  return (bytes + 15) >> 4;
}
