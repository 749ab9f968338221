/** Which blocks of a littlefs volume are free: looked for where none is known, from the last one on (`lib/littlefs/lfs2.c`, lfs2_alloc). */
import { ENOSPC } from '../../errno.js';
import { FileError } from '../file-error.js';

/** The free blocks of a volume of `count` blocks. */
export class FreeBlocks {
  readonly #known: number[] = [];
  /** Those taken since the last checkpoint, which nothing need name yet. */
  readonly #fresh = new Set<number>();
  #next = 0;

  constructor(
    private readonly count: number,
    /** The blocks that are in use now. */
    private readonly used: () => Iterable<number>,
  ) {}

  /** Any number says where the search begins. */
  startAt(seed: number): void {
    this.#next = seed % this.count;
  }

  /** All that has been taken is named by now. */
  checkpoint(): void {
    this.#fresh.clear();
  }

  /** One that is not given again before it is named; raises ENOSPC. */
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
