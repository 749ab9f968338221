/** How regularly an LED toggles: its rhythm, and where it departs from it. Times are whole nanoseconds. */
import { formatDuration } from '../duration.js';

/** Departures of up to one tick are within the pattern: `sleep_ms` ends on tick edges. */
const TICK = 1_000_000;
/** The nominal interval is the median of this many first ones. */
const SAMPLE = 7;
const LEAST_EDGES = 5;
/** If an LED toggles periodically, at most one in this many intervals departs from the pattern. */
const MOST_DEPARTURES = 5;

/** How far an interval was from its pattern, and when. */
interface Departure {
  readonly at: bigint;
  readonly by: number;
  /** The reason, if it is known. */
  readonly why: 'garbage collection' | null;
}

/** The last garbage collection: when it ended, and how long it took. */
export interface Collection {
  end: bigint;
  nanos: number;
}

/** Departures from a pattern, reported in any order: keeps the first one beyond a tick, and the largest. */
export class Departures {
  first: Departure | null = null;
  largest: Departure = { at: 0n, by: 0, why: null };

  constructor(private readonly collection: Collection) {}

  note(at: bigint, by: number): void {
    if (by > this.largest.by) this.largest = this.#departure(at, by);
    if (by > TICK && (this.first === null || at < this.first.at)) this.first = this.#departure(at, by);
  }

  /** A delay is attributed to a collection that has ended meanwhile if the delay is no longer than the collection was. */
  #departure(at: bigint, by: number): Departure {
    const { end, nanos } = this.collection;
    const isCollection = end <= at && Number(at - end) < by && by <= nanos + TICK;
    return { at, by, why: isCollection ? 'garbage collection' : null };
  }
}

/** Intervals that ought to be equal. Intervals before the first nominal one are the start-up and do not count. */
class Rhythm {
  nominal: number | null = null;
  hasBegun = false;
  #judged = 0;
  #departed = 0;
  #sample: { at: bigint; interval: number }[] = [];

  constructor(private readonly departures: Departures) {}

  note(at: bigint, interval: number): void {
    if (this.nominal !== null) this.#judge(at, interval);
    else if (this.#sample.push({ at, interval }) === SAMPLE) this.settle();
  }

  /** Chooses the nominal interval from the intervals so far. */
  settle(): void {
    if (this.nominal !== null || this.#sample.length === 0) return;
    const sorted = this.#sample.map(({ interval }) => interval).sort((a, b) => a - b);
    this.nominal = sorted[sorted.length >> 1];
    for (const { at, interval } of this.#sample) this.#judge(at, interval);
    this.#sample = [];
  }

  #judge(at: bigint, interval: number): void {
    const by = Math.abs(interval - (this.nominal as number));
    this.hasBegun ||= by <= TICK;
    if (!this.hasBegun) return;
    this.#judged++;
    if (by > TICK) this.#departed++;
    this.departures.note(at, by);
  }

  /** Whether most intervals follow the pattern. */
  get isRule(): boolean {
    return this.hasBegun && this.#departed * MOST_DEPARTURES <= this.#judged;
  }
}

/** What one LED did, in memory that does not grow. */
export class LedPattern {
  edges = 0;
  /** The number of those edges that the firmware has made to show that it works on the flash. */
  firmwareEdges = 0;
  lastEdge = 0n;
  lastRise: bigint | null = null;
  /** The LED has not changed since its last edge for longer than its pattern allows. */
  hasStopped = false;
  /** When the program ended, if that stopped the LED. */
  #programEnd: bigint | null = null;
  /** Edges have been missed, so the next interval is ignored. */
  #isCut = false;
  readonly departures: Departures;
  /** How the LED's rises shift against those of the first LED with the same cycle. */
  readonly skew: Departures;
  #initialSkew: number | null = null;
  readonly #lit: Rhythm;
  readonly #dark: Rhythm;
  #wasLit: boolean;

  constructor(
    readonly name: string,
    value: number,
    collection: Collection,
  ) {
    this.departures = new Departures(collection);
    this.skew = new Departures(collection);
    this.#lit = new Rhythm(this.departures);
    this.#dark = new Rhythm(this.departures);
    this.#wasLit = value !== 0;
  }

  note(at: bigint, value: number): void {
    if (this.edges++ > 0 && !this.#isCut) (this.#wasLit ? this.#lit : this.#dark).note(at, Number(at - this.lastEdge));
    if (value !== 0 && !this.#wasLit) this.lastRise = at;
    this.#wasLit = value !== 0;
    this.lastEdge = at;
    this.#isCut = false;
  }

  /** The LED shows something other than what the program wants. */
  cut(at: bigint, value: number): void {
    this.#wasLit = value !== 0;
    this.lastEdge = at;
    this.#isCut = true;
  }

  /** Records, at `at`, that this LED's latest rise came `offset` after that of the first LED with its cycle, give or take whole cycles. */
  compare(at: bigint, offset: number): void {
    const cycle = this.cycle as number;
    const skew = ((offset % cycle) + cycle) % cycle;
    this.#initialSkew ??= skew;
    const change = Math.abs(skew - this.#initialSkew);
    this.skew.note(at, Math.min(change, cycle - change));
  }

  get isPeriodic(): boolean {
    return this.edges - this.firmwareEdges >= LEAST_EDGES && this.cycle !== null && this.#hasRule;
  }

  /** Nominal time from rise to rise. */
  get cycle(): number | null {
    const { nominal: lit } = this.#lit;
    const { nominal: dark } = this.#dark;
    return lit === null || dark === null ? null : lit + dark;
  }

  sharesCycle(other: LedPattern): boolean {
    return this.cycle !== null && other.cycle !== null && Math.abs(this.cycle - other.cycle) <= TICK;
  }

  /** Ends the observation at `end`. `programEnd`: when the program ended; null if it has not. */
  finish(end: bigint, programEnd: bigint | null): void {
    this.#lit.settle();
    this.#dark.settle();
    const due = (this.#wasLit ? this.#lit.nominal : this.#dark.nominal) ?? Number.POSITIVE_INFINITY;
    const stoodUntil = (moment: bigint): number => Number(moment - this.lastEdge);
    this.hasStopped = stoodUntil(end) - due > TICK;
    if (programEnd !== null && programEnd >= this.lastEdge && stoodUntil(programEnd) - due <= TICK) this.#programEnd = programEnd;
  }

  toString(): string {
    const { first, largest } = this.departures;
    const beginning = first === null ? '' : `first departure ${milliseconds(first.by)}${momentOf(first)}, `;
    const moment = largest.by > TICK ? momentOf(largest) : '';
    return `${this.name}: ${this.edges} edges ${this.#nominal}${this.#stop}, ${beginning}largest departure ${milliseconds(largest.by)}${moment}`;
  }

  /** Until when the LED toggled, if not until the end. */
  get #stop(): string {
    if (!this.hasStopped) return '';
    if (this.#programEnd !== null) return ` until the program ended at ${formatDuration(this.#programEnd)}`;
    return ` until ${formatDuration(this.lastEdge)}`;
  }

  get #hasRule(): boolean {
    return this.#lit.isRule && this.#dark.isRule;
  }

  get #nominal(): string {
    const lit = this.#lit.nominal ?? 0;
    const dark = this.#dark.nominal ?? 0;
    if (Math.abs(lit - dark) <= TICK) return `every ${interval(Math.round((lit + dark) / 2))}`;
    return `(on ${interval(lit)}, off ${interval(dark)})`;
  }
}

const momentOf = ({ at, why }: Departure): string => ` at ${formatDuration(at)}${why === null ? '' : ` (${why})`}`;

function interval(nanos: number): string {
  return formatDuration(BigInt(nanos));
}

function milliseconds(nanos: number): string {
  return `${(nanos / TICK).toFixed(3)} ms`;
}
