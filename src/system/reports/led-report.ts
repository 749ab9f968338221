/**
 * What a run reports about its LEDs at its end: how regularly they toggled, and how long they stayed in step. Computed during the run, in memory
 * that does not grow.
 */
import type { TraceEvent } from '../../sim/trace.js';
import { formatDuration } from '../duration.js';
import { type Collection, Departures, LedPattern } from './led-pattern.js';

/** Watches a board's LEDs. */
export class LedReport {
  readonly #patterns = new Map<string, LedPattern>();
  /** When the firmware last ended work on the flash: an LED that goes out at that moment has shown this work. */
  #flashEnd: bigint | null = null;
  readonly #collection: Collection = { end: -1n, nanos: 0 };
  #collectionBegan = 0n;

  /** Takes the initial state of a signal, or an event; events come in order of time. Of signals other than LEDs only `FLASH` and `GC` matter. */
  note({ t, signal, value }: TraceEvent): void {
    if (signal === 'FLASH' && value === 0) this.#flashEnd = t;
    if (signal === 'GC') this.#collect(t, value);
    if (!signal.startsWith('LED(')) return;
    const pattern = this.#patterns.get(signal);
    if (pattern === undefined) {
      this.#patterns.set(signal, new LedPattern(signal, value, this.#collection));
      return;
    }
    const rise = pattern.lastRise;
    pattern.note(t, value);
    if (value === 0 && t === this.#flashEnd) pattern.firmwareEdges += 2;
    if (pattern.lastRise === rise) return;
    this.#compare(t, pattern);
  }

  /** Takes an event that is not the program's because the firmware shows something with the LEDs. What they do meanwhile is not judged. */
  skip({ t, signal, value }: TraceEvent): void {
    this.#patterns.get(signal)?.cut(t, value);
  }

  /**
   * Returns the report in one line, for an observation that ends at `end`; null if no LED toggled periodically. `programEnd`: when the program
   * ended; null if it has not.
   */
  line(end: bigint, programEnd: bigint | null = null): string | null {
    const all = [...this.#patterns.values()];
    for (const pattern of all) pattern.finish(end, programEnd);
    const periodic = all.filter((pattern) => pattern.isPeriodic);
    if (periodic.length === 0) return null;
    return [...periodic.map(String), ...this.#step(periodic)].join('; ');
  }

  #collect(t: bigint, value: number): void {
    if (value !== 0) this.#collectionBegan = t;
    else Object.assign(this.#collection, { end: t, nanos: Number(t - this.#collectionBegan) });
  }

  /**
   * Called when `pattern` has risen: compares rises within the group of LEDs that have the same cycle. The others are compared with the group's
   * first LED.
   */
  #compare(at: bigint, pattern: LedPattern): void {
    if (!pattern.isPeriodic) return;
    let first: LedPattern | null = null;
    for (const other of this.#patterns.values()) {
      if (!other.isPeriodic || !other.sharesCycle(pattern)) continue;
      if (first === null) first = other;
      else if ((pattern === first || pattern === other) && other.lastRise !== null && first.lastRise !== null)
        other.compare(at, Number(other.lastRise - first.lastRise));
    }
  }

  /** Reports whether the LEDs with the busiest one's cycle stayed in step. */
  #step(periodic: readonly LedPattern[]): string[] {
    if (periodic.length < 2) return [];
    const busiest = periodic.reduce((most, pattern) => (pattern.edges > most.edges ? pattern : most));
    const group = periodic.filter((pattern) => pattern.sharesCycle(busiest));
    if (group.length < 2) return ['LEDs toggle at different intervals'];
    const lost = new Departures(this.#collection);
    for (const { skew } of group) if (skew.first !== null) lost.note(skew.first.at, skew.first.by);
    for (const pattern of group) {
      // The LEDs that continue have left this one behind.
      const ahead = group.reduce((last, { lastEdge }) => Math.max(last, Number(lastEdge - pattern.lastEdge)), 0);
      if (pattern.hasStopped && ahead > (pattern.cycle as number)) lost.note(pattern.lastEdge, ahead);
    }
    return [lost.first === null ? 'LEDs in step throughout' : `LEDs in step until ${formatDuration(lost.first.at)}`];
  }
}
