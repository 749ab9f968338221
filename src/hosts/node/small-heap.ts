/** Long runs: a simulated week makes much garbage and keeps next to nothing. */
import { FLAGS_CHANGE } from './flags-change.js';

/**
 * From now on V8 collects before it takes more memory, where it would else let its heap grow to several times of what lives; its price
 * is a few percent of the time of programs that allocate most. Node warns of changing flags late: this one is but a limit of the
 * young generation, which V8 reads whenever it thinks of growing.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  process.emit(FLAGS_CHANGE as 'exit', 0);
  setFlagsFromString('--optimize-for-size');
}
