/**
 * A stack of frames that can be stopped at any safe point and resumed: one thread of the Python program.
 * The order of what happens at a safe point is part of the contract with the compiled tier.
 */
import { type Execution, fuel, SUSPEND, type Wait } from '../execution.js';
import { heap } from '../objects/charge.js';
import { nesting, PARKED, PendingFrame } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { isRaised } from '../objects/exception-type.js';
import type { Value } from '../objects/value.js';
import { Bounces } from './bounces.js';
import type { Frame } from './frame.js';
import { STACK_LIMIT } from './limits.js';
import type { Pending } from './pending.js';
import { Segments } from './segments.js';
import { Sightings } from './sightings.js';
import { type Completion, NO_WAY_ON, type Supervisor, type ThreadPort, type ThreadResult } from './supervisor.js';
import { completionOf, Waiting } from './waiting.js';

/** The thread that runs now on this host; nested code belongs to it, too. */
export let current: Thread;
/** The frame that runs now, for natives that look at it (`globals`, `locals`). */
export const position: { frame: Frame | null } = { frame: null };
/** Bytes that are left of the running thread's stack; kept here, not in the thread, for every call counts them. */
export const stackRoom = { left: 0 };

/** Makes a thread the one that runs. Answers the one that ran before. */
function switchTo(thread: Thread): Thread {
  const before = current;
  if (thread !== before) {
    if (before !== undefined) before.stackLeft = stackRoom.left;
    stackRoom.left = thread.stackLeft;
    current = thread;
  }
  return before;
}

/** Makes a thread the one that nested code belongs to while none runs: interrupt handlers borrow its stack. */
export function adopt(thread: Thread): void {
  switchTo(thread);
}

export class Thread implements Execution {
  /** Depth of native code that waits for Python, interrupt handlers included: above 0 no stop is possible. */
  noSuspend = 0;
  /** It is being run. It may wait all the same, in its nested code or on the spot. */
  runs = false;
  /** The innermost frame of its nested code, on top of which others run; undefined where none do. */
  coveredFrame: Frame | null | undefined = undefined;
  /** What the collector knows of the frames on the host's stack. */
  readonly sightings = new Sightings();
  /** A look, at a slice's end for instance, may have been left out for nested code: the first safe point after it must make it. */
  lookDeferred = false;
  /** The modules, class bodies and execs that run, the innermost last. */
  namespaces: Frame[] = [];
  /** Bytes that are left of its stack, while it does not run. */
  stackLeft: number;
  result: ThreadResult | null = null;
  /** It has been given a program that has not ended. */
  #hasProgram = false;
  /** The call that the thread's program is, until it is made. */
  #call: (() => Value) | null = null;
  /** Innermost frame of the stopped thread; null where its program is a native function. */
  #top: Frame | null = null;
  /** Value of `noSuspend` in native code that has come to a safe point, where nothing can unwind; −1 elsewhere. */
  #nativeDepth = -1;
  /** The safe point in the middle of which the thread has stopped; null if there is none. */
  #unfinished: { readonly jumped: boolean; readonly checks: number; readonly isMachineCode: boolean } | null = null;
  /** What has struck it since it has stopped. */
  #struck: Completion | null = null;
  readonly #segments: Segments;
  readonly #bounces: Bounces;
  readonly #waiting: Waiting;
  /** Depth of the thread's own heap locks, while it does not run. */
  #heapLocks = 0;

  constructor(
    readonly id: number,
    readonly stackLimit: number,
    private readonly port: ThreadPort,
    /** Soft callbacks, which any thread runs, and Ctrl-C. */
    readonly pending: Pending,
    /** Whether Ctrl-C strikes this thread. */
    readonly isMain: boolean,
  ) {
    this.stackLeft = this.stack;
    this.#segments = new Segments(this, port);
    this.#bounces = new Bounces(port.supervisor, pending);
    this.#waiting = new Waiting(this, port);
  }

  /** Bytes of stack that activations may use. */
  get stack(): number {
    return Math.min(this.stackLimit, STACK_LIMIT);
  }

  /** Bytes of its stack in use. */
  get stackUsed(): number {
    return this.stack - (this === current ? stackRoom.left : this.stackLeft);
  }

  /** Its stack is empty: nothing of what ran on it goes on. */
  clearStack(): void {
    this.stackLeft = this.stack;
    if (this === current) stackRoom.left = this.stack;
  }

  /** Gives the thread a program: a frame to run. */
  start(frame: Frame): void {
    this.#top = frame;
    this.namespaces = frame.locals === null ? [] : [frame];
    this.#hasProgram = true;
    this.result = null;
    this.#waiting.clear();
    this.#segments.clear();
    this.#unfinished = this.#struck = null;
    this.sightings.clear();
    this.clearStack();
  }

  /** Gives the thread a program: a call that it makes when it runs first. */
  startCall(call: () => Value): void {
    this.#call = call;
    this.#hasProgram = true;
  }

  /** Others run on top of its nested code. */
  get isCovered(): boolean {
    return this.coveredFrame !== undefined;
  }

  /** Takes the thread's heap locks away. For a thread that does not run. */
  unlockHeap(): void {
    this.#heapLocks = 0;
  }

  get done(): boolean {
    return !this.#hasProgram;
  }

  /** Forgets its program: it will never run again. */
  drop(): void {
    this.#top = this.#call = this.#struck = null;
    this.#waiting.clear();
    this.#hasProgram = false;
  }

  get waiting(): Wait | null {
    return this.#struck === null ? this.#waiting.wait : null;
  }

  strike(thrown: unknown): boolean {
    if (this.done || !isRaised(thrown)) return false;
    this.#struck = { raised: thrown };
    return true;
  }

  /** The innermost frame of the stopped thread, for those who look at it: the collector, a debugger. */
  get top(): Frame | null {
    return this.#top;
  }

  /** Whether Ctrl-C is to strike, or a soft callback to run. */
  hasPendingWork(): boolean {
    return this.#isInterrupted() || this.pending.hasCallback;
  }

  #isInterrupted(): boolean {
    return this.isMain && this.pending.exception !== null;
  }

  run(): void {
    const outer = switchTo(this);
    const outerLocks = heap.locked;
    heap.locked = this.#heapLocks;
    this.#bounces.begin(this.#top);
    this.runs = true;
    try {
      const completion = this.#goOn();
      if (completion === undefined) return;
      // What was queued meanwhile waits for the next safe point, which has to look.
      if (this.hasPendingWork()) this.port.supervisor.notify();
      this.#finish(completion);
    } finally {
      this.runs = false;
      if (outer !== undefined) switchTo(outer);
      this.#heapLocks = heap.locked;
      heap.locked = outerLocks;
      this.#bounces.end();
    }
  }

  /** What the instruction gives at which the thread has stopped; null if that is nothing; undefined if the thread stops again at once. */
  #goOn(): Completion | null | undefined {
    if (this.#struck !== null) return this.#takeStrike();
    if (this.#call !== null) return this.#makeCall(this.#call);
    if (!this.#waiting.isWaiting) return this.#endSafepoint();
    this.#segments.takeCompletion();
    return this.#waiting.goOn();
  }

  /** In place of all that it has stopped for. */
  #takeStrike(): Completion | null {
    const struck = this.#struck;
    this.#segments.takeCompletion();
    this.#waiting.clear();
    this.#unfinished = this.#call = this.#struck = null;
    return struck;
  }

  /** What a native function answers on which the thread is started; a frame that is to run, if it is none. */
  #makeCall(call: () => Value): Completion | undefined {
    this.#call = null;
    return completionOf(call);
  }

  /** What the instruction gives at which the thread has stopped; null if that is nothing; undefined if the thread stops again at once. */
  #endSafepoint(): Completion | null | undefined {
    const unfinished = this.#unfinished;
    if (unfinished === null) return this.#segments.takeCompletion();
    this.#unfinished = null;
    try {
      this.safepoint(unfinished.jumped, unfinished.checks, unfinished.isMachineCode);
    } catch (x) {
      if (x !== SUSPEND) return { raised: x };
      if (!this.#segments.collectStopped(this.#top)) return undefined;
    }
    return this.#segments.takeCompletion();
  }

  #finish(completion: Completion | null): void {
    let result: ThreadResult;
    try {
      const value = this.#top === null ? this.#endCall(completion as Completion) : this.#interpret(this.#top, completion);
      if (value === PARKED) return;
      result = { value };
    } catch (x) {
      if (x === SUSPEND) return;
      this.noSuspend = 0;
      result = { raised: x };
    }
    this.#top = null;
    this.port.ends(this, result);
    this.#hasProgram = false;
    this.result = result;
  }

  /** The call that the thread's program is has been made. */
  #endCall(completion: Completion): Value {
    if ('raised' in completion) throw completion.raised;
    const { value } = completion;
    return value instanceof PendingFrame ? this.#interpret(value as Frame, null) : value;
  }

  /** Runs from a frame until the thread stops, PARKED, or its program ends. */
  #interpret(frame: Frame, completion: Completion | null): Value {
    const value = this.#segments.run(frame, completion);
    if (value === PARKED) this.#top = this.#segments.top;
    return value;
  }

  /** A segment of nested code has unwound, for the collector; it goes on to its end. */
  goOnNested(): Value {
    return this.#segments.goOnNested();
  }

  /** Called by every activation that unwinds because its segment stops, innermost first: the frame in which it goes on. */
  suspendAt(frame: Frame): void {
    this.#segments.save(frame);
  }

  /** The outermost frame that has been saved while a segment unwinds. */
  get bottom(): Frame | null {
    return this.#segments.bottom;
  }

  /** Stops where an instruction has made something so large that the collector must look at once: the instruction gives `value` afterwards. */
  collectBefore(value: Value): void {
    if (this.canUnwind) this.#segments.unwindGiving(value);
  }

  /** A wait that the thread has stopped for does not begin. */
  giveUpWait(): void {
    this.#waiting.clear();
  }

  /** Whether the thread could stop now. */
  get canStop(): boolean {
    return this.noSuspend === 0 && nesting.depth === 0;
  }

  /** Whether the innermost frames can unwind for the collector, at the next safe point at the latest. An interrupt handler does not. */
  get canUnwind(): boolean {
    return !this.port.supervisor.inHandler;
  }

  /**
   * A safe point with the fuel used up. May throw SUSPEND, ABORT, or an asynchronous exception.
   * `jumped`: there is a jump since the last one; only then a soft callback may run. `checks`: pending checks since the activation
   * has last bounced the global lock; counted only while somebody queues for it. Machine code looks for nothing pending and keeps the lock:
   * interrupts alone are served there (`py/emitnative.c`).
   *
   * It leaves nothing undone that could be done now: a thread that stops here finds the world as it would have been without the stop.
   */
  safepoint(jumped: boolean, checks = 0, isMachineCode = false): void {
    const { supervisor } = this.port;
    const suspendable = this.noSuspend === 0;
    if (!supervisor.settleAndServe(suspendable)) {
      this.#unfinished = { jumped, checks, isMachineCode };
      throw SUSPEND;
    }
    if (!isMachineCode && !supervisor.inHandler && this.hasPendingWork()) {
      this.#handlePendingAt(jumped);
      // What has become due while the callback returned.
      supervisor.settleAndServe(false);
    }
    if (this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    const isAtCheck = suspendable && !isMachineCode && this.#bounces.at(checks);
    if (!suspendable && !supervisor.inHandler) {
      this.#yieldNestedAt(jumped && !isMachineCode);
      // Others may have made a collection meanwhile.
      if (this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    }
    // A forced stop comes when all is done that would be done without it.
    if (!suspendable && supervisor.mustUnwind() && !this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    if (!this.goesOn(suspendable, isAtCheck)) throw SUSPEND;
  }

  /** The innermost frames unwind, and go on at once; where they cannot, the first safe point that can has to look. */
  #unwindToBeSeen(): void {
    if (this.canUnwind && this.noSuspend !== this.#nativeDepth) this.#segments.unwindToBeSeen();
    this.lookDeferred = true;
  }

  /** A safe point in native code. */
  lookNatively(): void {
    const outer = this.#nativeDepth;
    this.#nativeDepth = ++this.noSuspend;
    try {
      this.safepoint(false);
    } finally {
      this.#nativeDepth = outer;
      this.noSuspend--;
      this.endNested();
    }
  }

  /** A collection is made that does not see the thread's frames: the next safe point of each segment has to look. */
  missCollection(): void {
    this.sightings.miss(this.noSuspend);
    this.lookDeferred = true;
    this.port.supervisor.notify();
  }

  /** Last at a safe point: false if the thread must stop, else there is fuel up to what happens next. */
  goesOn(suspendable: boolean, isAtCheck = false): boolean {
    const { supervisor } = this.port;
    if (suspendable && (supervisor.mustStop(isAtCheck) || this.#bounces.isStale)) return false;
    if (supervisor.grant() && !suspendable) this.lookDeferred = true;
    if (this.hasPendingWork()) supervisor.notify();
    return true;
  }

  /** A safe point of nested code. */
  #yieldNestedAt(jumped: boolean): void {
    const { supervisor } = this.port;
    if (jumped) this.#bounces.atNestedJump();
    if (supervisor.mustYieldNested(jumped && this.pending.isIdle) && this.port.hasRoomOnTop()) this.yieldNested();
  }

  /** Others run on top of this thread's nested code. Raises RuntimeError if it cannot go on. */
  yieldNested(): void {
    const { supervisor } = this.port;
    const { depth, levels } = nesting;
    const { frame } = position;
    this.coveredFrame = frame;
    nesting.depth = nesting.levels = 0;
    this.lookDeferred = true;
    let outcome: ReturnType<Supervisor['yieldNested']>;
    try {
      outcome = supervisor.yieldNested();
    } finally {
      nesting.depth = depth;
      nesting.levels = levels;
      position.frame = frame;
      this.coveredFrame = undefined;
      this.#bounces.resume();
    }
    const struck = this.#struck;
    this.#struck = null;
    if (struck !== null) throw (struck as { raised: unknown }).raised;
    if (outcome !== 'goes on') throw raise.RuntimeError(NO_WAY_ON[outcome]);
  }

  /** A callback that has just been queued waits for the next jump. */
  #handlePendingAt(jumped: boolean): void {
    const { pending } = this;
    if (this.#isInterrupted() || (jumped && !pending.isFresh)) this.handlePending();
    else pending.isFresh = false;
  }

  /** Raises a pending exception, else runs one soft callback. */
  handlePending(): void {
    const { pending } = this;
    if (this.#isInterrupted()) {
      const { exception } = pending;
      pending.exception = null;
      throw exception;
    }
    if (!pending.hasCallback) return;
    pending.locked++;
    try {
      const callback = pending.take();
      if (callback !== undefined) this.port.runSoft(...callback);
    } finally {
      pending.unlock();
    }
  }

  /** Blocks: the wait passes here where nobody else could run, and in nested code; else the thread is parked, must stop: PARKED. */
  wait(wait: Wait, deliver: () => Value): Value {
    if (this.canStop) return this.#waiting.begin(wait, deliver);
    const { supervisor } = this.port;
    if (supervisor.inHandler || !this.port.hasRoomOnTop()) {
      if (!supervisor.inHandler && supervisor.lacksRoomLong()) throw raise.RuntimeError(NO_WAY_ON['no room']);
      if (!supervisor.waitInHandler(wait)) throw raise.RuntimeError(NO_WAY_ON.never);
    } else this.#waiting.passNested(wait);
    this.lookDeferred = true;
    supervisor.grant();
    if (this.hasPendingWork() || this.#segments.mustBeSeen()) supervisor.notify();
    return deliver();
  }

  /** Lets a busy wait pass on the spot; false if the thread must stop before: always while a collection is due, which must see the frames. */
  spin(wait: Wait): boolean {
    const { supervisor, collector } = this.port;
    const suspendable = this.canStop;
    return !(suspendable && collector.isDue) && supervisor.spin(wait, suspendable);
  }

  /**
   * Nested code begins while a look is deferred. If that is only a look at the frames below, which native code that calls Python
   * again and again does not come back to, nothing need be looked for here.
   */
  beginNested(): void {
    const { noSuspend, sightings, port } = this;
    if (noSuspend > 0 && fuel.left < 0 && sightings.lacks(noSuspend - 1) && !port.collector.isDue) this.goesOn(false);
  }

  /** Nested code has returned: what was left out for it is looked for where that is possible now. */
  endNested(): void {
    if (!this.lookDeferred) return;
    const { noSuspend, sightings } = this;
    const lacks = sightings.lacks(noSuspend);
    sightings.leaveTo(noSuspend);
    if (noSuspend === 0 || lacks || this.port.collector.isDue) this.port.supervisor.notify();
    if (noSuspend === 0) this.lookDeferred = lacks;
  }
}

/** Runs `body` as nested code of a thread: it cannot be stopped meanwhile. */
export function nested<T>(thread: Thread, body: () => T): T {
  const outer = switchTo(thread);
  thread.noSuspend++;
  try {
    return body();
  } finally {
    thread.noSuspend--;
    if (outer !== undefined) switchTo(outer);
    thread.endNested();
  }
}
