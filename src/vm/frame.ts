/** One activation of one Code: locals, value stack, and where it goes on. */
import { PendingFrame } from '../objects/engine.js';
import type { Cell } from '../objects/function.js';
import type { PyGenerator } from '../objects/generator.js';
import type { PyInstance } from '../objects/instance.js';
import type { Table } from '../objects/table.js';
import { objectType, type PyType } from '../objects/type.js';
import { inherit, type Keywords, type Value } from '../objects/value.js';
import { globalLock } from './global-lock.js';
import type { Import } from './import.js';
import type { LinkedCode } from './link.js';

/** What happens with a frame's result beyond handing it to the frame below. */
export interface Construction {
  readonly instance: PyInstance;
  readonly args: Value[];
  readonly keywords: Keywords | null;
}

export class Frame implements PendingFrame {
  /** The next instruction to execute. */
  pc = 0;
  /** Number of used places in `stack`: locals, then values. */
  sp: number;
  /** Pending checks since the activation has last bounced the global lock; kept while somebody queues for it. */
  checks = globalLock.first;
  /** The frame that gets this one's result; null at the bottom of a run. */
  back: Frame | null = null;
  /** The generator whose body this is. */
  generator: PyGenerator | null = null;
  /** Set for the `__init__` of an instance: the result is the instance. */
  construction: Construction | null = null;
  /** The import that waits for this frame, the body of a module: its next step gives the result. */
  importing: Import | null = null;
  /** Exception to raise as soon as the frame runs (`generator.throw`). */
  pendingRaise: Value | undefined = undefined;
  /** Bytes of the thread's stack that this activation takes. */
  stackBytes = 0;

  constructor(
    readonly linked: LinkedCode,
    /** Locals, then the value stack. `undefined` marks an unbound local. */
    readonly stack: (Value | undefined)[],
    readonly cells: Cell[],
    /** Where LOAD_NAME and STORE_NAME work: a module's globals or a class body's names; null in functions. A class body that fails leaves its own here. */
    public locals: Table | null,
  ) {
    this.sp = linked.code.slots;
  }

  get type(): PyType {
    return objectType;
  }
}

inherit(Frame, PendingFrame);
