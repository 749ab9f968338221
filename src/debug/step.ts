/** Where a step ends. */
import type { Frame } from '../vm/frame.js';
import type { Thread } from '../vm/thread.js';
import type { CallStack } from './call-stack.js';

/** `in`: the next line, in whatever is called, too. `over`: the next line of the function, or its caller. `out`: its caller. */
export type StepKind = 'in' | 'over' | 'out';

/** Where the program has come to. */
interface Arrival {
  readonly thread: Thread;
  readonly frame: Frame;
  /** A line begins. */
  readonly begins: boolean;
}

/** One step of a thread. What interrupts it meanwhile, and other threads, run on. */
export class Step {
  readonly #own: Frame | null;
  readonly #callers: ReadonlySet<Frame>;
  readonly #depth: number;

  /** From where the thread is: its frames, innermost first. */
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

  /** Whether it ends here. */
  endsAt({ thread, frame, begins }: Arrival): boolean {
    if (frame === this.#own) return begins && this.kind !== 'out';
    // A caller goes on in the middle of a line.
    if (this.#callers.has(frame)) return true;
    return begins && thread === this.thread && this.stack.depth <= this.#depth && (this.kind === 'in' || this.#isOver(frame));
  }

  /** Whether the function in which the step began has ended, with nobody to go on after it: a task of asyncio, a program. */
  #isOver(frame: Frame): boolean {
    const own = this.#own;
    if (own !== null && own.generator !== null) return own.generator.state === 'finished';
    return !this.stack.has([own, ...this.#callers], this.thread, frame);
  }
}
