/**
 * The resources of the running machine: cycles and heap.
 * JavaScript runs one machine at a time, so the heap is accessed through one binding; `useHeap` sets it before a machine runs.
 */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { fuel } from '../execution.js';

/** Charges cycles. It never checks the fuel: the next safe point does. */
export function charge(cycles: number): void {
  fuel.left -= cycles;
}

/** What memory is needed for, if the instruction that needs it does not make that clear. It appears in explanations. */
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

/** Bytes of a block of the heap as a power of two (MICROPY_BYTES_PER_GC_BLOCK: four machine words). */
const BLOCK_SHIFT = 4;
/** Bytes of a block of the heap. Every object takes whole blocks. */
export const BLOCK = 1 << BLOCK_SHIFT;
/** RAM address of the heap's first block, from which addresses of objects are handed out. */
export const HEAP_START = 0x2000_2000;
/** Number of blocks of a heap without limit. */
const ENDLESS = 0x3fff_ffff;

/**
 * The simulated heap, in blocks as on the board. An allocation increases `taken` and compares it with `end`. Compiled code
 * does nothing else for an object of one block, so everything else is derived from these two.
 */
export class Heap {
  /** Blocks handed out since the machine was made. */
  taken = 0;
  /** Value of `taken` beyond which an allocation calls `admit`; −1 while the heap is locked. */
  end = ENDLESS;
  /** The number of blocks in `taken` that were not the first block of their object. */
  surplus = 0;
  /** An object that identifies the hard callback that is running; null outside hard callbacks. */
  handler: object | null = null;
  /** Size of the emergency exception buffer in bytes; 0 if there is none. */
  emergencySize = 0;
  /** True if an allocation was so large that the instruction which made it must wait for the collection. */
  isUrgent = false;
  /** True if a collection is to be made at the next safe point. If a display caused it, the collection is made right after the display. */
  isDue = false;
  /** True if the last collection has not freed enough memory. */
  isExhausted = false;
  /** Containers that native code is filling while Python code makes the items, innermost last. They are roots of the collector. */
  readonly filled: object[] = [];
  /** The next address to be handed out. */
  nextAddress = HEAP_START;
  /** The addresses handed out since the last reset, which replaces this map. Tables that are kept by address are therefore tied to the map. */
  addresses = new WeakMap<object, number>();
  /** The number of blocks in `taken` that are free again. */
  #freed = 0;
  #limit = ENDLESS * BLOCK;
  #locked = 0;

  /** Called when an allocation exceeds the limit or the heap is locked. Returns whether this number of bytes fits after all. */
  admit(_bytes: number): boolean {
    return true;
  }

  /** The same for an allocation that the board can do without. It does not make anything else fail. */
  admitOptional(bytes: number): boolean {
    return this.admit(bytes);
  }

  /** The MemoryError for an allocation that does not fit. */
  refusal(_bytes: number, _purpose?: Purpose): unknown {
    return null;
  }

  /** Bytes handed out since the last collection, plus the bytes that were live then. */
  get used(): number {
    return (this.taken - this.#freed) * BLOCK;
  }
  set used(bytes: number) {
    this.#freed = this.taken - bytes / BLOCK;
    this.#setEnd();
  }

  /** Number of used bytes beyond which an allocation requests a collection. */
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

  /** Objects allocated since the machine was made. `npm run calibrate` compares them, and their blocks, with those of a real board. */
  get objects(): number {
    return this.taken - this.surplus;
  }

  /** Frees this number of blocks or, if it is negative, takes blocks that are not an object of their own. */
  giveBack(blocks: number): void {
    this.#freed += blocks;
    if (this.#locked === 0) this.end += blocks;
  }

  #setEnd(): void {
    this.end = this.#locked === 0 ? Math.floor(this.#freed + this.#limit / BLOCK) : -1;
  }
}

/** The heap of the running machine. */
export let heap: Heap = new Heap();

/** Sets the heap that allocations use. */
export function useHeap(next: Heap): void {
  heap = next;
}

/** Makes objects that lie in a board's flash from the beginning. This takes neither time nor memory and works even if the heap is locked. */
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

/** Charges time and memory for one heap object of this size. Raises MemoryError where the board would. */
export function allocate(bytes: number, purpose?: Purpose): void {
  // Sizes that exceed 32 bits must be refused, too. A refusal does not charge any time for the size.
  const blocks = bytes < 0x7fff_0000 ? blocksOf(bytes) : Math.ceil(bytes / BLOCK);
  if (heap.taken + blocks > heap.end) admit(bytes, purpose);
  take(blocks);
}

/** The same for an object of one block, as most objects are. */
export function allocateBlock(purpose?: Purpose): void {
  if (heap.taken >= heap.end) admit(BLOCK, purpose);
  heap.taken++;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT;
}

/** Makes room if the heap seems to have none. Raises MemoryError. */
export function admit(bytes: number, purpose?: Purpose): void {
  if (!heap.admit(bytes)) throw heap.refusal(bytes, purpose);
}

function take(blocks: number): void {
  heap.taken += blocks;
  heap.surplus += blocks - 1;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT + (blocks - 1) * EVENT_PRICE.ALLOCATE_BLOCK;
}

/** As `allocate`, for memory that the firmware can do without: returns false if the board has none. */
export function tryAllocate(bytes: number): boolean {
  if (heap.taken + blocksOf(bytes) > heap.end && !heap.admitOptional(bytes)) return false;
  allocate(bytes);
  return true;
}

/** Takes memory but no time, for objects that are made while the clock stands still. */
export function occupy(bytes: number): void {
  const blocks = blocksOf(bytes);
  if (heap.taken + blocks > heap.end) admit(bytes);
  heap.giveBack(-blocks);
}

/** Frees the memory of an object that the firmware frees without a collection, such as the old slots of a grown table. */
export function release(bytes: number): void {
  heap.giveBack(blocksOf(bytes));
}

/** Charges an object that the firmware frees as soon as it has used it. Raises MemoryError. */
export function allocateBriefly(bytes: number): void {
  if (bytes < 0x7fff_0000 && visitHeap(bytes)) return;
  allocate(bytes);
  release(bytes);
}

/** Whether an object of this size can be allocated without a collection. */
export function fits(bytes: number): boolean {
  return heap.taken + blocksOf(bytes) <= heap.end;
}

/** Raises MemoryError if the board has no room for an object of this size. If it has, this takes neither room nor time. */
export function requireRoom(bytes: number): void {
  if (bytes >= 0x7fff_0000 || heap.taken + blocksOf(bytes) > heap.end) allocateBriefly(bytes);
}

/** Charges an object that is allocated and freed at once, if there is room for it. Otherwise charges nothing and returns false. */
export function visitHeap(bytes: number): boolean {
  const blocks = blocksOf(bytes);
  if (heap.taken + blocks > heap.end) return false;
  take(blocks);
  heap.giveBack(blocks);
  return true;
}

/**
 * Gives an object more room. `mark` is the value of `heap.used` when the object got its present room. If nothing has been taken from the
 * heap since then, the blocks behind the object are free and it stays in place (`py/gc.c`, gc_realloc); otherwise it moves.
 */
export function reallocate(from: number, to: number, mark: number, purpose?: Purpose): void {
  if (extend(from, to, mark)) return;
  allocate(to, purpose);
  release(from);
}

/** Gives an object more room in place. Returns false if blocks behind it are taken, the heap is locked or full, or a collection is due. */
export function extend(from: number, to: number, mark: number): boolean {
  const more = blocksOf(to) - blocksOf(from);
  if (heap.used !== mark || heap.isDue || heap.taken + more > heap.end) return false;
  heap.giveBack(-more);
  return true;
}

/** Returns how many bytes an object of this size takes on the heap. */
export function wholeBlocks(bytes: number): number {
  return Math.ceil(bytes / BLOCK) * BLOCK;
}

/** The number of blocks that this number of bytes takes. */
function blocksOf(bytes: number): number {
  return (bytes + BLOCK - 1) >> BLOCK_SHIFT;
}
