/**
 * Who runs, and for how long: the firmware's ring of threads, cut into slices between events.
 * Follows `ports/stm32/pybthread.c` and `systick.c`; every Execution here is one thread.
 *
 * This is what others see of it. Who has the turn next is decided in `turns.ts`, on top of nested code by way of `on-top.ts`; what the running
 * one meets at a safe point is in `safe-points.ts`, and waits that need nobody's turn are in `waits-in-place.ts`.
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

/** Why `run` came back: the moment is reached, nobody is left, the host asked, or there is no next turn. */
type Outcome = 'until' | 'done' | 'stopped' | DeadEnd;

/** Settings for tests. */
export interface SchedulerOptions {
  /**
   * Forces a stop at every k-th safe point that allows one; the same Execution is then resumed. Nested code unwinds there and goes on.
   * Changes nothing that can be observed.
   */
  readonly stopEvery?: number;
  /** The turns of threads: a seed from which their lengths come, or a schedule; absent: as on a board. */
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
    const runs = new Runs(clock, interrupts);
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

  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  set poll(poll: (() => void) | null) {
    this.#host.poll = poll;
  }

  /** Called under nested code, where all wait, perhaps somebody for input, before time jumps to a moment (Infinity: never). True: not yet. */
  set hold(hold: ((until: Nanos, awaitsInput: boolean) => boolean) | null) {
    this.#horizon.hold = hold;
  }

  /** The numbers of those who wait for each other's mutexes, which only somebody else could release; empty: nobody does. */
  get knot(): readonly number[] {
    return this.#ring.knot.map((execution) => this.runs.numberOf(execution));
  }

  /** All that can be switched to, beginning with the current one, in the order of their turns. */
  get ring(): readonly Execution[] {
    return this.#ring.members;
  }

  /** Whether a thread that waits for no time gives its turn away. */
  get isShared(): boolean {
    return this.#ring.isShared;
  }

  /** Whether somebody queues for the global lock, so that the running thread has to bounce it. */
  get isContended(): boolean {
    return this.#ring.isContended;
  }

  /** Whether the running thread loses the global lock if it gives it away for a moment. */
  get isPressed(): boolean {
    const slice = this.#slice;
    return this.isContended || (slice.needsChecks && slice.isOver(true));
  }

  /** Whether every jump has to be looked at: the turn may be taken away at any. */
  get needsChecks(): boolean {
    return this.#slice.needsChecks;
  }

  /** Puts `execution` last in the ring, just before the current one. */
  add(execution: Execution): void {
    // The thread that makes it has the global lock; until now there was none.
    if (this.#ring.count === 1) this.#ring.takeGlobal();
    this.#ring.add(execution);
    this.runs.add(execution, this.#ring.count === 1);
    if (this.#ring.count === 1) this.#turns.begin(0);
    this.#slice.limit();
    this.clock.makeDue();
  }

  /** Forgets `execution`; if it is the current one, it is the next one's turn. */
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

  /** The running Execution takes a mutex that is free. */
  acquire(mutex: Mutex): boolean {
    if (mutex.isTaken) return false;
    mutex.isTaken = true;
    mutex.holder = this.#ring.current ?? null;
    return true;
  }

  /** The running Execution gives a mutex away. */
  release(mutex: Mutex): void {
    this.#ring.release(mutex);
    this.#slice.limit();
  }

  /** Something that a Wait may ask about has changed, a lock for instance: the next safe point looks. */
  notify(): void {
    this.clock.makeDue();
  }

  /** `run` comes back at the next safe point that allows a stop. */
  requestStop(): void {
    this.#host.requestStop();
  }

  /** The next safe point throws ABORT, through everything, nested code included. */
  requestAbort(): void {
    this.#host.requestAbort();
  }

  /**
   * When all is over, ns since reset. Unlike the moment until which `run` is asked to run this one is known beforehand, so code that cannot
   * be unwound may depend on it: its first safe point or wait from then on throws ABORT.
   */
  set endsAt(moment: bigint | null) {
    this.#host.endsAt = moment;
  }

  /** That moment; Infinity: never. */
  get end(): Nanos {
    return this.#host.end;
  }

  /** Runs until the moment `until`, until all Executions are done, or until a stop is requested. While all wait, time jumps. */
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

  /** The moment before which nothing happens by itself: the present one, unless all wait. */
  get quietUntil(): Nanos {
    return this.#turns.quietUntil;
  }

  /** First at a safe point: false if the running Execution, being `suspendable`, must stop in the middle of it. Throws ABORT if that was requested. */
  settleAndServe(suspendable: boolean): boolean {
    return this.#safePoints.settleAndServe(suspendable);
  }

  /** Then: whether it, not in nested code, must stop here; `atCheck`: behind a jump at which it may bounce the global lock. */
  mustStop(atCheck: boolean): boolean {
    return this.#safePoints.mustStop(atCheck);
  }

  /** Whether nested code has to unwind here and go on, if stops are forced. */
  mustUnwind(): boolean {
    return this.#stops.isNow();
  }

  /** Whether it, in nested code, has to `yieldNested` here: its turn or the global lock is taken away. */
  mustYieldNested(atCheck: boolean): boolean {
    return this.#safePoints.mustYield(atCheck);
  }

  /** Last: loads fuel up to the next event. Answers whether there may be a reason to stop, which nested code must look for at its end. */
  grant(): boolean {
    return this.#safePoints.grant();
  }

  /** It stops here to give the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void {
    this.#safePoints.requestBounce();
  }

  /**
   * The running Execution is in nested code, which cannot be unwound, and has come to a safe point where it must yield, or waits, as its
   * `waiting` says. Others have their turns on top of it, until it has the turn and the lock again and can go on.
   */
  yieldNested(): NestedOutcome {
    return this.#onTop.until(this.#ring.current as Execution);
  }

  /** All nested code but that of interrupt handlers is unwound before the current Execution, which runs on top of it, goes on. */
  unwindCovered(): void {
    this.#onTop.unwind();
  }

  /** The running Execution, in nested code, waits without giving its turn away: whether it has done so for longer than is taken for no error. */
  lacksRoomLong(): boolean {
    return this.#turns.isKeptLong();
  }

  /** Waits in an interrupt handler: time jumps, more urgent interrupts are served, all else stands still. False if the wait can never end. */
  waitInHandler(wait: Wait): boolean {
    return this.#inPlace.inHandler(wait);
  }

  /** Lets the wait of the only Execution pass on the spot; false if it must stop, and wait on. */
  waitAlone(wait: Wait, handlePending: () => void): boolean {
    return this.#inPlace.alone(wait, handlePending);
  }

  /** Lets a busy wait pass, interrupts being served; false if the host wants control before it is over and the Execution is `suspendable`. */
  spin(wait: Wait, suspendable: boolean): boolean {
    return this.#inPlace.spin(wait, suspendable);
  }

  /** While the chip stands still nothing runs: the host looks around. Why it should have control; null: it need not. */
  lookInStandstill(): 'stopped' | 'until' | null {
    return this.#inPlace.lookInStandstill();
  }

  /** The chip stands still under nested code: whether the host lets time go on to a moment now. Throws ABORT. */
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
