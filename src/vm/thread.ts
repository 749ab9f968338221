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

/** The thread that runs now on this host, in nested code, too. */
export let current: Thread;
/** The frame that runs now, for natives that need it (`globals`, `locals`). */
export const position: { frame: Frame | null } = { frame: null };
/** Bytes that are left of the running thread's stack; kept here, not in the thread, because every call changes them. */
export const stackRoom = { left: 0 };

/** Makes a thread the one that runs. Returns the one that ran before. */
function switchTo(thread: Thread): Thread {
  const before = current;
  if (thread !== before) {
    if (before !== undefined) before.stackLeft = stackRoom.left;
    stackRoom.left = thread.stackLeft;
    current = thread;
  }
  return before;
}

/** Makes a thread the one that nested code belongs to while no thread runs: interrupt handlers borrow its stack. */
export function adopt(thread: Thread): void {
  switchTo(thread);
}

export class Thread implements Execution {
  /** Nesting depth of native code, interrupt handlers included, that has called Python: above 0 no stop is possible. */
  noSuspend = 0;
  /** The thread is being run. It may wait even so, in its nested code or on the spot. */
  runs = false;
  /** The innermost frame of the thread's nested code while others run on top of it; undefined while none do. */
  coveredFrame: Frame | null | undefined = undefined;
  /** What the collector knows of the frames on the host's stack. */
  readonly sightings = new Sightings();
  /** Nested code may have skipped a look, at a slice's end for instance: the first safe point after the nested code must make up for it. */
  lookDeferred = false;
  /** The frames of the modules, class bodies and execs that run, the innermost last. */
  namespaces: Frame[] = [];
  /** Bytes that are left of the thread's stack, while it does not run. */
  stackLeft: number;
  result: ThreadResult | null = null;
  /** The thread has a program that has not ended. */
  #hasProgram = false;
  /** The call that is the thread's program, until it is made; null if the program is a frame. */
  #call: (() => Value) | null = null;
  /** The innermost frame of the stopped thread; null if its program is a native function. */
  #top: Frame | null = null;
  /** The value of `noSuspend` while native code is at a safe point, where nothing can unwind; otherwise −1. */
  #nativeDepth = -1;
  /** The safe point in the middle of which the thread has stopped; null if there is none. */
  #unfinished: { readonly jumped: boolean; readonly checks: number; readonly isMachineCode: boolean } | null = null;
  /** The innermost segment unwinds because a soft callback waits. */
  #beginsAwaiting = false;
  /** The exception that has struck the thread since it stopped; null if there is none. */
  #struck: Completion | null = null;
  readonly #segments: Segments;
  readonly #bounces: Bounces;
  readonly #waiting: Waiting;
  /** Depth of the thread's own heap locks while it does not run. */
  #heapLocks = 0;

  constructor(
    readonly id: number,
    readonly stackLimit: number,
    private readonly port: ThreadPort,
    /** Soft callbacks, which any thread may run, and Ctrl-C. */
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

  /** Bytes of the stack in use. */
  get stackUsed(): number {
    return this.stack - (this === current ? stackRoom.left : this.stackLeft);
  }

  /** Empties the stack: nothing that ran on it continues. */
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

  /** Gives the thread a program: a call that it makes when it first runs. */
  startCall(call: () => Value): void {
    this.#call = call;
    this.#hasProgram = true;
  }

  /** Whether others run on top of the thread's nested code. */
  get isCovered(): boolean {
    return this.coveredFrame !== undefined;
  }

  /** Removes the thread's heap locks. For a thread that does not run. */
  unlockHeap(): void {
    this.#heapLocks = 0;
  }

  get done(): boolean {
    return !this.#hasProgram;
  }

  /** Forgets the thread's program: it will never run again. */
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

  /** The innermost frame of the stopped thread, for the collector and the debugger. */
  get top(): Frame | null {
    return this.#top;
  }

  /** Whether a soft callback waits for the next jump, and all jumps of the code that runs are safe points for it. */
  get awaitsJump(): boolean {
    return this.#bounces.awaitsAt(this.noSuspend);
  }

  /** The same for nested code that begins now. */
  get nestedAwaitsJump(): boolean {
    return this.#bounces.awaitsAt(this.noSuspend + 1);
  }

  /** Whether a jump of the code that runs, with so many pending checks of its activation, is a safe point, even if it is not a backward one. */
  looksAtJump(checks: number): boolean {
    return this.#bounces.looksAt(this.noSuspend, checks);
  }

  /** Whether Ctrl-C is to strike this thread, or a soft callback is to run. */
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
      // Whatever was queued meanwhile is handled at the next safe point, which therefore has to look.
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

  /** Returns the result of the instruction at which the thread has stopped; null if it has none; undefined if the thread stops again at once. */
  #goOn(): Completion | null | undefined {
    if (this.#struck !== null) return this.#takeStrike();
    if (this.#call !== null) return this.#makeCall(this.#call);
    if (!this.#waiting.isWaiting) return this.#endSafepoint();
    this.#segments.takeCompletion();
    return this.#waiting.goOn();
  }

  /** Takes the strike, which replaces everything that the thread has stopped for. */
  #takeStrike(): Completion | null {
    const struck = this.#struck;
    this.#segments.takeCompletion();
    this.#waiting.clear();
    this.#unfinished = this.#call = this.#struck = null;
    return struck;
  }

  get isAtSafepoint(): boolean {
    return this.#unfinished !== null;
  }

  /** Makes the call that the thread is started with. Returns a native function's result, or a frame to run; undefined if the native waits. */
  #makeCall(call: () => Value): Completion | undefined {
    this.#call = null;
    return completionOf(call);
  }

  /** Finishes the safe point at which the thread has stopped, if it has stopped in the middle of one. Result as for `#goOn`. */
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

  /** Ends the call that is the thread's program: returns its result, or runs the frame that it gave. */
  #endCall(completion: Completion): Value {
    if ('raised' in completion) throw completion.raised;
    const { value } = completion;
    return value instanceof PendingFrame ? this.#interpret(value as Frame, null) : value;
  }

  /** Runs from a frame until the thread stops (PARKED) or its program ends. */
  #interpret(frame: Frame, completion: Completion | null): Value {
    const value = this.#segments.run(frame, completion);
    if (value === PARKED) this.#top = this.#segments.top;
    return value;
  }

  /** Continues a segment of nested code that has unwound for the collector, to its end. */
  goOnNested(): Value {
    return this.#segments.goOnNested();
  }

  /** Called by every activation that unwinds because its segment stops, innermost first, with the frame in which it continues. */
  suspendAt(frame: Frame): void {
    this.#segments.save(frame);
  }

  /** The outermost frame that has been saved so far while a segment unwinds. */
  get bottom(): Frame | null {
    return this.#segments.bottom;
  }

  /** Called in an instruction that has made something so large that the collector must look at once. Its result will be `value`. */
  collectBefore(value: Value): void {
    if (this.canUnwind) this.#segments.unwindGiving(value);
  }

  /** Gives up the wait for which the thread has stopped: it does not begin. */
  giveUpWait(): void {
    this.#waiting.clear();
  }

  /** Whether the thread could stop now. */
  get canStop(): boolean {
    return this.noSuspend === 0 && nesting.depth === 0;
  }

  /** Whether the innermost frames can unwind for the collector, at the next safe point at the latest. Those of an interrupt handler cannot. */
  get canUnwind(): boolean {
    return !this.port.supervisor.inHandler;
  }

  /**
   * A safe point with the fuel used up. May throw SUSPEND, ABORT, or an asynchronous exception.
   * `jumped`: there was a jump since the last safe point; only then may a soft callback run. `checks`: if the safe point is a pending check,
   * how many the activation has made since it last bounced the global lock. In machine code only interrupts are served: nothing pending is
   * handled, and the thread keeps the lock (`py/emitnative.c`).
   *
   * Everything that can be done now is done: when a thread that stops here resumes, the world is as it would have been without the stop.
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
      // Something may have become due while the callback returned.
      supervisor.settleAndServe(false);
    }
    if (this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    const isAtCheck = suspendable && !isMachineCode && this.#bounces.at(checks);
    if (!suspendable && !supervisor.inHandler) {
      this.#yieldNestedAt(jumped && !isMachineCode);
      // Others may have made a collection meanwhile.
      if (this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    }
    if (!isMachineCode && this.#mustAwaitJump()) {
      this.#beginsAwaiting = true;
      this.#segments.unwindToBeSeen();
    }
    // A forced stop comes after everything that would be done without it.
    if (!suspendable && supervisor.mustUnwind() && !this.#segments.mustBeSeen()) this.#unwindToBeSeen();
    if (!this.goesOn(suspendable, isAtCheck)) throw SUSPEND;
  }

  /** Unwinds the innermost frames, which continue at once; if they cannot unwind here, the first safe point at which they can has to look. */
  #unwindToBeSeen(): void {
    if (this.canUnwind && this.noSuspend !== this.#nativeDepth) this.#segments.unwindToBeSeen();
    this.lookDeferred = true;
  }

  /** Whether a soft callback waits for the next jump, and the innermost segment has yet to unwind into the interpreter, which sees all jumps. */
  #mustAwaitJump(): boolean {
    if (!this.pending.hasCallback || this.awaitsJump) return false;
    return this.canUnwind && this.noSuspend !== this.#nativeDepth;
  }

  /** Called when the innermost segment has unwound, and continues. */
  hasUnwound(): void {
    if (this.#beginsAwaiting) this.#bounces.await(this.noSuspend);
    this.#beginsAwaiting = false;
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

  /** Called when a collection is made that does not see the thread's frames: the next safe point of each segment has to look. */
  missCollection(): void {
    this.sightings.miss(this.noSuspend);
    this.lookDeferred = true;
    this.port.supervisor.notify();
  }

  /** The last step of a safe point: false if the thread must stop; otherwise it has fuel up to the next event. */
  goesOn(suspendable: boolean, isAtCheck = false): boolean {
    const { supervisor } = this.port;
    if (suspendable && (supervisor.mustStop(isAtCheck) || this.#bounces.isStale)) return false;
    if (supervisor.grant() && !suspendable) this.lookDeferred = true;
    if (this.hasPendingWork()) supervisor.notify();
    return true;
  }

  /** At a safe point of nested code: lets others run on top if the thread must yield and there is room for them. */
  #yieldNestedAt(jumped: boolean): void {
    const { supervisor } = this.port;
    if (jumped) this.#bounces.atNestedJump();
    if (supervisor.mustYieldNested(jumped && this.pending.isIdle) && this.port.hasRoomOnTop()) this.yieldNested();
  }

  /** Lets others run on top of this thread's nested code. Raises RuntimeError if it cannot continue. */
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

  /** Handles what is pending at a safe point. A callback that has just been queued waits for the next jump, of which native code has none. */
  #handlePendingAt(jumped: boolean): void {
    const { pending } = this;
    if (this.#isInterrupted() || (jumped && !pending.isFresh)) this.handlePending();
    else if (this.noSuspend !== this.#nativeDepth) pending.isFresh = false;
  }

  /** Raises a pending exception; otherwise runs one soft callback. */
  handlePending(): void {
    const { pending } = this;
    if (this.#isInterrupted()) {
      const { exception } = pending;
      pending.exception = null;
      throw exception;
    }
    if (!pending.hasCallback) return;
    pending.locked++;
    this.#bounces.resume();
    try {
      const callback = pending.take();
      if (callback !== undefined) this.port.runSoft(...callback);
    } finally {
      pending.unlock();
      this.#bounces.resume();
    }
  }

  /** Blocks. The wait passes here if nobody else could run, and in nested code; otherwise the thread is parked and must stop (PARKED). */
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

  /** Lets a busy wait pass on the spot; false if the thread must stop first, always if a collection is due, which must see the frames. */
  spin(wait: Wait): boolean {
    const { supervisor, collector } = this.port;
    const suspendable = this.canStop;
    return !(suspendable && collector.isDue) && supervisor.spin(wait, suspendable);
  }

  /**
   * Called when nested code begins while a look is deferred. If only the frames below have to be seen, nothing need be looked for here:
   * native code that calls Python again and again does not return to those frames.
   */
  beginNested(): void {
    const { noSuspend, sightings, port } = this;
    if (noSuspend > 0 && fuel.left < 0 && sightings.lacks(noSuspend - 1) && !port.collector.isDue) this.goesOn(false);
  }

  /** Called when nested code has returned: makes a safe point due for what nested code has skipped, if that can be done now. */
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
