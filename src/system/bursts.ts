/**
 * Runs a board beside an event loop in bursts, each short enough for the loop to notice what has come, and held to real time or at full speed. A
 * burst cannot end in nested code (`vm/run-nested.ts`); there, what must be done between bursts is done in the middle of one. This file reads no
 * clock and does no input or output; the host does that.
 */
import { ConsolePace, type Pace } from './pace.js';
import type { PyboardSystem } from './pyboard-system.js';

/** The place where a board runs. */
interface BurstHost {
  /** Wall time in milliseconds from any origin. */
  now(): number;
  /** Blocks this thread, and so the event loop, for `ms` milliseconds. */
  pause(ms: number): void;
  /** True if the host must take what the board has done before the board does more. */
  readonly isFull: boolean;
  /**
   * True if a burst at full speed is to end when the board waits for input, because the host has to bring some or find that there will be none.
   */
  readonly looksForInput: boolean;
  /** True if somebody may type. While the board waits for that, its clock keeps to real time. */
  readonly hasTypist: boolean;
  /** True if others than a typist may bring something that the board waits for: real programs at the other end of connections. */
  readonly hasPeers: boolean;
  /** Called when the clock has been read in the middle of a burst. Returns true if the run is being given up. */
  givesUp(wall: number): boolean;
  /** Called repeatedly in a long burst that cannot end: the event loop is blocked meanwhile. */
  attend(): void;
  /**
   * Called when nested code and everything else waits, perhaps for input or for a peer; takes what has come. Returns true if the board is to be
   * asked again before time passes on to `until` (ns since reset; null: never), false if not, null if the pace is to decide.
   */
  listen(until: bigint | null, awaitsInput: boolean): boolean | null;
}

/**
 * A burst in code that no stop unwinds is attended to once it has lasted OVERDUE_MS, and then every ATTEND_MS. Events that only an event loop
 * notices, such as a signal to Node, and that come earlier are handled when the burst ends, if it ends.
 */
const OVERDUE_MS = 500;
const ATTEND_MS = 50;
/** After two polls less than QUICK_MS apart, the next QUICK_POLLS polls do not read the clock. */
const QUICK_MS = 1;
const QUICK_POLLS = 7;
/** How long nested code that waits listens for input at a time. */
const LISTEN_MS = 5;
/** Nested code does not wait for shorter times than this. */
const SOON_MS = 1;

/** The bursts of one board, from its construction until `release`. */
export class Bursts {
  #pace: ConsolePace;
  /** The present burst runs at full speed. */
  #rushes = false;
  #began = 0;
  #attended = 0;
  /** When the present burst had lasted long enough and was asked to end. Code that polls long after that is code that no stop unwinds. */
  #askedAt = Number.POSITIVE_INFINITY;
  /** When the clock was last read, and how many more polls do without reading it. */
  #clockRead = 0;
  #pollsWithoutClock = 0;
  /** The simulated moment at which nested code waits. */
  #listensAt = -1n;

  /** `factor`: simulated seconds per second; Infinity: full speed. `burstMs`: how long a burst may block the event loop. */
  constructor(
    private readonly system: PyboardSystem,
    factor: number,
    private readonly burstMs: number,
    private readonly host: BurstHost,
  ) {
    this.#pace = new ConsolePace(factor);
    system.poll = () => this.#poll();
    system.hold = (until, awaitsInput) => this.#hold(until, awaitsInput);
  }

  /** From now on the board runs without bursts. */
  release(): void {
    this.system.poll = this.system.hold = null;
  }

  set pace(factor: number) {
    this.#pace = new ConsolePace(factor);
  }

  /** Called while simulated time stands still, so that the board does not catch up afterwards. */
  stand(): void {
    this.#pace.chosen.anchor(this.system.elapsed, this.host.now());
  }

  /** Begins a burst. Returns the moment up to which it may run, at most `farthest`; null: no limit. */
  begin(farthest: bigint | null = null): bigint | null {
    const wall = this.host.now();
    const { elapsed } = this.system;
    const pace = this.#presentPace(elapsed, wall);
    this.#rushes = pace.isMax;
    this.#began = this.#attended = wall;
    this.#askedAt = Number.POSITIVE_INFINITY;
    const paced = pace.limit(elapsed, wall);
    return farthest === null || (paced !== null && paced < farthest) ? paced : farthest;
  }

  /** Returns how long the event loop may run until the next burst, in milliseconds. */
  rest(): number {
    const wall = this.host.now();
    const { elapsed } = this.system;
    const pace = this.#presentPace(elapsed, wall);
    return pace.isMax ? 0 : Math.max(this.burstMs, pace.delay(elapsed, wall));
  }

  /** Returns the pace that applies now: real time while the board waits for somebody to type. */
  #presentPace(elapsed: bigint, wall: number): Pace {
    return this.#pace.present(elapsed, wall, this.host.hasTypist && this.system.awaitsInput);
  }

  /** Called by the system between its slices, and at least once per 50 ms of simulated work in code that no stop unwinds. */
  #poll(): void {
    if (this.host.isFull || this.#mustNotRushOn()) this.system.requestStop();
    if (this.#pollsWithoutClock > 0) this.#pollsWithoutClock--;
    else this.#pollClock();
  }

  /**
   * True if the board has begun to wait for input in a burst at full speed, and the host is to look for some, or somebody who types to see it keep
   * to real time from now on.
   */
  #mustNotRushOn(): boolean {
    const { system, host } = this;
    return this.#rushes && host.looksForInput && (host.hasTypist ? system.awaitsInput : system.awaitsHost);
  }

  /**
   * Does what the wall clock demands. When polls follow each other quickly, not each of them reads the clock, since that takes longer than
   * everything else here.
   */
  #pollClock(): void {
    const { system, host, burstMs } = this;
    for (;;) {
      const wall = host.now();
      if (wall - this.#clockRead < QUICK_MS && this.#pace.chosen.isMax) this.#pollsWithoutClock = QUICK_POLLS;
      this.#clockRead = wall;
      const givesUp = host.givesUp(wall);
      if (wall - this.#began >= burstMs) {
        this.#askedAt = Math.min(this.#askedAt, wall);
        system.requestStop();
      }
      const isUnstoppable = wall - this.#askedAt >= ATTEND_MS;
      if (isUnstoppable && wall - this.#began >= OVERDUE_MS && wall - this.#attended >= ATTEND_MS) {
        this.#attended = wall;
        host.attend();
      }
      // Only code that no stop unwinds can get ahead of real time.
      const lead = this.#pace.chosen.delay(system.elapsed, wall);
      if (lead < burstMs || givesUp) return;
      host.pause(Math.min(lead, burstMs));
    }
  }

  /**
   * Called when the board waits, perhaps for input, but nested code blocks the event loop. Returns true if simulated time must not advance yet.
   */
  #hold(until: bigint | null, awaitsInput: boolean): boolean {
    const left = until === null ? Number.POSITIVE_INFINITY : this.#delay(until);
    if (!awaitsInput && (until === null ? !this.host.hasPeers : left < SOON_MS)) return false;
    const answer = this.host.listen(until, awaitsInput);
    if (answer !== null) return answer;
    const { lacksInput } = this.system;
    if (left <= 0 && !lacksInput) return false;
    this.host.pause(lacksInput ? LISTEN_MS : Math.min(left, LISTEN_MS));
    return true;
  }

  /** Returns milliseconds of real time until a simulated moment may come. */
  #delay(until: bigint): number {
    const { elapsed } = this.system;
    const wall = this.host.now();
    const pace = this.#presentPace(elapsed, wall);
    if (elapsed !== this.#listensAt) {
      this.#listensAt = elapsed;
      if (pace !== this.#pace.chosen) pace.anchor(elapsed, wall);
      else pace.limit(elapsed, wall);
    }
    return pace.delay(until, wall);
  }
}
