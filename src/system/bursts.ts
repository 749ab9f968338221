/**
 * How a board runs beside an event loop: in bursts, each so short that the loop can hear what has come, held to real time or as fast
 * as it goes. Nested code lets no burst end (`vm/run-nested.ts`): there what must be done between bursts is done in the middle of it.
 * Reads no clock and does no input or output: that is the host's.
 */
import { ConsolePace, type Pace } from './pace.js';
import type { PyboardSystem } from './pyboard-system.js';

/** The place where a board runs. */
interface BurstHost {
  /** Wall time in milliseconds from any origin. */
  now(): number;
  /** Stops all that runs here for so many milliseconds, the event loop with it. */
  pause(ms: number): void;
  /** What the board has done must be taken before it does more. */
  readonly isFull: boolean;
  /** A board that waits for input at full speed does so to no purpose: somebody is to bring some, or nobody will. */
  readonly looksForInput: boolean;
  /** Somebody may type: meanwhile the board's clock does not race. */
  readonly hasTypist: boolean;
  /** The clock has been read in the middle of a burst: whether the run is being given up. */
  givesUp(wall: number): boolean;
  /** A burst lasts, since it cannot end: the event loop stands still. */
  attend(): void;
  /**
   * Nested code and all else waits, for input perhaps: takes what has come. Whether the board is to be asked again before its time goes on to
   * `until` (ns since reset; null: never); null if that is for the pace to decide.
   */
  listen(until: bigint | null, awaitsInput: boolean): boolean | null;
}

/**
 * A burst in code that no stop unwinds is attended to when it has lasted so long, and so often. What only an event loop hears and that comes
 * before the first time, such as a signal to Node, is heard when the burst ends, if it does.
 */
const OVERDUE_MS = 500;
const ATTEND_MS = 50;
/** Looks around that are so close to each other do without the clock so many times. */
const QUICK_MS = 1;
const QUICK_POLLS = 7;
/** How long nested code that waits listens for input at a time. */
const LISTEN_MS = 5;
/** For so little it does not wait. */
const SOON_MS = 1;

/** The bursts of one board, from now on until `release`. */
export class Bursts {
  #pace: ConsolePace;
  /** The present burst is not held to real time. */
  #rushes = false;
  #began = 0;
  #attended = 0;
  /** When the present burst had lasted long enough and was asked to end: what looks around long after that is in code that no stop unwinds. */
  #askedAt = Number.POSITIVE_INFINITY;
  /** When the clock was read last, and how many looks around do without it now. */
  #clockRead = 0;
  #pollsWithoutClock = 0;
  /** The simulated moment at which nested code waits. */
  #listensAt = -1n;

  /** `factor`: simulated seconds per second; Infinity: as fast as it goes. `burstMs`: how long a burst may keep the event loop. */
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

  /** The board runs without bursts. */
  release(): void {
    this.system.poll = this.system.hold = null;
  }

  set pace(factor: number) {
    this.#pace = new ConsolePace(factor);
  }

  /** Simulated time stands still meanwhile: that is not caught up with. */
  stand(): void {
    this.#pace.chosen.anchor(this.system.elapsed, this.host.now());
  }

  /** A burst begins: the moment up to which it may run, at most `farthest`; null: any. */
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

  /** Milliseconds that the event loop has until the next burst. */
  rest(): number {
    const wall = this.host.now();
    const { elapsed } = this.system;
    const pace = this.#presentPace(elapsed, wall);
    return pace.isMax ? 0 : Math.max(this.burstMs, pace.delay(elapsed, wall));
  }

  /** While the board waits for someone to type, real time passes. */
  #presentPace(elapsed: bigint, wall: number): Pace {
    return this.#pace.present(elapsed, wall, this.host.hasTypist && this.system.awaitsInput);
  }

  /** Called by the system between its slices, and at least once per 50 ms of simulated work in code that no stop unwinds. */
  #poll(): void {
    if (this.host.isFull || this.#mustNotRushOn()) this.system.requestStop();
    if (this.#pollsWithoutClock > 0) this.#pollsWithoutClock--;
    else this.#pollClock();
  }

  /** The board has come to wait for input in a burst at full speed. */
  #mustNotRushOn(): boolean {
    return this.#rushes && this.host.looksForInput && this.system.awaitsInput;
  }

  /** What the time demands. It is not read at every look around where these follow each other quickly: it takes longer than all else here. */
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
      // Only code that no stop unwinds gets ahead of real time.
      const lead = this.#pace.chosen.delay(system.elapsed, wall);
      if (lead < burstMs || givesUp) return;
      host.pause(Math.min(lead, burstMs));
    }
  }

  /** The board waits, for input perhaps, but nested code keeps the event loop from turning: whether simulated time must not go on yet. */
  #hold(until: bigint | null, awaitsInput: boolean): boolean {
    const left = until === null ? Number.POSITIVE_INFINITY : this.#delay(until);
    if (!awaitsInput && (until === null || left < SOON_MS)) return false;
    const answer = this.host.listen(until, awaitsInput);
    if (answer !== null) return answer;
    const { lacksInput } = this.system;
    if (left <= 0 && !lacksInput) return false;
    this.host.pause(lacksInput ? LISTEN_MS : Math.min(left, LISTEN_MS));
    return true;
  }

  /** Milliseconds of real time until a simulated moment may come. */
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
