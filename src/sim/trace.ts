/** What happened when: the only record of a run, for tests, files and user interfaces. */
import type { Clock } from './clock.js';
import { Listeners } from './listeners.js';
import type { Signal } from './signal.js';

/** The kinds of actors: a thread; an interrupt's callback, called in the handler ('handler') or soon after it ('soft'); a task of asyncio. */
export type ActorKind = 'thread' | 'handler' | 'soft' | 'task';

/** A signal took a value. */
export interface TraceEvent {
  /** Nanoseconds since reset. */
  readonly t: bigint;
  readonly signal: string;
  readonly value: number;
  /** The line of code that caused it, `main.py:35`; absent if the machine does not track lines, or if time or the world has caused it. */
  readonly at?: string;
  /** With the option `activity`: the kind of actor that gets (1) or loses (0) the processor; absent for the board's signals. */
  readonly actor?: ActorKind;
}

/** Called with each event, in the order of time; what it causes is told when all listeners have heard the event. */
export type TraceListener = (event: TraceEvent) => void;

/** Watches signals and reports their changes to its listeners; keeps no events itself. */
export class Trace {
  readonly #signals: Signal[] = [];
  /** Rarely used signals that have not changed yet, each with the function that ends its subscription. */
  readonly #rare = new Map<Signal, () => void>();
  readonly #listeners = new Listeners<TraceEvent>('the trace');
  /** The kinds of actors of the signals that tell who has the processor. */
  readonly #actors = new Map<Signal, ActorKind>();
  /** Called before each event, so that what happened earlier but is reported late is reported first. */
  early: (() => void) | null = null;
  /** Returns the line at work; null if it is not known. */
  place: () => string | null = () => null;

  constructor(private readonly clock: Clock) {}

  /** From now on every change of `signal` is an event. */
  watch(signal: Signal): void {
    this.#signals.push(signal);
    signal.subscribe((value) => this.note(signal.name, value));
  }

  /** Like `watch`, for one of many signals that are rarely used: it is part of `state` only once it has changed. */
  watchOnceUsed(signal: Signal): void {
    const stop = signal.subscribe((value) => {
      this.show(signal);
      this.note(signal.name, value);
    });
    this.#rare.set(signal, stop);
  }

  /** Makes a signal part of `state` from now on, whether it changes or not. */
  show(signal: Signal): void {
    if (this.#signals.includes(signal)) return;
    this.#rare.get(signal)?.();
    this.#rare.delete(signal);
    this.watch(signal);
  }

  /** Notes an event at the present moment, by the name of what has changed, which need not be a Signal. */
  note(signal: string, value: number): void {
    if (this.#listeners.isEmpty) return;
    this.clock.settle(); // What has happened before the present moment is reported first.
    this.early?.();
    const at = this.clock.hasCode ? this.place() : null;
    const t = this.clock.elapsed();
    this.#listeners.tell(at === null ? { t, signal, value } : { t, signal, value, at });
  }

  /**
   * Notes an event of a signal that tells who has the processor, at an earlier moment, but not before the last event. The signal is then part
   * of `state`.
   */
  noteRow(t: bigint, signal: Signal, value: number, actor: ActorKind): void {
    if (!this.#actors.has(signal)) {
      this.#actors.set(signal, actor);
      this.#signals.push(signal);
    }
    signal.drive(value);
    this.#listeners.tell({ t, signal: signal.name, value, actor });
  }

  /** Calls `listener` with every event, until the returned function is called. */
  subscribe(listener: TraceListener): () => void {
    return this.#listeners.subscribe(listener);
  }

  /** The names of all watched signals. */
  get names(): string[] {
    return [...this.#signals, ...this.#rare.keys()].map(({ name }) => name);
  }

  /** Returns the values of all watched signals as events of the present moment: a record begins with them. */
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
