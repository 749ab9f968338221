/**
 * The nursery: the young generation of V8's heap. V8 reads the flags that are used here whenever it collects, so they can be changed at any time.
 * Like all flags, they are part of what a code cache is valid for.
 */

/**
 * By how much the nursery grows in one step, when as much has survived as it holds. Once the flags are changed, one thread collects it: others
 * are woken in more time than they save.
 */
const FLAGS = {
  /** As V8 starts. */
  unchanged: ['--semi-space-growth-factor=2', '--parallel-scavenge'],
  kept: ['--semi-space-growth-factor=1', '--no-parallel-scavenge'],
  large: ['--semi-space-growth-factor=4', '--no-parallel-scavenge'],
} as const;

/** `node:v8` is loaded only here: it takes a thirtieth of the time in which hello world runs. */
function setFlags(name: keyof typeof FLAGS): void {
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of FLAGS[name]) setFlagsFromString(flag);
}

/** The nursery keeps its size, however much survives. */
export function keepNursery(): void {
  setFlags('kept');
}

/** What must survive so that V8 lets the nursery grow: more than its first size of a megabyte. */
const BALLAST_BYTES = 1_250_000;
/** Objects of this size still lie in the nursery. */
const PIECE_BYTES = 64_000;
/** Within this time a busy program fills a nursery of the first size several times. */
const BALLAST_MS = 100;

/**
 * Lets the nursery grow to four times its size in one step. V8 itself would wait until much has survived, but programs that compute make
 * garbage alone, and to collect it takes the same time whether it is one megabyte or four.
 */
export function enlargeNursery(): void {
  setFlags('large');
  const ballast = Array.from({ length: BALLAST_BYTES / PIECE_BYTES }, () => new Array<number>(PIECE_BYTES / 8).fill(0.5));
  setTimeout(() => {
    ballast.length = 0;
  }, BALLAST_MS).unref();
}

/** Does some work under the flags that were set before `enlargeNursery`. */
export function withUnchangedNursery<T>(work: () => T): T {
  setFlags('unchanged');
  try {
    return work();
  } finally {
    setFlags('large');
  }
}
