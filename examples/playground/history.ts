/** What the signals of a board did, for drawing: per signal the moments of its changes, in nanoseconds, and its values. */
import type { ActorKind, TraceEvent } from 'virtual-pyboard/browser';

/** The number of changes that are kept of each signal; beyond it the older half is forgotten. */
const MOST = 200_000;

/** The order of tracks: the rows that show who has the processor come below the board's signals (null). */
const ORDER: readonly (ActorKind | null)[] = [null, 'thread', 'handler', 'soft', 'task'];

/** One signal. */
export class Track {
  readonly times: number[] = [];
  readonly values: number[] = [];
  /** The largest value so far: 1 for a level, up to 255 for a light that is dimmed. */
  top = 1;

  constructor(
    readonly name: string,
    /** The kind of actor whose row it is, which is 1 while the actor has the processor; null for a signal of the board. */
    readonly actor: ActorKind | null = null,
  ) {}

  add(t: number, value: number): void {
    this.times.push(t);
    this.values.push(value);
    this.top = Math.max(this.top, value);
    if (this.times.length <= MOST) return;
    this.times.splice(0, MOST / 2);
    this.values.splice(0, MOST / 2);
  }

  /** Index of the last change up to `t`; −1 if there is none. */
  indexAt(t: number): number {
    let low = -1;
    let high = this.times.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.times[middle] <= t) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** All signals that have changed since the board was switched on. */
export class History {
  readonly tracks: Track[] = [];
  /** Signals that have not changed yet, with their values. */
  readonly #still = new Map<string, TraceEvent>();
  readonly #byName = new Map<string, Track>();
  #hasBegun = false;

  /** Takes the next events; the first that it gets are the values at power-on. */
  take(events: readonly TraceEvent[]): void {
    for (const event of events) {
      if (!this.#hasBegun && event.t === 0n) this.#still.set(event.signal, event);
      else this.#change(event);
    }
    this.#hasBegun ||= events.length > 0;
  }

  #change({ t, signal, value, actor }: TraceEvent): void {
    let track = this.#byName.get(signal);
    if (track === undefined) {
      track = new Track(signal, actor ?? null);
      track.add(0, this.#still.get(signal)?.value ?? 0);
      this.#byName.set(signal, track);
      this.tracks.push(track);
      this.tracks.sort(inOrder);
    }
    track.add(Number(t), value);
  }
}

function inOrder(a: Track, b: Track): number {
  return ORDER.indexOf(a.actor) - ORDER.indexOf(b.actor) || a.name.localeCompare(b.name, 'en', { numeric: true });
}
