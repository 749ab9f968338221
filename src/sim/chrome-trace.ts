/**
 * Traces for ui.perfetto.dev and chrome://tracing: the JSON of «Trace Event Format» (Google, catapult's documentation). Who has the processor
 * is a track of slices each, a signal a counter. A moment is a number of microseconds there, with decimals.
 */
import type { ActorKind, TraceEvent } from './trace.js';

/** Tracks stand in processes. */
const PROCESSES = ['processor', 'tasks', 'signals'] as const;
type Process = (typeof PROCESSES)[number];

/** A task runs within its thread: in the same process the two would look like two that run at once. */
const processOf = (actor: ActorKind): Process => (actor === 'task' ? 'tasks' : 'processor');
const idOf = (process: Process): number => PROCESSES.indexOf(process) + 1;

/** Writes one, event by event, in memory that grows with the number of its tracks only. Events come in the order of time. */
export class ChromeTraceFormat {
  /** The number of each actor's track, and those whose slice has begun. */
  readonly #tracks = new Map<string, number>();
  readonly #begun = new Map<string, ActorKind>();
  /** The signals' last values. */
  readonly #values = new Map<string, number>();

  /** The beginning. */
  head(): string {
    const names = PROCESSES.map((name) => record({ ph: 'M', pid: idOf(name), name: 'process_name', args: { name } }));
    return `{"displayTimeUnit": "ns", "traceEvents": [\n${names.join(',\n')}`;
  }

  /** The text of an event. */
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

  /** The end, as lasting until `end` nanoseconds since reset: whoever has the processor has it until then. */
  tail(end: bigint): string {
    const ends = Array.from(this.#begun, ([name, actor]) => this.#slice(end, name, 0, actor));
    const values = Array.from(this.#values, ([signal, value]) => counter(end, signal, value));
    return `${[...ends, ...values].join('')}\n]}\n`;
  }
}

const counter = (t: bigint, name: string, value: number): string =>
  `,\n${record({ ph: 'C', pid: idOf('signals'), name, args: { value } }, t)}`;

/** One of the format's objects; `t`: its moment, which has all its digits. */
function record(fields: Readonly<Record<string, unknown>>, t?: bigint): string {
  const text = JSON.stringify(fields);
  return t === undefined ? text : `${text.slice(0, -1)},"ts":${t / 1000n}.${String(t % 1000n).padStart(3, '0')}}`;
}
