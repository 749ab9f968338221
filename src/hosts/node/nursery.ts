/**
 * The nursery: the young generation of V8's heap. V8 reads the flags that are used here whenever it collects, so they can be changed at any time.
 * Like all flags, they are part of what a code cache is valid for.
 */
import { setFlagsFromString } from 'node:v8';

/** By how much the nursery grows in one step, when as much has survived as it holds; V8's default is 2. */
function setGrowth(factor: 1 | 4): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`);
}

/** The nursery keeps its size, however much survives. One thread collects it: others are woken in more time than they save. */
export function keepNursery(): void {
  setGrowth(1);
  setFlagsFromString('--no-parallel-scavenge');
}

/** What must survive so that V8 lets the nursery grow: more than its first size of a megabyte. */
const BALLAST_BYTES = 1_250_000;
/** Objects of this size still lie in the nursery. */
const PIECE_BYTES = 64_000;
/** Within this time a busy program fills a nursery of the first size several times. */
const BALLAST_MS = 100;

/**
 * Lets the nursery grow to four times its first size in one step. V8 itself would wait until much has survived, but programs that compute make
 * garbage alone, and to collect it takes the same time whether it is one megabyte or four. With more than four, allocating becomes slower, because
 * the nursery no longer fits the caches of the processor.
 */
export function enlargeNursery(): void {
  setGrowth(4);
  const ballast = Array.from({ length: BALLAST_BYTES / PIECE_BYTES }, () => new Array<number>(PIECE_BYTES / 8).fill(0.5));
  setTimeout(() => {
    ballast.length = 0;
  }, BALLAST_MS).unref();
}

/** Does some work under the flags that were set before `enlargeNursery`. */
export function withFirstNursery<T>(work: () => T): T {
  setGrowth(1);
  try {
    return work();
  } finally {
    setGrowth(4);
  }
}
