/** For long runs: a simulated week produces much garbage and keeps next to nothing. */
import { FLAGS_CHANGE } from './flags-change.js';
import { keepNursery } from './nursery.js';

/**
 * Makes V8 collect before it takes more memory; otherwise it lets its heap grow to several times the size of the live objects. The price is a
 * few percent of the run time of programs that allocate most. Node warns against changing flags late, but these are only limits, which V8 reads
 * whenever it considers growing. Without its growth factor of 1 the nursery would double each time a few megabytes have survived it, which happens
 * sooner or later in any long run.
 */
export async function keepHeapSmall(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  process.emit(FLAGS_CHANGE as 'exit', 0);
  setFlagsFromString('--optimize-for-size');
  keepNursery();
  setFlagsFromString('--expose-gc');
  const { runInNewContext } = await import('node:vm');
  // The limit of the old generation is recomputed only after a collection of it; until then it stays what it was when V8 started.
  (runInNewContext('gc') as () => void)();
}
