/** `gc` (`py/modgc.c`). */
import { BLOCK } from '../objects/charge.js';
import { arg, fn } from '../objects/declare.js';
import { int } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';

/** The collector of a machine's simulated heap. */
export interface Collector {
  /** Collects now, taking the time it takes on the board. */
  collect(): void;
  /** Whether allocation may start a collection. */
  automatic: boolean;
  /** Bytes that can still be allocated. */
  readonly free: number;
  /** Bytes in use. */
  readonly allocated: number;
  /** Number of allocated bytes after which a collection runs; null for no limit. */
  threshold: number | null;
}

/** `gc` of a machine. */
export function gc(collector: Collector): PyModule {
  return nativeModule('gc', {
    collect: fn('Run a collection.', [], () => collector.collect()),
    disable: fn('Forbid automatic collections.', [], () => {
      collector.automatic = false;
    }),
    enable: fn('Allow automatic collections.', [], () => {
      collector.automatic = true;
    }),
    isenabled: fn('Whether automatic collections are allowed.', [], () => collector.automatic),
    mem_free: fn('Bytes of heap that are free.', [], () => collector.free),
    mem_alloc: fn('Bytes of heap in use.', [], () => collector.allocated),
    threshold: fn(
      'Get or set after how many allocated bytes to collect; negative for never.',
      [arg('amount', int, undefined)],
      (amount) => {
        if (amount === undefined) return collector.threshold ?? -1;
        collector.threshold = amount < 0 ? null : Math.floor(amount / BLOCK) * BLOCK;
      },
    ),
  });
}
