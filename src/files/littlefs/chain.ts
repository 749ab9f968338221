/**
 * Files too large for their folder: a list of blocks with pointers that lead backwards and skip blocks (littlefs DESIGN, "CTZ skip-lists").
 * Block n, n > 0, begins with one pointer more than n has trailing zero bits: to the blocks 1, 2, 4 … before it.
 */
import type { LfsBlocks } from './blocks.js';
import { bytesOfWords, NO_BLOCK, words } from './contents.js';

/** The last block of a file and its size. */
export interface Chain {
  readonly head: number;
  readonly size: number;
}

const POINTER = 4;
/** The chain of an empty file. */
export const NO_CHAIN: Chain = { head: NO_BLOCK, size: 0 };

/** Returns how many pointers a block of the list has. */
export function pointersOf(index: number): number {
  return index === 0 ? 0 : 32 - Math.clz32(index & -index);
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Returns the index of the block in which a byte of a list is, and its offset in the block. */
export function placeOf(position: number, blockSize: number): { index: number; offset: number } {
  const room = blockSize - 2 * POINTER;
  const guess = Math.floor(position / room);
  if (guess === 0) return { index: 0, offset: position };
  const index = Math.floor((position - POINTER * (ones(guess - 1) + 2)) / room);
  return { index, offset: position - room * index - POINTER * ones(index) };
}

/** Returns a chain from its bytes in the metadata. */
export function chainOf(struct: Uint8Array): Chain {
  const [head, size] = words(struct, 2) as [number, number];
  return size === 0 ? NO_CHAIN : { head, size };
}

/** Returns the bytes of a chain for the metadata. */
export function structOf({ head, size }: Chain): Uint8Array {
  return bytesOfWords([head, size]);
}

/** Yields all blocks of a chain, the last one first. */
export function* chainBlocks(blocks: LfsBlocks, struct: Uint8Array): Iterable<number> {
  const { head, size } = chainOf(struct);
  if (size === 0) return;
  let block = head;
  for (let { index } = placeOf(size - 1, blocks.size); ; index--) {
    yield block;
    if (index === 0) return;
    block = words(blocks.read(block, 0, POINTER), 1)[0] as number;
  }
}

/** Finds blocks of a chain, and remembers those on the way. */
export class ChainReader {
  readonly #known = new Map<number, number>();
  readonly #last: number;
  /** The piece that was read last. */
  #piece: { readonly block: number; readonly start: number; readonly bytes: Uint8Array } | null = null;

  constructor(
    private readonly blocks: LfsBlocks,
    readonly chain: Chain,
  ) {
    this.#last = chain.size === 0 ? -1 : placeOf(chain.size - 1, blocks.size).index;
    if (chain.size > 0) this.#known.set(this.#last, chain.head);
  }

  /** Returns the block at an index of the chain. */
  blockAt(index: number): number {
    const known = this.#known.get(index);
    if (known !== undefined) return known;
    let [at, block] = [this.#last, this.chain.head];
    const beside = this.#known.get(index + 1);
    if (beside !== undefined) [at, block] = [index + 1, beside];
    while (at > index) {
      const skip = Math.min(31 - Math.clz32(at - index), pointersOf(at) - 1);
      block = words(this.blocks.read(block, POINTER * skip, POINTER), 1)[0] as number;
      at -= 2 ** skip;
      this.#known.set(at, block);
    }
    return block;
  }

  /** Returns bytes from a position on, no more than one block has. */
  read(position: number, length: number): Uint8Array {
    const { blocks } = this;
    const { index, offset } = placeOf(position, blocks.size);
    const block = this.blockAt(index);
    const count = Math.min(length, blocks.size - offset, this.chain.size - position);
    if (count >= blocks.cache) return blocks.read(block, offset, count);
    const start = Math.floor(offset / blocks.cache) * blocks.cache;
    if (this.#piece?.block !== block || this.#piece.start !== start) {
      this.#piece = { block, start, bytes: blocks.read(block, start, Math.min(blocks.cache, blocks.size - start)) };
    }
    return this.#piece.bytes.subarray(offset - start, offset - start + count);
  }
}
