/**
 * Who has called whom: the frames of a thread, innermost first, across native code that has called Python, and across interrupts.
 * The virtual machine links frames only within a segment; what lies below a segment is noted here when it begins.
 */
import type { Frame } from '../vm/frame.js';
import { current, position, type Thread } from '../vm/thread.js';

/** What the call stack needs from the machine. */
export interface StackPort {
  /** The interrupt whose handler runs; null if none does. */
  readonly interrupt: { readonly name: string } | null;
  /** How many times soft callbacks are locked. Interrupt handlers lock them, and so do soft callbacks. */
  readonly callbackLocks: number;
}

/** One level of a stack: a frame, or the name of an interrupt or soft callback that came in between. */
export type Level = { readonly frame: Frame } | { readonly cause: string };

/** Python that native code has called. */
interface Segment {
  readonly thread: Thread;
  /** The frame that continues when the segment has ended; null if there is none. */
  readonly caller: Frame | null;
  /** The interrupt or soft callback that runs it; null if it is native code that the caller has called. */
  readonly cause: string | null;
  readonly interrupt: StackPort['interrupt'];
  readonly callbackLocks: number;
}

/** The call stacks of one machine. */
export class CallStack {
  readonly #segments: Segment[] = [];
  /** The number of interrupts and soft callbacks on top of each other. */
  depth = 0;

  constructor(private readonly port: StackPort) {}

  /** Runs Python that native code calls. */
  around<T>(run: () => T): T {
    const segment = this.#segment();
    const deeper = segment.cause === null ? 0 : 1;
    this.#segments.push(segment);
    this.depth += deeper;
    try {
      return run();
    } finally {
      this.#segments.pop();
      this.depth -= deeper;
    }
  }

  #segment(): Segment {
    const { interrupt, callbackLocks } = this.port;
    const below = this.#segments.at(-1);
    const isInterrupt = interrupt !== null && interrupt !== (below?.interrupt ?? null);
    const isCallback = callbackLocks > (below?.callbackLocks ?? 0);
    const cause = isInterrupt ? `interrupt ${interrupt.name}` : isCallback ? 'soft callback' : null;
    return { thread: current, caller: running(current), cause, interrupt, callbackLocks };
  }

  /**
   * Whether a frame, at which the running thread is, is the outermost of its program, or of an interrupt's handler or soft callback: nothing
   * below it catches what it raises.
   */
  isOutermost(frame: Frame): boolean {
    const segment = this.#segments.at(-1);
    return frame.back === null && (segment?.thread !== current || segment.cause !== null);
  }

  /** Whether any of these frames is on the stack of a thread that is at `frame`. */
  has(some: readonly (Frame | null)[], thread: Thread, frame: Frame): boolean {
    for (const level of this.#levels(thread, frame)) if ('frame' in level && some.includes(level.frame)) return true;
    return false;
  }

  /** The levels of a thread. `frame` is its innermost frame; it must be given for the running thread. */
  levels(thread: Thread, frame: Frame | null = innermost(thread)): Level[] {
    return [...this.#levels(thread, frame)];
  }

  *#levels(thread: Thread, innermost: Frame | null): Generator<Level> {
    yield* framesFrom(innermost);
    for (let at = this.#segments.length - 1; at >= 0; at--) {
      const segment = this.#segments[at] as Segment;
      if (segment.thread !== thread) continue;
      if (segment.cause !== null) yield { cause: segment.cause };
      yield* framesFrom(segment.caller);
    }
  }
}

function* framesFrom(top: Frame | null): Generator<Level> {
  for (let frame = top; frame !== null; frame = frame.back) yield { frame };
}

/** The innermost frame of a thread that is not the running one; null if it has none. */
function innermost(thread: Thread): Frame | null {
  return thread.coveredFrame ?? (thread.done ? null : thread.top);
}

/** The frame on top of which native code calls Python. A thread whose stack an interrupt borrows may have stopped, or be covered. */
const running = (thread: Thread): Frame | null => (thread.runs && !thread.isCovered ? position.frame : innermost(thread));
