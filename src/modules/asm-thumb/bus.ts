/** The memory that machine code accesses by address: its stack, and everything that has an address on the board. */
import type { Memory, Region } from '../../thumb/core.js';
import type { AddressedMemory } from '../addressed-memory.js';

/** Start of the stack. It lies below the heap, whose addresses grow without limit, where the board has the firmware's own data. */
const STACK_START = 0x2000_0000;
const STACK_BYTES = 0x2000;
/** Where the stack begins for a function that is not called on top of another one. */
export const STACK_TOP = STACK_START + STACK_BYTES;

/** The memory of one machine. */
export class Bus implements Memory {
  readonly #stack = new DataView(new ArrayBuffer(STACK_BYTES));

  constructor(private readonly memory: AddressedMemory) {}

  read(address: number, size: 1 | 2 | 4): number {
    const at = address - STACK_START;
    if (at < 0 || at + size > STACK_BYTES) return this.memory.loadWord(address, size) >>> 0;
    return size === 1 ? this.#stack.getUint8(at) : size === 2 ? this.#stack.getUint16(at, true) : this.#stack.getUint32(at, true);
  }

  write(address: number, size: 1 | 2 | 4, value: number): void {
    const at = address - STACK_START;
    if (at < 0 || at + size > STACK_BYTES) this.memory.storeWord(address, size, value);
    else if (size === 1) this.#stack.setUint8(at, value);
    else if (size === 2) this.#stack.setUint16(at, value, true);
    else this.#stack.setUint32(at, value, true);
  }

  region(address: number): Region {
    const at = address - STACK_START;
    if (at >= 0 && at < STACK_BYTES) return { start: STACK_START, bytes: new Uint8Array(this.#stack.buffer) };
    return this.memory.bufferAt(address, 2);
  }
}
