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

/** The simulated heap, in blocks of 16 bytes as on the board. */
export interface Heap {
  /** Depth of heap locks: above 0 every allocation raises MemoryError. */
  locked: number;
  /** The hard callback that runs, whoever that is; null outside of them. */
  handler: object | null;
  /** Bytes handed out since the last collection, on top of what then lived. */
  used: number;
  /** Objects taken since the machine was made, and their blocks: what `npm run calibrate` compares with a real board's. */
  objects: number;
  blocks: number;
  /** Bytes after which an allocation asks for a collection. */
  limit: number;
  /** Bytes of the emergency exception buffer; 0 for none. */
  emergencySize: number;
  /** An allocation went so far beyond the limit that the instruction which made it waits for the collection. */
  isUrgent: boolean;
  /** A collection is to be made at the next safe point; a display that brought it about lets it be made at once. */
  isDue: boolean;
  /** The last collection has found too little room. */
  isExhausted: boolean;
  /** Next address that is handed out. */
  nextAddress: number;
  /** Addresses that have been handed out since the last reset, which forgets them; so what is kept by address goes by this map. */
  addresses: WeakMap<object, number>;
  /** Asked when an allocation of that many bytes goes beyond the limit or the heap is locked: whether it fits after all. */
  admit(bytes: number): boolean;
  /** The MemoryError for an allocation that does not fit. */
  refusal(bytes: number, purpose?: Purpose): unknown;
}

/** Memory without end. */
const boundless = (): Heap => ({
  locked: 0,
  handler: null,
  used: 0,
  objects: 0,
  blocks: 0,
  limit: Infinity,
  emergencySize: 0,
  isUrgent: false,
  isDue: false,
  isExhausted: false,
  nextAddress: 0x20002000,
  addresses: new WeakMap(),
  admit: () => true,
  refusal: () => null,
});

/** The heap of the machine that runs now. */
export let heap: Heap = boundless();

/** Makes a machine's heap the one that allocations use. */
export function useHeap(next: Heap): void {
  heap = next;
}

/** Makes what a board has in its flash from the beginning: that takes neither time nor memory, and no lock forbids it. */
export function forFree<T>(make: () => T): T {
  const { left } = fuel;
  const own = heap;
  heap = boundless();
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
  const size = blocks * 16;
  if ((heap.used + size > heap.limit || heap.locked !== 0) && !heap.admit(bytes)) throw heap.refusal(bytes, purpose);
  heap.used += size;
  heap.objects++;
  heap.blocks += blocks;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT + (blocks - 1) * EVENT_PRICE.ALLOCATE_BLOCK;
}

/** The same for what the firmware can do without: false where the board has no memory for it. */
export function tryAllocate(bytes: number): boolean {
  const size = ((bytes + 15) >> 4) << 4;
  if ((heap.used + size > heap.limit || heap.locked !== 0) && (heap.isExhausted || !heap.admit(bytes))) return false;
  allocate(bytes);
  return true;
}

/** Takes memory without time: for what is made while the clock stands still. */
export function occupy(bytes: number): void {
  const size = ((bytes + 15) >> 4) << 4;
  if ((heap.used + size > heap.limit || heap.locked !== 0) && !heap.admit(bytes)) throw heap.refusal(bytes);
  heap.used += size;
}

/** Gives back the memory of an object that the firmware frees by itself, without a collection: what a grown table leaves behind. */
export function release(bytes: number): void {
  heap.used -= ((bytes + 15) >> 4) << 4;
}

/** Charges an object that the firmware frees by itself as soon as it is done with it. */
export function allocateBriefly(bytes: number): void {
  if (bytes < 0x7fff_0000 && visitHeap(bytes)) return;
  allocate(bytes);
  release(bytes);
}

/** Charges an object that is taken and given back at once, where there is room for it; false, and nothing, where there is not. */
export function visitHeap(bytes: number): boolean {
  const blocks = (bytes + 15) >> 4;
  if (heap.used + blocks * 16 > heap.limit || heap.locked !== 0) return false;
  heap.objects++;
  heap.blocks += blocks;
  fuel.left -= EVENT_PRICE.ALLOCATE_OBJECT + (blocks - 1) * EVENT_PRICE.ALLOCATE_BLOCK;
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
  const more = (((to + 15) >> 4) - ((from + 15) >> 4)) * 16;
  if (heap.used !== mark || heap.locked !== 0 || heap.isDue || heap.used + more > heap.limit) return false;
  heap.used += more;
  return true;
}
