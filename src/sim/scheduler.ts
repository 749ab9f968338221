/**
 * Who runs, and for how long: the firmware's ring of threads, cut into slices between events.
 * Follows `ports/stm32/pybthread.c` and `systick.c`; every Execution here is one thread.
 *
 * This file is the interface to others. `turns.ts` decides who has the next turn, by way of `on-top.ts` if it is on top of nested code; what
 * happens to the running thread at a safe point is in `safe-points.ts`, and waits that pass without turns are in `waits-in-place.ts`.
 */
import { type Execution, isOver, type Mutex, type Nanos, type Wait } from '../execution.js';
import type { Clock } from './clock.js';
import { CoveredExecutions } from './covered.js';
import { ForcedStops } from './forced-stops.js';
import { Horizon } from './horizon.js';
import type { HostRequests } from './host-requests.js';
import type { Interrupts } from './interrupts.js';
import type { Moment } from './moment.js';
import { type NestedOutcome, TurnsOnTop } from './on-top.js';
import { Ring } from './ring.js';
import { Runs } from './runs.js';
import { SafePoints } from './safe-points.js';
import { type Schedule, scheduledTurns } from './schedule.js';
import { Slice, type TurnEnd } from './slice.js';
import type { SysTick } from './systick.js';
import { type DeadEnd, Turns } from './turns.js';
import { WaitsInPlace } from './waits-in-place.js';

/** Why `run` has returned: the moment is reached, no Execution is left, the host has requested it, or there is no next turn. */
type Outcome = 'until' | 'done' | 'stopped' | DeadEnd;

/** Settings for tests. */
export interface SchedulerOptions {
  /**
   * Forces a stop at every k-th safe point that allows one; the same Execution is then resumed. Nested code unwinds there and continues.
   * This changes nothing that can be observed.
   */
  readonly stopEvery?: number;
  /** The turns of threads: a seed for their random lengths, or a schedule; absent: as on a board. */
  readonly turns?: number | Schedule;
}

/** Runs the Executions of one machine on its clock. */
export class Scheduler {
  readonly #ring = new Ring();
  /** Who runs. */
  readonly runs: Runs;
  readonly #slice: TurnEnd;
  readonly #horizon: Horizon;
  readonly #host: HostRequests;
  readonly #stops: ForcedStops;
  readonly #safePoints: SafePoints;
  readonly #turns: Turns;
  readonly #onTop: TurnsOnTop;
  readonly #inPlace: WaitsInPlace;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    systick: SysTick,
    options: SchedulerOptions = {},
  ) {
    const ring = this.#ring;
    const covered = new CoveredExecutions(clock, ring);
    const horizon = new Horizon(clock, covered);
    const runs = new Runs(interrupts);
    const { turns: given = null } = options;
    const slice =
      typeof given === 'object' && given !== null
        ? scheduledTurns({ clock, interrupts, ring, covered, runs }, given)
        : new Slice(clock, interrupts, ring, systick, given);
    const stops = new ForcedStops(options.stopEvery);
    const safePoints = new SafePoints(clock, interrupts, horizon, ring, slice, stops);
    const turns = new Turns(clock, interrupts, horizon, ring, covered, slice, safePoints, runs);
    this.runs = runs;
    this.#slice = slice;
    this.#horizon = horizon;
    this.#host = horizon.host;
    this.#stops = stops;
    this.#safePoints = safePoints;
    this.#turns = turns;
    this.#onTop = new TurnsOnTop(clock, horizon, covered, turns);
    this.#inPlace = new WaitsInPlace(clock, interrupts, horizon, ring, covered, stops, safePoints, turns, runs);
    interrupts.mustPause = (resumable) => horizon.mustPauseStorm(resumable);
  }

  /** Lets the host look around: called between slices and once per quantum, even under nested code. It may request a stop or an abort. */
  set poll(poll: (() => void) | null) {
    this.#host.poll = poll;
  }

  /**
   * Called before time jumps to `until` (Infinity: never) while all wait and some are in nested code; `awaitsInput`: one waits for input.
   * Returns true if time must not jump yet.
   */
  set hold(hold: ((until: Nanos, awaitsInput: boolean) => boolean) | null) {
    this.#horizon.hold = hold;
  }

  /** The places of threads that wait for each other's mutexes in a circle, which only others could break; empty if there are none. */
  get knot(): readonly number[] {
    return this.#ring.knot.map((execution) => this.runs.placeOf(execution));
  }

  /** All that can be switched to, beginning with the current one, in the order of their turns. */
  get ring(): readonly Execution[] {
    return this.#ring.members;
  }

  /** Whether there are others to switch to, so that a thread that waits, even for no time, gives its turn away. */
  get isShared(): boolean {
    return this.#ring.isShared;
  }

  /** Whether another thread queues for the global lock, so that the running thread has to bounce it. */
  get isContended(): boolean {
    return this.#ring.isContended;
  }

  /** Whether another thread would get the global lock if the running one gave it away for a moment. */
  get isPressed(): boolean {
    return this.isContended || (!this.inHandler && this.#slice.takesLock);
  }

  /** Whether every jump has to be checked, because the turn may be taken away at any of them. */
  get needsChecks(): boolean {
    return this.#slice.needsChecks;
  }

  /** Puts `execution` last in the ring, just before the current one. */
  add(execution: Execution): void {
    // The thread that makes the new one has the global lock. Until now the lock was not used.
    if (this.#ring.count === 1) this.#ring.takeGlobal();
    this.#ring.add(execution);
    this.runs.add(execution, this.#ring.count === 1);
    if (this.#ring.count === 1) this.#turns.begin(0);
    this.#slice.limit();
    this.clock.makeDue();
  }

  /** Forgets `execution`; if it is the current one, the next one has the turn. */
  remove(execution: Execution): void {
    const { current } = this.#ring;
    this.#ring.remove(execution);
    if (execution === current) {
      this.#safePoints.forgetUnfinished();
      this.#turns.begin();
    }
    this.clock.makeDue();
  }

  /** Forgets all Executions and all requests, as a soft reset does. */
  clear(): void {
    this.#ring.clear();
    this.#turns.clear();
    this.#safePoints.clear();
    this.#host.clear();
  }

  /** Lets the running Execution take a mutex; false if it is not free. */
  acquire(mutex: Mutex): boolean {
    if (mutex.isTaken) return false;
    mutex.isTaken = true;
    mutex.holder = this.#ring.current ?? null;
    return true;
  }

  /** Releases a mutex. */
  release(mutex: Mutex): void {
    this.#ring.release(mutex);
    this.#slice.limit();
  }

  /** Called when something that a Wait may depend on has changed, for instance a lock: the next safe point looks. */
  notify(): void {
    this.clock.makeDue();
  }

  /** Makes `run` return at the next safe point that allows a stop. */
  requestStop(): void {
    this.#host.requestStop();
  }

  /** Makes the next safe point throw ABORT, through everything, including nested code. */
  requestAbort(): void {
    this.#host.requestAbort();
  }

  /**
   * When the whole run is over, in ns since reset. Unlike the moment up to which `run` is asked to run, this moment is known beforehand, so code
   * that cannot be unwound may depend on it: its first safe point or wait from then on throws ABORT.
   */
  set endsAt(moment: bigint | null) {
    this.#host.endsAt = moment;
  }

  /** The moment `endsAt` on the clock; Infinity: never. */
  get end(): Nanos {
    return this.#host.end;
  }

  /** Runs until the moment `until`, until all Executions are done, or until a stop is requested. While all of them wait, time jumps. */
  run(until: Moment | null = null): Outcome {
    this.clock.resume();
    this.#host.beginRun(until);
    try {
      for (;;) {
        this.#turns.look();
        if (this.#ring.count === 0) return 'done';
        const outcome = this.#host.reason ?? this.#onTop.atBase();
        if (outcome !== null) return outcome;
      }
    } finally {
      this.#host.endRun();
      this.clock.pause();
    }
  }

  /** The moment before which nothing happens by itself: the present moment, unless all wait. */
  get quietUntil(): Nanos {
    return this.#turns.quietUntil;
  }

  /** First step at a safe point: false if a `suspendable` Execution must stop in the middle of it. Throws ABORT if that was requested. */
  settleAndServe(suspendable: boolean): boolean {
    return this.#safePoints.settleAndServe(suspendable);
  }

  /** Second step: whether it must stop here, outside nested code; `atCheck`: this is behind a jump at which it may bounce the global lock. */
  mustStop(atCheck: boolean): boolean {
    return this.#safePoints.mustStop(atCheck);
  }

  /** Whether nested code has to unwind here and continue, because stops are forced. */
  mustUnwind(): boolean {
    return this.#stops.isNow();
  }

  /** Whether the Execution, in nested code, has to `yieldNested` here, because its turn or the global lock is taken away. */
  mustYieldNested(atCheck: boolean): boolean {
    return this.#safePoints.mustYield(atCheck);
  }

  /** Last step: loads fuel up to the next event. Returns true if there may be a reason to stop, which nested code must look for at its end. */
  grant(): boolean {
    return this.#safePoints.grant();
  }

  /** Makes the Execution stop here to give the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void {
    this.#safePoints.requestBounce();
  }

  /**
   * Called when the running Execution is in nested code, which cannot be unwound, and must yield at a safe point or waits (its `waiting`).
   * Others have their turns on top of it, until it has the turn and the lock again and can continue.
   */
  yieldNested(): NestedOutcome {
    return this.#onTop.until(this.#ring.current as Execution);
  }

  /** Unwinds all nested code, except that of interrupt handlers, before the current Execution, which runs on top of it, continues. */
  unwindCovered(): void {
    this.#onTop.unwind();
  }

  /** Called when nested code waits without giving its turn away. True if it has done so for so long that this is an error. */
  lacksRoomLong(): boolean {
    return this.#turns.isKeptLong();
  }

  /** Waits in an interrupt handler: time jumps and more urgent interrupts are served; nothing else runs. False if the wait can never end. */
  waitInHandler(wait: Wait): boolean {
    return this.#inPlace.inHandler(wait);
  }

  /** Lets the wait of the only Execution pass on the spot; false if it must stop and continue to wait. */
  waitAlone(wait: Wait, handlePending: () => void): boolean {
    return this.#inPlace.alone(wait, handlePending);
  }

  /** Lets a busy wait pass and serves interrupts; false if a `suspendable` Execution must stop first, since the host wants control. */
  spin(wait: Wait, suspendable: boolean): boolean {
    return this.#inPlace.spin(wait, suspendable);
  }

  /** Lets the host look around while the chip stands still. Returns why the host should have control; null if it need not. */
  lookInStandstill(): 'stopped' | 'until' | null {
    return this.#inPlace.lookInStandstill();
  }

  /** Called when the chip stands still under nested code. True if the host lets time go on to `until` now. May throw ABORT. */
  passesInStandstill(until: Nanos): boolean {
    return this.#inPlace.passesInStandstill(until);
  }

  /** Whether a wait is over now. */
  isOver(wait: Wait): boolean {
    return isOver(wait, this.clock.now);
  }

  /** Whether an interrupt handler runs. */
  get inHandler(): boolean {
    return this.interrupts.inHandler;
  }
}
