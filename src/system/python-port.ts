/** What a machine's Python needs of the rest of the machine. */
import type { BoardDescription } from '../board/boards.js';
import type { Features } from '../firmwares.js';
import type { TextStore } from '../host.js';
import type { PythonWorld } from '../modules/python-world.js';
import type { Value } from '../objects/value.js';
import type { Scheduler } from '../sim/scheduler.js';
import type { Watcher } from '../vm/counting.js';
import type { Tier } from '../vm/tier.js';
import type { Actors } from './actors.js';
import type { Coverage } from './counting/coverage.js';
import type { LineProfile } from './counting/line-profile.js';
import type { Python } from './python.js';

/** The rest of the machine, as Python sees it. */
export interface PythonPort {
  readonly description: BoardDescription;
  readonly features: Features;
  readonly scheduler: Scheduler;
  readonly heapSize: number;
  /** Code counts the opcodes it executes (`vm/counting.ts`), or notifies `watcher` of them. */
  readonly counting: boolean;
  readonly watcher: Watcher | null;
  readonly profile: LineProfile | null;
  /** Notified of files that are compiled. */
  readonly coverage: Coverage | null;
  /** Notified of callbacks and tasks of the program; null if there is no listener. */
  readonly actors: Actors | null;
  print(text: string): void;
  /** Called when a soft callback, requested by `from`, has raised an exception and that has been printed. */
  failedSoftly(from: string, callee: Value, exception: Value): void;
  /** Spends the cycles of a collection. Interrupts are served in it if the running thread has stopped. */
  pause(cycles: number, isStopped: boolean): void;
  /** Returns the names that occur in the firmware's own modules and types. */
  firmwareNames(): ReadonlySet<string>;
  /** Makes modules and builtins; called at every reset. */
  world(python: Python): PythonWorld;
  readonly tier: Tier;
  /** The -O level after a reset. */
  readonly optimize: 0 | 1 | 2 | 3;
  /** Keeps compiled files; null: nothing is kept. */
  readonly store: TextStore | null;
  /** Content of `sys.argv`. */
  readonly args: readonly string[];
}
