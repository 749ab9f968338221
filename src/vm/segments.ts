/**
 * A thread's frames while they run on the host's stack, cut into segments by native code that calls Python. A segment unwinds as a whole:
 * its activations save themselves, one by one, as a chain of frames. It does so because the thread stops, or for the collector, which cannot
 * see the frames otherwise; then it continues at once. What is known of segments that cannot unwind is in `sightings.ts`.
 */
import { SUSPEND } from '../execution.js';
import { PARKED } from '../objects/engine.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { Sightings } from './sightings.js';
import type { Completion, ThreadPort } from './supervisor.js';

/** What segments need of their thread. */
interface SegmentedThread {
  readonly sightings: Sightings;
  /** The depth of the innermost segment. */
  readonly noSuspend: number;
  /** The thread has stopped in the middle of a safe point, which makes the collection that is due when it goes on. */
  readonly isAtSafepoint: boolean;
  /** Called when the thread has unwound for the collector. True if it continues, with new fuel. */
  goesOn(suspendable: boolean): boolean;
  /** Called when the innermost segment has unwound for something else than a stop, before it continues. */
  hasUnwound(): void;
  /** Gives up the wait for which the thread has stopped: it does not begin. */
  giveUpWait(): void;
}

/** The segments of one thread. */
export class Segments {
  /** The innermost frame of the segment that has last unwound. */
  #top: Frame | null = null;
  /** The outermost frame that has been saved so far while a segment unwinds; otherwise null. */
  #bottom: Frame | null = null;
  /** The segment unwinds only so that the collector can see its frames. */
  #collects = false;
  /** The result of the instruction at which a segment has unwound; null if it has none. */
  #completion: Completion | null = null;

  constructor(
    private readonly thread: SegmentedThread,
    private readonly port: ThreadPort,
  ) {}

  /** Called when the thread gets a new program. */
  clear(): void {
    this.#completion = null;
    this.#collects = false;
  }

  /** The innermost frame of the segment that has last unwound. */
  get top(): Frame | null {
    return this.#top;
  }

  /** The outermost frame that has been saved so far while a segment unwinds. */
  get bottom(): Frame | null {
    return this.#bottom;
  }

  /** Runs from a frame until the thread stops (PARKED) or the segment ends. Meanwhile the segment may unwind for the collector. */
  run(frame: Frame, completion: Completion | null): Value {
    let goesOn = completion;
    for (let top = frame; ; top = this.#top as Frame) {
      let value: Value = PARKED;
      try {
        value = this.port.interpret(top, goesOn);
      } catch (x) {
        if (x !== SUSPEND) throw x;
      }
      if (value !== PARKED) return value;
      this.#bottom = null;
      if (!this.collectStopped(this.#top)) return PARKED;
      goesOn = this.takeCompletion();
    }
  }

  /** Continues a segment of nested code that has unwound for the collector, to its end. */
  goOnNested(): Value {
    this.#bottom = null;
    this.collectStopped(this.#top);
    return this.run(this.#top as Frame, this.takeCompletion());
  }

  /**
   * Makes the collection that is due, now that the innermost frames are saved. True if the thread continues at once, because it has stopped
   * for nothing else.
   */
  collectStopped(top: Frame | null): boolean {
    const { thread } = this;
    const { collector, supervisor } = this.port;
    // The end of a slice must not put the collection before interrupts that the safe point has yet to serve.
    const isSeen = !thread.isAtSafepoint;
    const isDue = isSeen && collector.isDue;
    const collects = this.#collects;
    const result = this.takeCompletion();
    this.#collects = false;
    // The fields are read and cleared before the collection: finalisers may run nested code, which itself unwinds.
    const given = result !== null && 'value' in result ? result.value : undefined;
    const problem = isDue ? collector.collectDue(top, given) : null;
    if (isSeen && thread.sightings.lacks(thread.noSuspend)) collector.recount(top, given);
    this.#top = top;
    this.#completion = problem === null ? result : { raised: problem };
    if (problem !== null && thread.noSuspend === 0) thread.giveUpWait();
    if (!collects) return false;
    thread.hasUnwound();
    if (isDue) supervisor.settleAndServe(false);
    return thread.goesOn(thread.noSuspend === 0);
  }

  /** Called by activations, innermost first, to save the frame in which they continue; an activation's other frames are linked below it. */
  save(frame: Frame): void {
    if (this.#bottom === null) this.#top = frame;
    else this.#bottom.back = frame;
    let bottom = frame;
    while (bottom.back !== null) bottom = bottom.back;
    this.#bottom = bottom;
  }

  /** Takes the result of the instruction at which a segment has unwound; null if it has none. */
  takeCompletion(): Completion | null {
    const result = this.#completion;
    this.#completion = null;
    return result;
  }

  /** Whether the collector has to see the innermost segment. */
  mustBeSeen(): boolean {
    return this.port.collector.isDue || this.thread.sightings.lacks(this.thread.noSuspend);
  }

  /** Unwinds the innermost segment for the collector; it continues at once. */
  unwindToBeSeen(): never {
    this.#collects = true;
    throw SUSPEND;
  }

  /** Like `unwindToBeSeen`, in the middle of an instruction, whose result is `value`. */
  unwindGiving(value: Value): never {
    this.#completion = { value };
    this.unwindToBeSeen();
  }
}
