/** What the Python side of a machine needs of the rest. */
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
  /** Code counts the opcodes it executes (`vm/counting.ts`), or tells `watcher` of them. */
  readonly counting: boolean;
  readonly watcher: Watcher | null;
  readonly profile: LineProfile | null;
  /** Told of the files that are compiled. */
  readonly coverage: Coverage | null;
  /** Told of those that the program has running; null: nobody wants to know. */
  readonly actors: Actors | null;
  print(text: string): void;
  /** A soft callback, for which `from` has asked, has raised, and has been printed. */
  failedSoftly(from: string, callee: Value, exception: Value): void;
  /** Takes the cycles of a collection; interrupts are served in it where the running thread has stopped. */
  pause(cycles: number, isStopped: boolean): void;
  /** The names that the firmware's own modules and types have. */
  firmwareNames(): ReadonlySet<string>;
  /** Modules and builtins, made anew at every reset. */
  world(python: Python): PythonWorld;
  readonly tier: Tier;
  /** The -O level after a reset. */
  readonly optimize: 0 | 1 | 2 | 3;
  /** Keeps what is compiled of files; null: nothing is kept. */
  readonly store: TextStore | null;
  /** Content of `sys.argv`. */
  readonly args: readonly string[];
}
