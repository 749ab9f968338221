/**
 * Files too large for their folder: a list of blocks that is read backwards and skips (littlefs DESIGN, "CTZ skip-lists").
 * Block n, n > 0, begins with as many pointers as n has trailing zero bits, and one: to the blocks 1, 2, 4 … before it.
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

/** How many pointers a block of the list has. */
export function pointersOf(index: number): number {
  return index === 0 ? 0 : 32 - Math.clz32(index & -index);
}

function ones(value: number): number {
  let count = 0;
  for (let rest = value; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** The block of a list in which a byte lies, and where in it. */
export function placeOf(position: number, blockSize: number): { index: number; offset: number } {
  const room = blockSize - 2 * POINTER;
  const guess = Math.floor(position / room);
  if (guess === 0) return { index: 0, offset: position };
  const index = Math.floor((position - POINTER * (ones(guess - 1) + 2)) / room);
  return { index, offset: position - room * index - POINTER * ones(index) };
}

/** A chain from its bytes in the metadata. */
export function chainOf(struct: Uint8Array): Chain {
  const [head, size] = words(struct, 2) as [number, number];
  return size === 0 ? NO_CHAIN : { head, size };
}

/** The bytes of a chain in the metadata. */
export function structOf({ head, size }: Chain): Uint8Array {
  return bytesOfWords([head, size]);
}

/** All blocks of a chain, the last one first. */
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

/** Finds blocks of a chain, and remembers those it came by. */
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

  /** The block of an index within the chain. */
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

  /** Bytes from a position on, within one block. */
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
