/**
 * Traces for ui.perfetto.dev and chrome://tracing: the JSON of «Trace Event Format» (Google, catapult's documentation). Each actor that has
 * the processor is a track of slices, each signal a counter. Moments are microseconds with decimals.
 */
import type { ActorKind, TraceEvent } from './trace.js';

/** The processes that the tracks belong to. */
const PROCESSES = ['processor', 'tasks', 'signals'] as const;
type Process = (typeof PROCESSES)[number];

/** A task runs within its thread: as tracks of the same process the two would seem to run in parallel. */
const processOf = (actor: ActorKind): Process => (actor === 'task' ? 'tasks' : 'processor');
const idOf = (process: Process): number => PROCESSES.indexOf(process) + 1;

/** Writes such a trace event by event; its memory grows only with the number of tracks. Events must come in the order of time. */
export class ChromeTraceFormat {
  /** The number of each actor's track, and the actors whose slice has begun. */
  readonly #tracks = new Map<string, number>();
  readonly #begun = new Map<string, ActorKind>();
  /** The signals' last values. */
  readonly #values = new Map<string, number>();

  /** The beginning of the text. */
  head(): string {
    const names = PROCESSES.map((name) => record({ ph: 'M', pid: idOf(name), name: 'process_name', args: { name } }));
    return `{"displayTimeUnit": "ns", "traceEvents": [\n${names.join(',\n')}`;
  }

  /** Returns the text of an event. */
  change({ t, signal, value, actor }: TraceEvent): string {
    if (actor !== undefined) return this.#slice(t, signal, value, actor);
    this.#values.set(signal, value);
    return counter(t, signal, value);
  }

  #slice(t: bigint, name: string, value: number, actor: ActorKind): string {
    const pid = idOf(processOf(actor));
    const known = this.#tracks.get(name);
    const tid = known ?? this.#tracks.size + 1;
    const track = known === undefined ? `,\n${record({ ph: 'M', pid, tid, name: 'thread_name', args: { name } })}` : '';
    this.#tracks.set(name, tid);
    if (value !== 0) {
      this.#begun.set(name, actor);
      return `${track},\n${record({ ph: 'B', pid, tid, name, cat: actor }, t)}`;
    }
    return this.#begun.delete(name) ? `${track},\n${record({ ph: 'E', pid, tid }, t)}` : track;
  }

  /** Returns the end of the text. The trace lasts until `end` nanoseconds since reset: whoever has the processor has it until then. */
  tail(end: bigint): string {
    const ends = Array.from(this.#begun, ([name, actor]) => this.#slice(end, name, 0, actor));
    const values = Array.from(this.#values, ([signal, value]) => counter(end, signal, value));
    return `${[...ends, ...values].join('')}\n]}\n`;
  }
}

const counter = (t: bigint, name: string, value: number): string =>
  `,\n${record({ ph: 'C', pid: idOf('signals'), name, args: { value } }, t)}`;

/** One of the format's objects; `t`: its moment, written with all its digits. */
function record(fields: Readonly<Record<string, unknown>>, t?: bigint): string {
  const text = JSON.stringify(fields);
  return t === undefined ? text : `${text.slice(0, -1)},"ts":${t / 1000n}.${String(t % 1000n).padStart(3, '0')}}`;
}
