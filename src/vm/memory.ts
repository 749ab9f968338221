/** Loads and stores of machine code. The address is a word: it wraps. */
import type { Runtime } from './runtime.js';

/** The item with an index, of items of `size` bytes from an address on, as a word. Raises NotImplementedError where no memory is simulated. */
export function loadMemory(runtime: Runtime, size: number, address: number, index: number): number {
  return runtime.memory().loadWord((address + size * index) >>> 0, size);
}

/** Stores it. */
export function storeMemory(runtime: Runtime, size: number, address: number, index: number, word: number): void {
  runtime.memory().storeWord((address + size * index) >>> 0, size, word);
}
