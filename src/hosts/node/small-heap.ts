/** Long runs: a simulated week makes much garbage and keeps next to nothing. */
import { FLAGS_CHANGE } from './flags-change.js';

/**
 * From now on V8 collects before it takes more memory, where it would else let its heap grow to several times of what lives; its price
 * is a few percent of the time of programs that allocate most. Node warns of changing flags late: these are but limits that V8 reads
 * whenever it thinks of growing. The young generation would double whenever a few megabytes have outlived it, in some week as in some day.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  process.emit(FLAGS_CHANGE as 'exit', 0);
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--expose-gc');
  const { runInNewContext } = await import('node:vm');
  // The limit of the old generation is worked out when that has been collected, else it stays what it was when V8 began.
  (runInNewContext('gc') as () => void)();
}
