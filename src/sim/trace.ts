/** What happened when: the one record of a run, for tests, for files, for a user interface. */
import type { Clock } from './clock.js';
import type { Signal } from './signal.js';

/** Who may have the processor: a thread; a callback of an interrupt, called in its handler or soon after it; a task of asyncio. */
export type ActorKind = 'thread' | 'handler' | 'soft' | 'task';

/** A signal took a value. */
export interface TraceEvent {
  /** Nanoseconds since reset. */
  readonly t: bigint;
  readonly signal: string;
  readonly value: number;
  /** The line whose code made it so, `main.py:35`: of a machine that keeps account of lines, and of what neither time nor the world has done. */
  readonly at?: string;
  /** Who has the processor from now on (1), or no longer (0), with the option `activity`; absent: the signal is one of the board's. */
  readonly actor?: ActorKind;
}

/** Called with each event, in the order of time. */
export type TraceListener = (event: TraceEvent) => void;

/** Watches signals and tells its listeners; keeps nothing itself. */
export class Trace {
  readonly #signals: Signal[] = [];
  /** Those that have not changed yet, and what ends the waiting for that. */
  readonly #rare = new Map<Signal, () => void>();
  readonly #listeners: TraceListener[] = [];
  /** What the signals are that tell who has the processor. */
  readonly #actors = new Map<Signal, ActorKind>();
  /** Called before each event: what has happened earlier, and is told late, is told now. */
  early: (() => void) | null = null;
  /** Tells the line that is at work; null: nobody knows. */
  place: () => string | null = () => null;

  constructor(private readonly clock: Clock) {}

  /** From now on every change of `signal` is an event. */
  watch(signal: Signal): void {
    this.#signals.push(signal);
    signal.subscribe((value) => this.note(signal.name, value));
  }

  /** The same for one of many signals that are rarely used: it is part of `state` only once it has changed. */
  watchOnceUsed(signal: Signal): void {
    const stop = signal.subscribe((value) => {
      this.show(signal);
      this.note(signal.name, value);
    });
    this.#rare.set(signal, stop);
  }

  /** It is part of `state` from now on, whether it changes or not. */
  show(signal: Signal): void {
    if (this.#signals.includes(signal)) return;
    this.#rare.get(signal)?.();
    this.#rare.delete(signal);
    this.watch(signal);
  }

  /** An event at the present moment, for what is no signal. */
  note(signal: string, value: number): void {
    if (this.#listeners.length === 0) return;
    this.clock.settle(); // What has happened before the present moment is told first.
    this.early?.();
    const at = this.clock.hasCode ? this.place() : null;
    const t = this.clock.elapsed();
    this.#tell(at === null ? { t, signal, value } : { t, signal, value, at });
  }

  /** The same for a signal that tells who has the processor: of an earlier moment, but not before the last event. It is part of `state` then. */
  noteRow(t: bigint, signal: Signal, value: number, actor: ActorKind): void {
    if (!this.#actors.has(signal)) {
      this.#actors.set(signal, actor);
      this.#signals.push(signal);
    }
    signal.drive(value);
    this.#tell({ t, signal: signal.name, value, actor });
  }

  #tell(event: TraceEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Calls `listener` with every event, until the function that is returned is called. */
  subscribe(listener: TraceListener): () => void {
    this.#listeners.push(listener);
    return () => {
      const at = this.#listeners.indexOf(listener);
      if (at >= 0) this.#listeners.splice(at, 1);
    };
  }

  /** The names of all watched signals. */
  get names(): string[] {
    return [...this.#signals, ...this.#rare.keys()].map(({ name }) => name);
  }

  /** The values of all watched signals, as events of the present moment: a record begins with them. */
  state(): TraceEvent[] {
    this.early?.();
    const t = this.clock.elapsed();
    return this.#signals.map((signal) => {
      const event = { t, signal: signal.name, value: signal.value };
      const actor = this.#actors.get(signal);
      return actor === undefined ? event : { ...event, actor };
    });
  }
}
