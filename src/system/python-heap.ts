/** The heap of a machine's Python: what its collections see, what they cost, and what they notify. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import type { PythonWorld } from '../modules/python-world.js';
import { BLOCK } from '../objects/charge.js';
import { current } from '../vm/thread.js';
import { liveObjects, type Roots } from './memory/live-bytes.js';
import { SimulatedHeap } from './memory/simulated-heap.js';
import type { PythonThreads } from './python-threads.js';

/** What the heap needs of Python. */
interface HeapOwner {
  readonly threads: PythonThreads;
  roots(): Roots;
  /** Null before the first reset. */
  world(): PythonWorld | null;
  /** Spends the cycles of a collection. Interrupts are served in it if the running thread has stopped. */
  pause(cycles: number, isStopped: boolean): void;
  /** Makes the next safe point due. */
  notify(): void;
}

/** Makes a heap of `bytes` bytes. */
export function makeHeap(bytes: number, owner: HeapOwner): SimulatedHeap {
  return new SimulatedHeap(bytes, {
    live: (top, given) => liveObjects(owner.roots(), top, given),
    sighted: (withInnermost) => sighted(owner.threads, withInnermost),
    missed: () => {
      for (const thread of [current, ...owner.threads.below()]) thread.missCollection();
    },
    seen: (held) => current.sightings.see(current.noSuspend, held),
    pause: (used, live, isStopped) =>
      owner.pause((used / BLOCK) * EVENT_PRICE.COLLECT_PER_BLOCK + (live / BLOCK) * EVENT_PRICE.COLLECT_PER_LIVE_BLOCK, isStopped),
    finalise: (live, isAsked) => {
      const world = owner.world();
      if (isAsked) world?.openFiles.collected((file) => live.has(file));
      world?.weakReferences.collected((object) => live.has(object));
    },
    seesAll: () => current.noSuspend === 0 && owner.threads.below().length === 0,
    canStop: () => current.canStop,
    canUnwind: () => current.canUnwind,
    notify: () => owner.notify(),
  });
}

/** Returns the bytes that frames on the host's stack held when they were last seen. */
function sighted(threads: PythonThreads, withInnermost: boolean): number {
  const below = threads.below().reduce((sum, { sightings }) => sum + sightings.total(), 0);
  return below + (withInnermost ? current.sightings.total() : current.sightings.total(current.noSuspend));
}
