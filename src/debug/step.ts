/** Where a step ends. */
import type { Frame } from '../vm/frame.js';
import type { Thread } from '../vm/thread.js';
import type { CallStack } from './call-stack.js';

/** `in`: the next line, also in a function that is called. `over`: the next line of the function, or its caller. `out`: its caller. */
export type StepKind = 'in' | 'over' | 'out';

/** The place that the program has reached. */
interface Arrival {
  readonly thread: Thread;
  readonly frame: Frame;
  /** Whether a line begins there. */
  readonly begins: boolean;
}

/** One step of a thread. Interrupts and other threads keep running meanwhile. */
export class Step {
  readonly #own: Frame | null;
  readonly #callers: ReadonlySet<Frame>;
  readonly #depth: number;

  /** The step begins where the thread is. `frames`: those of the thread, innermost first. */
  constructor(
    readonly kind: StepKind,
    private readonly thread: Thread,
    frames: readonly Frame[],
    private readonly stack: CallStack,
  ) {
    this.#own = frames[0] ?? null;
    this.#callers = new Set(frames.slice(1));
    this.#depth = stack.depth;
  }

  /** Whether the step ends here. */
  endsAt({ thread, frame, begins }: Arrival): boolean {
    if (frame === this.#own) return begins && this.kind !== 'out';
    // A caller continues in the middle of a line.
    if (this.#callers.has(frame)) return true;
    return begins && thread === this.thread && this.stack.depth <= this.#depth && (this.kind === 'in' || this.#isOver(frame));
  }

  /** Whether the function in which the step began has ended, without a caller that continues: a task of asyncio, a program. */
  #isOver(frame: Frame): boolean {
    const own = this.#own;
    if (own !== null && own.generator !== null) return own.generator.state === 'finished';
    return !this.stack.has([own, ...this.#callers], this.thread, frame);
  }
}
