/**
 * A thread's frames while they run on the host's stack, cut into segments by native code that calls Python. A segment unwinds as a whole,
 * activation by activation, which save themselves as a chain of frames: because the thread stops, or for the collector, which cannot see
 * them otherwise, and then goes on at once. What is known of those that cannot unwind is in `sightings.ts`.
 */
import { SUSPEND } from '../execution.js';
import { PARKED } from '../objects/engine.js';
import type { Value } from '../objects/value.js';
import type { Frame } from './frame.js';
import type { Sightings } from './sightings.js';
import type { Completion, ThreadPort } from './supervisor.js';

/** What segments ask of their thread. */
interface SegmentedThread {
  readonly sightings: Sightings;
  /** The depth of the innermost segment. */
  readonly noSuspend: number;
  /** It has unwound for the collector: whether the thread goes on, with new fuel. */
  goesOn(suspendable: boolean): boolean;
  /** A wait that the thread has stopped for does not begin. */
  giveUpWait(): void;
}

/** Those of one thread. */
export class Segments {
  /** Innermost frame of the one that has last unwound. */
  #top: Frame | null = null;
  /** Outermost frame that has been saved while one unwinds; else null. */
  #bottom: Frame | null = null;
  /** It unwinds only in order to be looked at by the collector. */
  #collects = false;
  /** What the instruction gives at which one has unwound; null if it gives nothing. */
  #completion: Completion | null = null;

  constructor(
    private readonly thread: SegmentedThread,
    private readonly port: ThreadPort,
  ) {}

  /** The thread has a new program. */
  clear(): void {
    this.#completion = null;
    this.#collects = false;
  }

  /** Innermost frame of the one that has last unwound. */
  get top(): Frame | null {
    return this.#top;
  }

  /** The outermost frame that has been saved while one unwinds. */
  get bottom(): Frame | null {
    return this.#bottom;
  }

  /** Runs from a frame until the thread stops, PARKED, or the segment ends. On the way it may have unwound for the collector. */
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

  /** A segment of nested code has unwound, for the collector; it goes on to its end. */
  goOnNested(): Value {
    this.#bottom = null;
    this.collectStopped(this.#top);
    return this.run(this.#top as Frame, this.takeCompletion());
  }

  /**
   * Makes the collection that is due, now that the innermost frames are saved. Whether the thread goes on at once, having stopped for
   * nothing else.
   */
  collectStopped(top: Frame | null): boolean {
    const { thread } = this;
    const { collector, supervisor } = this.port;
    const { isDue } = collector;
    const collects = this.#collects;
    const result = this.takeCompletion();
    this.#collects = false;
    // Finalisers may run nested code, which unwinds in its turn.
    const given = result !== null && 'value' in result ? result.value : undefined;
    const problem = isDue ? collector.collectDue(top, given) : null;
    if (thread.sightings.lacks(thread.noSuspend)) collector.recount(top, given);
    this.#top = top;
    this.#completion = problem === null ? result : { raised: problem };
    if (problem !== null && thread.noSuspend === 0) thread.giveUpWait();
    if (!collects) return false;
    if (isDue) supervisor.settleAndServe(false);
    return thread.goesOn(thread.noSuspend === 0);
  }

  /** An activation saves itself, innermost first: the frame in which it goes on, which has the activation's other frames below it. */
  save(frame: Frame): void {
    if (this.#bottom === null) this.#top = frame;
    else this.#bottom.back = frame;
    let bottom = frame;
    while (bottom.back !== null) bottom = bottom.back;
    this.#bottom = bottom;
  }

  /** What the instruction gives at which one has unwound; null if it gives nothing. */
  takeCompletion(): Completion | null {
    const result = this.#completion;
    this.#completion = null;
    return result;
  }

  /** Whether the collector has to see the innermost one. */
  mustBeSeen(): boolean {
    return this.port.collector.isDue || this.thread.sightings.lacks(this.thread.noSuspend);
  }

  /** The innermost one unwinds for the collector, and goes on at once. */
  unwindToBeSeen(): never {
    this.#collects = true;
    throw SUSPEND;
  }

  /** The same in the middle of an instruction, which gives `value` then. */
  unwindGiving(value: Value): never {
    this.#completion = { value };
    this.unwindToBeSeen();
  }
}
