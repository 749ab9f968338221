/** Writes a chain of blocks: a new branch that shares the blocks before it with the chain it grows from. */
import { ECORRUPT } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { LfsBlocks } from './blocks.js';
import { type Chain, type ChainReader, placeOf, pointersOf } from './chain.js';
import { bytesOfWords, NO_BLOCK } from './contents.js';

/** Where new blocks come from. */
interface Allocator {
  readonly blocks: LfsBlocks;
  checkpoint(): void;
  allocate(): number;
}

/** A branch that is being written. */
export class ChainWriter {
  readonly #buffer: Uint8Array;
  /** New blocks, by their index. */
  readonly #made = new Map<number, number>();
  #index = -1;
  #block = NO_BLOCK;
  /** Bytes in the last block. */
  #fill: number;
  #isNew = false;

  /** Grows from a position of a chain. */
  constructor(
    private readonly store: Allocator,
    private readonly base: ChainReader,
    private readonly from: number,
  ) {
    this.#buffer = new Uint8Array(store.blocks.size);
    this.#fill = store.blocks.size;
    this.#position = from;
  }
  #position: number;

  get position(): number {
    return this.#position;
  }

  /** The new blocks. */
  get made(): Iterable<number> {
    return this.#made.values();
  }

  /** Adds bytes. */
  put(bytes: Uint8Array): void {
    if (this.#index < 0 && this.#position > 0) this.#branch();
    const { size } = this.store.blocks;
    for (let done = 0; done < bytes.length; ) {
      if (this.#fill === size) this.#extend();
      const part = bytes.subarray(done, done + size - this.#fill);
      this.#buffer.set(part, this.#fill);
      this.#fill += part.length;
      this.#position += part.length;
      done += part.length;
    }
  }

  /** Writes the rest to the device, and returns the chain. */
  finish(): Chain {
    this.#program();
    return { head: this.#block, size: this.#position };
  }

  /** Takes over the block before the position: a copy of it, unless it is full. */
  #branch(): void {
    const { size } = this.store.blocks;
    const { index, offset } = placeOf(this.from - 1, size);
    const old = this.base.blockAt(index);
    this.#index = index;
    this.#block = old;
    this.#fill = offset + 1;
    if (this.#fill === size) return;
    this.#take();
    this.#buffer.set(this.store.blocks.read(old, 0, this.#fill));
  }

  #extend(): void {
    this.#program();
    this.#index++;
    this.#take();
    const pointers = Array.from({ length: pointersOf(this.#index) }, (_, i) => this.#blockAt(this.#index - 2 ** i));
    const bytes = bytesOfWords(pointers);
    this.#buffer.set(bytes);
    this.#fill = bytes.length;
  }

  #blockAt(index: number): number {
    return this.#made.get(index) ?? this.base.blockAt(index);
  }

  #take(): void {
    this.store.checkpoint();
    this.#block = this.store.allocate();
    this.#made.set(this.#index, this.#block);
    this.#isNew = true;
    this.store.blocks.erase(this.#block);
  }

  /** Writes the last block; a block that does not keep the data is given up for another. */
  #program(): void {
    while (this.#isNew) {
      try {
        this.store.blocks.write(this.#block, 0, this.#buffer.subarray(0, this.#fill));
        this.#isNew = false;
      } catch (error) {
        if (!(error instanceof FileError) || error.errno !== ECORRUPT) throw error;
        this.#block = this.store.allocate();
        this.#made.set(this.#index, this.#block);
        this.store.blocks.erase(this.#block);
      }
    }
  }
}
