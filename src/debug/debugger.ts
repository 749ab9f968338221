/**
 * A debugger for the Python program of one machine. It watches every instruction (`vm/counting.ts`). Where the program is to stop, it calls the
 * host, which returns how to continue. Until then the whole machine stands still, even in the middle of an interrupt handler. Looking at
 * its state meanwhile changes nothing that the program could notice.
 */
import type { Code } from '../bytecode/code.js';
import { bAt } from '../bytecode/instruction.js';
import type { PyException } from '../objects/exception.js';
import type { PyInstance } from '../objects/instance.js';
import { knownNames } from '../objects/name-pool.js';
import { repr, str } from '../objects/protocol/show.js';
import { isTrue } from '../objects/protocol/truth.js';
import { typeName } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import type { Clock } from '../sim/clock.js';
import type { Watcher } from '../vm/counting.js';
import type { Frame } from '../vm/frame.js';
import { current, position, type Thread } from '../vm/thread.js';
import { type Breakpoint, Breakpoints, type BreakpointWish, type Point } from './breakpoints.js';
import { CallStack, type StackPort } from './call-stack.js';
import { aside, besides, type Outcome } from './evaluation.js';
import { type ExpressionPort, Expressions } from './expressions.js';
import type { DebugHost, Resumption, StackLevel, Stop } from './host.js';
import { logText } from './log-text.js';
import { Places } from './places.js';
import { type RaiseFilter, Raises } from './raises.js';
import { shownLevel } from './shown-level.js';
import { type Sight, Sights } from './sights.js';
import { Step, type StepKind } from './step.js';

/** What a debugger needs from its machine. */
export interface DebugPort extends StackPort, ExpressionPort {
  readonly clock: Clock;
  /** The main thread first. */
  readonly threads: readonly Thread[];
  /** Makes a path of the file name that tracebacks show. */
  absolute(filename: string): string;
  /** The text of a file on the board as it is now; null if there is none. */
  textOf(path: string): string | null;
  /** Runs `body` as this machine, whether or not it is in the middle of a run. */
  within<T>(body: () => T): T;
}

const CONTINUE: Resumption = { kind: 'continue' };
const NO_POINTS: readonly Point[] = [];

export class Debugger implements Watcher {
  /** Null if there is no host: then nothing stops the program. */
  host: DebugHost | null = null;
  readonly #breakpoints = new Breakpoints();
  readonly #sights: Sights;
  readonly #stack: CallStack;
  readonly #expressions: Expressions;
  readonly #raises: Raises;
  readonly #places = new Places();
  /** The Code that has run last, and what is known about it. */
  #code: Code | null = null;
  #sight: Sight | null = null;
  #points: ReturnType<Breakpoints['of']> = new Map();
  #step: Step | null = null;
  #wantsPause = false;
  #count = 0;
  /** The value of `count` at which the program stops in any case; −1 if there is none. */
  #goal = -1;
  /** Whether the program stands still, or something runs aside. */
  #isBusy = false;
  /** Where the program stands still; null if it runs, or if no code of the machine was running when it was stopped. */
  #stopped: { readonly thread: Thread; readonly frame: Frame } | null = null;

  constructor(private readonly port: DebugPort) {
    this.#sights = new Sights(
      (filename) => port.absolute(filename),
      (file) => {
        for (const breakpoint of this.#breakpoints.see(file)) this.host?.bound(breakpoint);
      },
    );
    this.#stack = new CallStack(port);
    this.#expressions = new Expressions(port);
    this.#raises = new Raises(this.#stack);
  }

  comesTo(code: Code, pc: number): void {
    if (this.#isBusy) return;
    const count = ++this.#count;
    if (code !== this.#code) this.#enter(code);
    const sight = this.#sight as Sight;
    const line = sight.lines[pc] as number;
    const frame = position.frame as Frame;
    const pending = bAt(code.words, pc);
    if (line !== 0) {
      const begins = this.#places.comesTo(frame, pc, sight, count);
      const points = begins ? this.#points.get(line) : undefined;
      if (!sight.isPart && (points !== undefined || this.#step !== null || this.#wantsPause))
        this.#arrive({ frame, begins }, points ?? NO_POINTS, pending);
    }
    if (count === this.#goal) this.#stop({ reason: 'goal' }, frame, pending);
  }

  #enter(code: Code): void {
    this.#code = code;
    this.#sight = this.#sights.of(code);
    this.#points = this.#breakpoints.of(this.#sight.path);
  }

  #arrive({ frame, begins }: { frame: Frame; begins: boolean }, points: readonly Point[], pending: number): void {
    const hit = points.filter((point) => this.#holds(point, frame) && point.hit());
    for (const { logMessage } of hit)
      if (logMessage !== undefined) this.host?.log(logText(logMessage, (text) => this.shownValue(text, frame)));
    const breakpoints = hit.filter(({ logMessage }) => logMessage === undefined);
    const stepEnds = this.#step?.endsAt({ thread: current, frame, begins }) ?? false;
    if (breakpoints.length > 0) this.#stop({ reason: 'breakpoint', breakpoints }, frame, pending);
    else if (stepEnds) this.#stop({ reason: 'step' }, frame, pending);
    else if (this.#wantsPause) this.#stop({ reason: 'pause' }, frame, pending);
  }

  /** Whether a breakpoint's condition holds. One that cannot be evaluated stops the program, so that the user notices. */
  #holds({ condition }: Breakpoint, frame: Frame): boolean {
    if (condition === undefined || condition.trim() === '') return true;
    const outcome = this.#aside(frame, () => isTrue(this.#expressions.value(condition, frame)));
    if ('error' in outcome) this.host?.log(`condition ${condition}: ${outcome.error}`);
    return 'error' in outcome || outcome.value;
  }

  around<T>(run: () => T): T {
    return this.#isBusy ? run() : this.#stack.around(run);
  }

  raised(exception: PyException | PyInstance, frame: Frame, pc: number): void {
    if (this.#isBusy || this.host === null) return;
    const isUncaught = this.#raises.comesTo(exception, frame, pc, () => this.#levels(current, frame));
    if (isUncaught !== null) this.#stop({ reason: 'exception', exception: { value: exception, isUncaught } }, frame);
  }

  /** Which exceptions stop the program. Initially none do, not even uncaught ones. */
  set filter(filter: RaiseFilter) {
    this.#raises.filter = filter;
  }

  /** Stops the program until the host continues it. `pending`: cycles still to be charged for what has been executed. */
  #stop(why: Pick<Stop, 'reason'> & Partial<Stop>, frame: Frame | null, pending = 0): void {
    const { clock } = this.port;
    const moment = clock.elapsed() + BigInt(clock.kind === 'ideal' ? 0 : clock.nanosOf(pending));
    const thread = frame === null ? (this.port.threads[0] as Thread) : current;
    this.#step = null;
    this.#wantsPause = false;
    this.#stopped = frame === null ? null : { thread, frame };
    this.#isBusy = true;
    let resumption = CONTINUE;
    try {
      resumption = this.host?.paused({ breakpoints: [], exception: null, ...why, thread, moment }) ?? CONTINUE;
    } finally {
      if (resumption.kind !== 'continue') this.#step = this.#stepOf(resumption.kind, resumption.thread);
      this.#stopped = null;
      this.#isBusy = false;
      this.#raises.leaveStop();
      // Breakpoints may have been set.
      this.#code = null;
    }
  }

  #stepOf(kind: StepKind, thread: Thread): Step {
    const frames = this.#rawLevels(thread).flatMap((level) =>
      'frame' in level && !this.#sightOf(level.frame).isPart ? [level.frame] : [],
    );
    return new Step(kind, thread, frames, this.#stack);
  }

  /**
   * The number of instructions since the machine was made, without those that ran aside. It identifies a point in the course of the program,
   * and is the same whenever that course is repeated.
   */
  get count(): number {
    return this.#count;
  }

  /** The program stops when `count` is this number, unless something else stops it there and another goal is set. −1 for none. */
  set goal(count: number) {
    this.#goal = count;
  }

  /**
   * For a thread of a stopped program: the `count` at which the function that it is in, or one of that function's callers, last began a line
   * before this one. Null if none of them has.
   */
  lineBefore(thread: Thread): number | null {
    const frames = this.stackOf(thread).flatMap(({ frame }) => (frame === null || this.#sightOf(frame).isPart ? [] : [frame]));
    const latest = Math.max(-1, ...frames.map((frame) => this.#places.begunBefore(frame, this.#count)));
    return latest < 0 ? null : latest;
  }

  /** Takes over the breakpoints of another machine's debugger, with their ids, and its exception filter. Hits count from now. */
  takeOver(other: Debugger): void {
    this.#code = null;
    this.#raises.filter = other.#raises.filter;
    for (const [path, points] of other.#breakpoints.all) {
      if (!this.#breakpoints.knows(path)) this.#lookAt(path);
      this.#breakpoints.set(path, points);
    }
  }

  /** Makes the program stop before its next line. */
  pause(): void {
    this.#wantsPause = true;
  }

  /** Stops the program at once; no code of the machine may be running. If it has not begun, or is over, it stops before its next line. */
  pauseHere(): void {
    if (this.threads.every((thread) => this.#stack.levels(thread).length === 0)) this.pause();
    else this.port.within(() => this.#stop({ reason: 'pause' }, null));
  }

  /** Detaches the host: nothing stops the program any more. */
  detach(): void {
    this.host = null;
    this.#breakpoints.clear();
    this.#step = null;
    this.#wantsPause = false;
    this.#goal = -1;
    this.#raises.filter = 'none';
    this.#code = null;
  }

  /** Replaces the breakpoints of a file, given by its path on the board. Returns the new ones, in the same order. */
  setBreakpoints(path: string, wishes: readonly BreakpointWish[]): readonly Breakpoint[] {
    this.#code = null;
    if (!this.#breakpoints.knows(path)) this.#lookAt(path);
    return this.#breakpoints.set(path, wishes);
  }

  /** Finds the lines of a file that has not run yet. One that cannot be compiled has none. */
  #lookAt(path: string): void {
    const { port } = this;
    const text = port.textOf(path);
    if (text === null) return;
    const outcome = port.within(() => this.#aside(null, () => port.compile(text, 'file', knownNames)));
    if ('value' in outcome) this.#breakpoints.see(this.#sights.file(outcome.value, path));
  }

  /** All threads, the main one first. */
  get threads(): readonly Thread[] {
    return this.port.threads;
  }

  /** The stack of a thread, innermost first. */
  stackOf(thread: Thread): readonly StackLevel[] {
    return (this.#stopped?.thread === thread ? this.#raises.levels : null) ?? this.#levels(thread);
  }

  #rawLevels(thread: Thread): ReturnType<CallStack['levels']> {
    const stopped = this.#stopped;
    return stopped?.thread === thread ? this.#stack.levels(thread, stopped.frame) : this.#stack.levels(thread);
  }

  #levels(thread: Thread, innermost?: Frame): StackLevel[] {
    const levels = innermost === undefined ? this.#rawLevels(thread) : this.#stack.levels(thread, innermost);
    return levels.map((level) => shownLevel(level, this.#sights, this.#places));
  }

  #sightOf(frame: Frame): Sight {
    return this.#sights.of(frame.linked.code);
  }

  /** Runs `body` aside. It may use objects of the program, whose code may run for that. */
  ask<T>(body: () => T): Outcome<T> {
    return this.#aside(this.#stopped?.frame ?? null, body);
  }

  #aside<T>(frame: Frame | null, body: () => T): Outcome<T> {
    const wasBusy = this.#isBusy;
    this.#isBusy = true;
    try {
      return aside(this.port.clock, frame, body);
    } finally {
      this.#isBusy = wasBusy;
    }
  }

  /** Lets another machine run while this one's program stands still. */
  besides<T>(body: () => T): T {
    return besides(this.port.clock, body);
  }

  /** Evaluates an expression, or runs statements, with the names of a frame; if that is null, with those of the main program. */
  evaluate(text: string, frame: Frame | null): Outcome<Value> {
    return this.#aside(frame, () => this.#expressions.run(text, frame));
  }

  /** Text of a value, as `repr` gives it, and the name of its type. */
  shown(value: Value): { readonly text: string; readonly type: string } {
    const outcome = this.ask(() => repr(value));
    return { text: 'error' in outcome ? `<${outcome.error}>` : outcome.value, type: typeName(value) };
  }

  /** Text of an expression's value, as `str` gives it, or of the error that it raises. */
  shownValue(text: string, frame: Frame | null): string {
    const outcome = this.#aside(frame, () => str(this.#expressions.value(text, frame)));
    return 'error' in outcome ? `<${outcome.error}>` : outcome.value;
  }
}
