/** One activation of one Code: locals, value stack, and where it continues. */
import { PendingFrame } from '../objects/engine.js';
import type { Cell } from '../objects/function.js';
import type { PyGenerator } from '../objects/generator.js';
import type { PyInstance } from '../objects/instance.js';
import type { Table } from '../objects/table.js';
import { objectType, type PyType } from '../objects/type.js';
import { inherit, type Keywords, type Value } from '../objects/value.js';
import type { Import } from './import.js';
import type { LinkedCode } from './link.js';

/** What is needed to turn the result of an `__init__`'s frame into the instance (`finishInstance`). */
export interface Construction {
  readonly instance: PyInstance;
  readonly args: Value[];
  readonly keywords: Keywords | null;
}

export class Frame implements PendingFrame {
  /** The next instruction to execute. */
  pc = 0;
  /** Number of slots in use in `stack`: locals, then values. */
  sp: number;
  /** Pending checks since the activation last bounced the global lock, if a thread queues for it; if negative, see `stops.ts`. */
  checks = 0;
  /** The frame that receives this frame's result; null at the bottom of a run. */
  back: Frame | null = null;
  /** The generator whose body this is. */
  generator: PyGenerator | null = null;
  /** Set for the `__init__` of an instance: the result is the instance. */
  construction: Construction | null = null;
  /** The import that waits for this frame, a module's body. Its next step gives the result. */
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
    /**
     * The table of LOAD_NAME and STORE_NAME: a module's globals or a class body's names; null in functions. A class body that fails leaves its
     * own table here, in the frame of the code around it.
     */
    public locals: Table | null,
  ) {
    this.sp = linked.code.slots;
  }

  get type(): PyType {
    return objectType;
  }
}

inherit(Frame, PendingFrame);
