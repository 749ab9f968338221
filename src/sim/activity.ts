/**
 * Who has the processor: a row of the trace for each actor that ever has it, 1 exactly while it does. What runs forms a stack: a thread, what
 * has been called on top of it, interrupt handlers on top of that. The uppermost has the processor; if that is a task, its thread has it, too.
 *
 * A thread that stops for the host and then continues is no event: a change that is undone at the same moment has not happened. So a change
 * is reported only once time has moved on.
 */
import type { Execution, Nanos } from '../execution.js';
import { Actor, type ActorLoad, Run } from './actor.js';
import type { Clock } from './clock.js';
import type { InterruptLine, InterruptWatch } from './interrupts.js';
import type { ProcessorWatch } from './runs.js';
import type { ActorKind, Trace } from './trace.js';

/** How long each actor of a machine has had the processor. */
export interface Load {
  /** The actors in the order of their first runs. */
  readonly actors: readonly ActorLoad[];
  /** How long nobody had the processor: it slept, or the firmware switched threads. */
  readonly idle: bigint;
}

/** Removes what has been put on a stack. */
type End = () => void;

const NOBODY: readonly Run[] = [];

/** What the activity needs of the machine. */
interface Processor {
  readonly clock: Clock;
  readonly trace: Trace;
  /** Cycles from the vector of an interrupt to the first instruction of its callback. */
  readonly entry: number;
}

/** The activity of one machine, from power-on. */
export class Activity implements ProcessorWatch, InterruptWatch {
  readonly #actors = new Map<string, Actor>();
  /** The runs on each thread's stack, the thread's own first. */
  #threads = new WeakMap<Execution, Run[]>();
  /** The thread that has the processor, or would have it if no handler ran; null if all wait. */
  #running: Execution | null = null;
  readonly #handlers: Run[] = [];
  #standsStill = false;
  /** When each line last asked to be served; the same for the requests that have been served. */
  readonly #requests = new WeakMap<InterruptLine, bigint>();
  readonly #served = new WeakMap<InterruptLine, bigint>();
  /** The stack as last reported, and those of it that have the processor; the moment up to which times are counted; the time not idle. */
  #told = NOBODY;
  #lit = NOBODY;
  #counted = 0n;
  #busy = 0n;
  /** The moment of the last change, which has not been reported; null if there is none. */
  #changed: bigint | null = null;

  constructor(private readonly processor: Processor) {
    processor.trace.early = () => this.#catchUp(processor.clock.elapsed());
  }

  has(execution: Execution, place: number): void {
    if (this.#running === execution) return;
    this.#change();
    if (!this.#threads.has(execution)) {
      const actor = this.#actor('thread', place === 0 ? 'main' : `thread ${place}`);
      this.#threads.set(execution, [new Run(actor)]);
    }
    this.#running = execution;
  }

  rests(): void {
    if (this.#running === null) return;
    this.#change();
    this.#running = null;
  }

  forgets(): void {
    this.#change();
    const running = this.#thread;
    this.#threads = new WeakMap();
    if (this.#running === null || running === null) return;
    // The running thread continues, with nothing on top.
    this.#threads.set(this.#running, running);
    running.splice(1);
  }

  /** The stack of the running thread. */
  get #thread(): Run[] | null {
    return this.#running === null ? null : (this.#threads.get(this.#running) ?? null);
  }

  /** Called when the chip begins or ceases to stand still; meanwhile nobody has the processor. */
  standStill(stands: boolean): void {
    this.#change();
    this.#standsStill = stands;
  }

  requested(line: InterruptLine): void {
    this.#requests.set(line, this.processor.clock.elapsed());
  }

  serves(line: InterruptLine): void {
    this.#served.set(line, this.#requests.get(line) as bigint);
  }

  /** A callback of an interrupt begins; `line`: the line that has asked for it, if any. The returned function ends it. */
  handler(name: string, line: InterruptLine | null): End {
    const actor = this.#actor('handler', name);
    const asked = line === null ? undefined : this.#served.get(line);
    if (asked !== undefined) {
      const latency = this.processor.clock.elapsed() - asked + BigInt(this.#entry);
      if (actor.latency === null || latency > actor.latency) actor.latency = latency;
    }
    return this.#begin(actor, this.#handlers);
  }

  get #entry(): Nanos {
    const { clock, entry } = this.processor;
    return clock.kind === 'ideal' ? 0 : clock.nanosOf(entry);
  }

  /** A soft callback or a task begins to run on top of what runs already. The returned function ends it. */
  onTop(kind: 'soft' | 'task', name: string): End {
    const below = this.#handlers.length > 0 ? this.#handlers : (this.#thread ?? this.#handlers);
    return this.#begin(this.#actor(kind, name), below);
  }

  /** The load up to the present moment. */
  get load(): Load {
    const now = this.processor.clock.elapsed();
    this.#catchUp(now);
    this.#count(now);
    return { actors: Array.from(this.#actors.values(), ({ load }) => load).filter(({ runs }) => runs > 0), idle: now - this.#busy };
  }

  /** Reports what has changed before the present moment, if it has not been reported. */
  tell(): void {
    this.#catchUp(this.processor.clock.elapsed());
  }

  #actor(kind: ActorKind, name: string): Actor {
    let actor = this.#actors.get(name);
    if (actor === undefined) {
      actor = new Actor(kind, name);
      this.#actors.set(name, actor);
    }
    return actor;
  }

  #begin(actor: Actor, stack: Run[]): End {
    this.#change();
    const run = new Run(actor);
    stack.push(run);
    return () => {
      this.#change();
      const at = stack.lastIndexOf(run);
      if (at >= 0) stack.splice(at, 1);
    };
  }

  /** Called before anything changes at the present moment. */
  #change(): void {
    const now = this.processor.clock.elapsed();
    this.#catchUp(now);
    this.#changed = now;
  }

  /** Reports what has changed before `now`. */
  #catchUp(now: bigint): void {
    const changed = this.#changed;
    if (changed === null || changed >= now) return;
    this.#changed = null;
    this.#count(changed);
    const stack = this.#standsStill ? NOBODY : [...(this.#thread ?? NOBODY), ...this.#handlers];
    for (const run of stack) if (!this.#told.includes(run)) run.count();
    this.#told = stack;
    this.#show(changed, withItsThread(stack));
  }

  /** Counts the time up to a moment for those who have the processor. */
  #count(moment: bigint): void {
    const duration = moment - this.#counted;
    this.#counted = moment;
    if (this.#lit.length > 0) this.#busy += duration;
    for (const run of this.#lit) run.add(duration);
  }

  #show(moment: bigint, lit: readonly Run[]): void {
    const before = this.#lit;
    this.#lit = lit;
    const { trace } = this.processor;
    const drive = ({ signal, kind }: Actor, value: number): void => trace.noteRow(moment, signal, value, kind);
    const has = (runs: readonly Run[], { actor }: Run): boolean => runs.some((run) => run.actor === actor);
    for (const run of before) if (!has(lit, run)) drive(run.actor, 0);
    for (const run of lit) if (!has(before, run)) drive(run.actor, 1);
  }
}

/** Returns the runs of a stack that have the processor: the uppermost, and if that is a task also what the task runs on. */
function withItsThread(stack: readonly Run[]): readonly Run[] {
  const top = stack.at(-1);
  if (top === undefined) return NOBODY;
  const below = stack.filter(({ actor }) => actor.kind !== 'task').at(-1);
  return below === undefined || below === top ? [top] : top.actor.kind === 'task' ? [below, top] : [top];
}
