/**
 * THE list of what JavaScript variables hold of the machine that runs. All machines share these variables, so whoever lets another one run, or
 * code that is not the program's, sets all of them and restores them afterwards.
 *
 * Not listed is what is read before any other Python code can run, such as `found` of `protocol/attribute.ts`.
 */
import { fuel } from '../execution.js';
import { type Heap, heap, useHeap } from '../objects/charge.js';
import { nesting } from '../objects/engine.js';
import { features, useFeatures } from '../objects/features.js';
import { precision } from '../objects/float.js';
import { knownNames, type NamePool, useNames } from '../objects/name-pool.js';
import { useWatcher, type Watcher, watcher } from './counting.js';
import type { Frame } from './frame.js';
import { globalLock } from './global-lock.js';
import { adopt, current, position, type Thread } from './thread.js';

/** What is in place. */
interface InPlace {
  readonly heap: Heap;
  readonly names: NamePool;
  readonly features: typeof features;
  readonly isSingle: boolean;
  readonly watcher: Watcher | null;
  /** The thread that runs or has nested code; undefined before the first machine of this host. */
  readonly thread: Thread | undefined;
  readonly frame: Frame | null;
  readonly nesting: Readonly<typeof nesting>;
  readonly globalLock: Readonly<typeof globalLock>;
  /** While a machine runs, its clock has taken the fuel over (`Clock.resume`); what is made while none does is charged to nobody. */
  readonly fuel: number;
}

/** What is in place where nothing of a machine runs yet: no frame, no native code, and nobody queues for its global lock. */
export const AT_REST = {
  frame: null,
  nesting: { depth: 0, levels: 0 },
  globalLock: { ...globalLock },
} as const satisfies Partial<InPlace>;

/** Sets what is given and leaves the rest as it is. Returns a function that restores everything. */
export function putInPlace(given: Partial<InPlace>): () => void {
  const before: InPlace = {
    heap,
    names: knownNames,
    features,
    isSingle: precision.single,
    watcher,
    thread: current,
    frame: position.frame,
    nesting: { ...nesting },
    globalLock: { ...globalLock },
    fuel: fuel.left,
  };
  put({ ...before, ...given });
  return () => put(before);
}

function put(all: InPlace): void {
  useHeap(all.heap);
  useNames(all.names);
  useFeatures(all.features);
  precision.single = all.isSingle;
  useWatcher(all.watcher);
  if (all.thread !== undefined) adopt(all.thread);
  position.frame = all.frame;
  Object.assign(nesting, all.nesting);
  Object.assign(globalLock, all.globalLock);
  fuel.left = all.fuel;
}
