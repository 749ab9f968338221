/** Loads and stores of machine code. The address is a word: it wraps. */
import type { Runtime } from './runtime.js';

/** Loads the item at `index` of an array of items of `size` bytes, as a word. Raises NotImplementedError where no memory is simulated. */
export function loadMemory(runtime: Runtime, size: number, address: number, index: number): number {
  return runtime.memory().loadWord((address + size * index) >>> 0, size);
}

/** Stores a word as such an item. */
export function storeMemory(runtime: Runtime, size: number, address: number, index: number, word: number): void {
  runtime.memory().storeWord((address + size * index) >>> 0, size, word);
}
