/**
 * Who has called whom: the frames of a thread, innermost first, through native code that has called Python and interrupts that came in between.
 * The virtual machine links frames only within a segment; what lies below one is noted here when it begins.
 */
import type { Frame } from '../vm/frame.js';
import { current, position, type Thread } from '../vm/thread.js';

/** What the stack needs of the machine. */
export interface StackPort {
  /** The interrupt whose handler runs; null if none does. */
  readonly interrupt: { readonly name: string } | null;
  /** How often soft callbacks are locked: in interrupt handlers, and in soft callbacks themselves. */
  readonly callbackLocks: number;
}

/** One level of a stack: a frame, or, where an interrupt or a soft callback came in between, its name. */
export type Level = { readonly frame: Frame } | { readonly cause: string };

/** Python that native code has called. */
interface Segment {
  readonly thread: Thread;
  /** The frame that runs again when it has ended; null if none does. */
  readonly caller: Frame | null;
  /** Null: native code that the caller has called. */
  readonly cause: string | null;
  readonly interrupt: StackPort['interrupt'];
  readonly callbackLocks: number;
}

/** Those of one machine. */
export class CallStack {
  readonly #segments: Segment[] = [];
  /** How many interrupts and soft callbacks lie on top of each other. */
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

  /** Whether what the running thread has come to is the outermost frame of its program, or of an interrupt's or soft callback: nothing below it catches what it raises. */
  isOutermost(frame: Frame): boolean {
    const segment = this.#segments.at(-1);
    return frame.back === null && (segment?.thread !== current || segment.cause !== null);
  }

  /** Whether one of some frames is on the stack of a thread, which is at `frame`. */
  has(some: readonly (Frame | null)[], thread: Thread, frame: Frame): boolean {
    for (const level of this.#levels(thread, frame)) if ('frame' in level && some.includes(level.frame)) return true;
    return false;
  }

  /** The levels of a thread. `frame`: its innermost one, if it is at work. */
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

/** The frame at which a thread is that is not the one at work; null if it has none. */
function innermost(thread: Thread): Frame | null {
  return thread.coveredFrame ?? (thread.done ? null : thread.top);
}

/** The frame on top of which a thread runs what native code calls. An interrupt borrows the stack of one that may have stopped, or be covered. */
const running = (thread: Thread): Frame | null => (thread.runs && !thread.isCovered ? position.frame : innermost(thread));
