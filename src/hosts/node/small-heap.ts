/** Long runs: a simulated week makes much garbage and keeps next to nothing. */

/**
 * From now on V8 collects before it takes more memory, where it would else let its heap grow to several times of what lives. It takes effect
 * in a process that runs already; its price is a few percent of the time of programs that allocate most.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--optimize-for-size');
}
