/**
 * Who has the processor: a row of the trace for each that ever has it, 1 exactly while it does. What runs lies on a stack: a thread, what has
 * been called on top of it, handlers of interrupts on top of that. The uppermost has the processor; a task's thread has it, too.
 *
 * That a thread stops for the host, and goes on where it was, is no event: what changes and is as before at the same moment has not
 * happened. So a change is told once time has gone on.
 */
import type { Execution, Nanos } from '../execution.js';
import { Actor, type ActorLoad, Run } from './actor.js';
import type { Clock } from './clock.js';
import type { InterruptLine, InterruptWatch } from './interrupts.js';
import type { ProcessorWatch } from './runs.js';
import type { ActorKind, Trace } from './trace.js';

/** How long each of a machine has had it. */
export interface Load {
  /** In the order of their first runs. */
  readonly actors: readonly ActorLoad[];
  /** Nobody had the processor: it slept, or the firmware went from thread to thread. */
  readonly idle: bigint;
}

/** What is added to a stack may be taken from it again, by whom it was given. */
type End = () => void;

const NOBODY: readonly Run[] = [];

/** What it needs of the machine. */
interface Processor {
  readonly clock: Clock;
  readonly trace: Trace;
  /** From the vector of an interrupt to the first instruction of its callback, in cycles. */
  readonly entry: number;
}

/** That of one machine, from power-on on. */
export class Activity implements ProcessorWatch, InterruptWatch {
  readonly #actors = new Map<string, Actor>();
  /** What each thread runs, itself first. */
  #threads = new WeakMap<Execution, Run[]>();
  /** The thread that has the processor, or would have it but for the handlers; null: all wait. */
  #running: Execution | null = null;
  readonly #handlers: Run[] = [];
  #standsStill = false;
  /** When each line has asked to be served; and those that are being served. */
  readonly #requests = new WeakMap<InterruptLine, bigint>();
  readonly #served = new WeakMap<InterruptLine, bigint>();
  /** What has been told, up to which moment the times are counted, and for how long there was somebody until then. */
  #told = NOBODY;
  #lit = NOBODY;
  #counted = 0n;
  #busy = 0n;
  /** Since when it is otherwise, perhaps; null: it is not. */
  #changed: bigint | null = null;

  constructor(private readonly processor: Processor) {
    processor.trace.early = () => this.#catchUp(processor.clock.elapsed());
  }

  has(execution: Execution, number: number): void {
    if (this.#running === execution) return;
    this.#change();
    if (!this.#threads.has(execution)) {
      const actor = this.#actor('thread', number === 0 ? 'main' : `thread ${number}`);
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
    // It goes on, with nothing on top.
    this.#threads.set(this.#running, running);
    running.splice(1);
  }

  /** What the running thread runs. */
  get #thread(): Run[] | null {
    return this.#running === null ? null : (this.#threads.get(this.#running) ?? null);
  }

  /** The chip stands still, or no longer: nobody runs. */
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

  /** A callback of an interrupt begins, called by this line if any has asked for it. What is answered ends it. */
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

  /** A soft callback or a task begins to run on top of what does. What is answered ends it. */
  onTop(kind: 'soft' | 'task', name: string): End {
    const below = this.#handlers.length > 0 ? this.#handlers : (this.#thread ?? this.#handlers);
    return this.#begin(this.#actor(kind, name), below);
  }

  /** What there is to tell up to the present moment. */
  get load(): Load {
    const now = this.processor.clock.elapsed();
    this.#catchUp(now);
    this.#count(now);
    return { actors: Array.from(this.#actors.values(), ({ load }) => load).filter(({ runs }) => runs > 0), idle: now - this.#busy };
  }

  /** What has changed before the present moment is told, if it has not been. */
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

  /** Before anything changes at the present moment. */
  #change(): void {
    const now = this.processor.clock.elapsed();
    this.#catchUp(now);
    this.#changed = now;
  }

  /** Tells what has changed before `now`. */
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

  /** The times of those who have the processor go on to a moment. */
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

/** Of what lies on top of each other those that have the processor: the uppermost, and if that is a task what the task runs on. */
function withItsThread(stack: readonly Run[]): readonly Run[] {
  const top = stack.at(-1);
  if (top === undefined) return NOBODY;
  const below = stack.filter(({ actor }) => actor.kind !== 'task').at(-1);
  return below === undefined || below === top ? [top] : top.actor.kind === 'task' ? [below, top] : [top];
}
