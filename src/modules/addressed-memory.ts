/** Numbers in memory by address: in the chip's registers, and in buffers and texts whose address the program has asked for. */
import type { BoardDescription } from '../board/boards.js';
import type { Pyboard } from '../board/pyboard.js';
import { NotSimulated } from '../board/register-block.js';
import { nameOfRegister } from '../board/registers/names.js';
import { Registers } from '../board/registers/registers.js';
import { itemSize, readItem, writeItem } from '../objects/binary.js';
import { raise } from '../objects/exception.js';
import { bufferAround, memoryIfAny, notSimulated } from '../objects/memory.js';
import type { Value } from '../objects/value.js';

/** The memory of one board. */
export function addressedMemory(board: Pyboard): AddressedMemory {
  return new AddressedMemory(new Registers(board), board.description);
}

export type { AddressedMemory };

/** An empty view. */
const NOWHERE = new DataView(new ArrayBuffer(0));
/** As many buffers are found quickly as a loop of machine code is likely to use by turns: source, destination, table of colours … */
const RECENT = 8;

class AddressedMemory {
  /** The buffer that machine code used last; it usually uses the same one again. */
  #view: DataView = NOWHERE;
  #viewAt = 0;
  /** The buffers that it began to use last. */
  readonly #recent: { readonly start: number; readonly view: DataView }[] = [];
  #oldest = 0;

  constructor(
    private readonly registers: Registers,
    private readonly description: BoardDescription,
  ) {}

  /** The number at an address, by its code in `struct`; raises NotImplementedError if nothing is there. */
  load(code: string, address: number, littleEndian = true): Value {
    return readItem(code, this.bytes(address, itemSize(code)), 0, littleEndian);
  }

  /** Stores a number. */
  store(code: string, address: number, value: Value, littleEndian = true): void {
    const size = itemSize(code);
    if (!this.registers.has(address)) {
      writeItem(code, this.#memory(address, size), 0, value, littleEndian);
      return;
    }
    const bytes = new Uint8Array(size);
    writeItem(code, bytes, 0, value, littleEndian);
    const width = accessWidth(address, size);
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < size; at += width) {
      const part = width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
      this.#write(address + at, width, part);
    }
  }

  /** The number of 1, 2 or 4 bytes at an address, as machine code loads it. The address need not be aligned (RM0090 §2, PM0214 §3.3.5). */
  loadWord(address: number, size: number): number {
    const at = this.#offset(address, size);
    if (at < 0 && address % size === 0) return this.registers.read(address, size) | 0;
    const view = at < 0 ? new DataView(this.bytes(address, size).buffer) : this.#view;
    const offset = Math.max(at, 0);
    return size === 1 ? view.getUint8(offset) : size === 2 ? view.getUint16(offset, true) : view.getInt32(offset, true);
  }

  /** Stores the `size` lowest bytes of a word. */
  storeWord(address: number, size: number, word: number): void {
    const at = this.#offset(address, size);
    if (at < 0 && address % size === 0) this.#write(address, size, word);
    else if (at < 0) this.store(size === 1 ? 'B' : size === 2 ? 'H' : 'I', address, word >>> 0);
    else if (size === 1) this.#view.setUint8(at, word);
    else if (size === 2) this.#view.setUint16(at, word, true);
    else this.#view.setInt32(at, word, true);
  }

  /**
   * Makes `#view` the buffer around an address and returns the address's offset in it; −1 if the address is a register's.
   * Raises NotImplementedError if nothing is there.
   */
  #offset(address: number, size: number): number {
    const at = address - this.#viewAt;
    if (at >= 0 && at + size <= this.#view.byteLength) return at;
    for (const { start, view } of this.#recent) {
      const offset = address - start;
      if (offset >= 0 && offset + size <= view.byteLength) return this.#use(start, view, offset);
    }
    if (this.registers.has(address)) return -1;
    const { start, bytes } = this.bufferAt(address, size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#recent[this.#oldest] = { start, view };
    this.#oldest = (this.#oldest + 1) % RECENT;
    return this.#use(start, view, address - start);
  }

  #use(start: number, view: DataView, offset: number): number {
    this.#view = view;
    this.#viewAt = start;
    return offset;
  }

  /** The buffer that an address lies in, and the address at which the buffer starts; raises NotImplementedError if there is none. */
  bufferAt(address: number, size: number): { readonly start: number; readonly bytes: Uint8Array } {
    const buffer = bufferAround(address);
    if (buffer === undefined || address - buffer.start + size > buffer.bytes.length) throw this.#nothing(address);
    return buffer;
  }

  /** The bytes at an address: the values read from registers, otherwise the memory itself, not a copy. */
  bytes(address: number, size: number): Uint8Array {
    if (!this.registers.has(address)) return this.#memory(address, size);
    const view = new DataView(new ArrayBuffer(size));
    const width = accessWidth(address, size);
    for (let at = 0; at < size; at += width) {
      const part = this.#registers(address + at).read(address + at, width);
      if (width === 1) view.setUint8(at, part);
      else if (width === 2) view.setUint16(at, part, true);
      else view.setUint32(at, part, true);
    }
    return new Uint8Array(view.buffer);
  }

  /** Writes to a register; raises NotImplementedError if there is none, or if what the write asks for is not simulated. */
  #write(address: number, size: number, value: number): void {
    try {
      this.#registers(address).write(address, size, value);
    } catch (thrown) {
      if (!(thrown instanceof NotSimulated)) throw thrown;
      const name = nameOfRegister(this.description, address - (address % 4)) as string;
      throw raise.NotImplementedError('memory at 0x%08x is not simulated: %s of %s', address, thrown.what, name);
    }
  }

  /** The registers; raises NotImplementedError for an address that has no register. */
  #registers(address: number): Registers {
    if (!this.registers.has(address)) throw this.#nothing(address);
    return this.registers;
  }

  /** The bytes at an address in RAM; raises NotImplementedError if nothing is there. */
  #memory(address: number, size: number): Uint8Array {
    const bytes = memoryIfAny(address, size);
    if (bytes === undefined) throw this.#nothing(address);
    return bytes;
  }

  #nothing(address: number): object {
    const name = nameOfRegister(this.description, address);
    return name === null ? notSimulated(address) : raise.NotImplementedError('memory at 0x%08x is not simulated: %s', address, name);
  }
}

/** Width of accesses to registers: words if address and size allow, otherwise halfwords or bytes. */
function accessWidth(address: number, size: number): 1 | 2 | 4 {
  const both = address | size;
  return both % 4 === 0 ? 4 : both % 2 === 0 ? 2 : 1;
}
