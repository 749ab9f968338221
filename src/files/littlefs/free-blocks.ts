/** Which blocks of a littlefs volume are free. If none is known, a search continues after the last one (`lib/littlefs/lfs2.c`, lfs2_alloc). */
import { ENOSPC } from '../../errno.js';
import { FileError } from '../file-error.js';

/** The free blocks of a volume of `count` blocks. */
export class FreeBlocks {
  readonly #known: number[] = [];
  /** Blocks taken since the last checkpoint, which may not be named by anything yet. */
  readonly #fresh = new Set<number>();
  #next = 0;

  constructor(
    private readonly count: number,
    /** The blocks that are in use now. */
    private readonly used: () => Iterable<number>,
  ) {}

  /** Sets where the search begins; any number will do. */
  startAt(seed: number): void {
    this.#next = seed % this.count;
  }

  /** To be called when all blocks taken so far are named. */
  checkpoint(): void {
    this.#fresh.clear();
  }

  /** Returns a block, which is not returned again before it is named; raises ENOSPC. */
  take(): number {
    let block = this.#known.pop();
    if (block === undefined) {
      this.#find();
      block = this.#known.pop();
    }
    if (block === undefined) throw new FileError(ENOSPC);
    this.#fresh.add(block);
    this.#next = (block + 1) % this.count;
    return block;
  }

  #find(): void {
    const used = new Set(this.#fresh);
    for (const block of this.used()) used.add(block);
    for (let i = this.count - 1; i >= 0; i--) {
      const block = (this.#next + i) % this.count;
      if (!used.has(block)) this.#known.push(block);
    }
  }
}
