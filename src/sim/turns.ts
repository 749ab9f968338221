/**
 * Whose turn it is, and what happens in the turn (`ports/stm32/pybthread.c`).
 *
 * A thread runs while it has the turn and the global lock. The tick takes away its turn but not the lock: the others find the lock taken,
 * queue for it and leave the ring, until the running thread bounces it. A thread that waits for an event gives the lock and the turn away
 * again and again, until the event has come: so the turn goes round among sleeping threads. While all threads sleep, their turns are computed.
 */
import { BounceWait, COMPUTES, type Execution, MutexWait, type Nanos, type Wait } from '../execution.js';
import type { Clock } from './clock.js';
import { BLOCKED_LIMIT, type CoveredExecutions } from './covered.js';
import type { Horizon } from './horizon.js';
import type { Interrupts } from './interrupts.js';
import type { Moment } from './moment.js';
import type { Ring } from './ring.js';
import type { Runs } from './runs.js';
import type { SafePoints } from './safe-points.js';
import type { TurnEnd } from './slice.js';

/**
 * Cycles of a switch to the next thread, including its test of the tick: PendSV with the frame of the floating-point unit, two
 * mutexes, one round of the loop in `mp_hal_delay_ms`: some 160 instructions at 2.4 cycles [estimate].
 */
const SWITCH_CYCLES = 400;

/**
 * Why there is no next turn: all wait for something that only the host can bring, or the last thread that could run waits for a mutex, which
 * the firmware treats as a fatal error.
 */
export type DeadEnd = 'stuck' | 'deadlock';

/** The turns of one machine's Executions. */
export class Turns {
  /** How long the switch that is being made still takes, in ns. */
  #switching: Nanos = 0;
  /** Since when the running Execution has waited without giving its turn away; null if it does not. */
  #keptSince: Moment | null = null;
  /** The Execution that has been struck by what left an interrupt handler, and has not continued since. */
  #struck: Execution | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly horizon: Horizon,
    private readonly ring: Ring,
    private readonly covered: CoveredExecutions,
    private readonly slice: TurnEnd,
    private readonly safePoints: SafePoints,
    private readonly runs: Runs,
  ) {}

  /** Called when another Execution has got the turn, with this number of counts for its slice. */
  begin(counts?: number): void {
    this.#keptSince = null;
    this.slice.begin(counts);
  }

  /** Called when all Executions are gone. */
  clear(): void {
    this.#switching = 0;
    this.#struck = null;
    this.runs.clear();
  }

  /** Called when the running Execution waits without giving its turn away. True if it has done so for so long that this is an error. */
  isKeptLong(): boolean {
    this.#keptSince ??= this.clock.moment();
    return this.clock.now - this.#keptSince.at >= BLOCKED_LIMIT;
  }

  /** Between slices: lets the host look around and serves interrupts. */
  look(): void {
    const { horizon, interrupts } = this;
    this.clock.settle();
    horizon.throwIfAborted(true);
    const mayServe = interrupts.isDue && (!horizon.host.wantsStop || this.covered.count > 0);
    if (mayServe && !this.#busyWaitEndsNow() && !this.hasStruck) this.#serve();
    horizon.host.ask();
    horizon.throwIfAborted(true);
  }

  /** Whether the current Execution has been struck: it continues before anything else is served, as if the throw had reached it at once. */
  get hasStruck(): boolean {
    return this.#struck !== null && this.#struck === this.ring.current;
  }

  /** Serves interrupts. What leaves a handler strikes the current Execution, or, if nested code lies on top of that, the uppermost one. */
  #serve(): void {
    try {
      this.interrupts.serve(true);
    } catch (thrown) {
      const current = this.ring.current as Execution;
      const struck = this.covered.isBelow(current) ? (this.covered.uppermost as Execution) : current;
      if (!struck.strike(thrown)) throw thrown;
      this.safePoints.forgetUnfinished();
      this.#struck = struck;
    }
  }

  /**
   * Whether the current Execution's busy loop ends at this very moment: then it continues before interrupts are served, as when it spins on the
   * spot.
   */
  #busyWaitEndsNow(): boolean {
    const wait = this.ring.current?.waiting;
    return wait?.isBusy === true && wait.until === this.clock.now;
  }

  /**
   * Does what comes next: occupied time passes, a switch goes on, the current Execution runs, or it waits; `resumed`: the uppermost nested code
   * is to continue.
   */
  next(): DeadEnd | 'resumed' | null {
    if (this.interrupts.isOccupied) {
      this.interrupts.passOccupied(this.horizon.nextStop);
      return null;
    }
    if (this.clock.mustMoveOn) {
      this.clock.moveOn(this.horizon.nextStop);
      return null;
    }
    if (this.#switching > 0) return this.#goOnSwitching();
    const current = this.ring.current as Execution;
    if (current.done) return this.#end(current);
    if (this.ring.isThreaded && !this.ring.takeGlobal()) return this.#switched();
    if (this.covered.canRun(current)) return this.#goOn(current);
    return current.waiting?.isBusy ? this.#jump(this.horizon.nextOf(current.waiting)) : this.#waitForEvent();
  }

  #goOn(current: Execution): DeadEnd | 'resumed' | null {
    this.runs.begin(current);
    if (this.#struck === current) this.#struck = null;
    if (current === this.covered.uppermost) return 'resumed';
    this.safePoints.grant();
    current.run();
    return this.handOver(current);
  }

  /** Called when the current Execution no longer runs, for now or for ever: decides who is next. */
  handOver(current: Execution): DeadEnd | null {
    this.clock.settle();
    this.runs.end();
    if (this.safePoints.isUnfinished) return null;
    const { waiting } = current;
    // An Execution that has stopped for the host does not rest.
    if (current.done || (waiting !== null && waiting.isBusy !== true)) this.runs.rest();
    if (waiting !== null && waiting !== COMPUTES) this.clock.passWait();
    if (current.done) return this.#end(current);
    if (waiting instanceof MutexWait) return waiting.isOver ? null : this.#block(waiting);
    if (this.safePoints.bounceRequested || waiting instanceof BounceWait) return this.#bounce(current, waiting);
    if (waiting?.isBusy) return null;
    if (waiting !== null) return this.ring.isShared || this.ring.isContended ? this.#yieldTurn() : null;
    if (!this.slice.isOver(this.safePoints.isAtCheck)) return null;
    this.slice.pass();
    return this.#switched();
  }

  #end(execution: Execution): DeadEnd | null {
    this.ring.remove(execution);
    if (this.ring.size > 0) return this.#switched();
    return this.ring.count > 0 ? 'deadlock' : null;
  }

  /** `pyb_mutex_lock` of a mutex that is taken. */
  #block(wait: MutexWait): DeadEnd | null {
    if (this.ring.isThreaded) this.ring.releaseGlobal();
    if (this.ring.size === 1) return 'deadlock';
    this.ring.queueFor(wait);
    return this.#switched();
  }

  /** Gives the global lock away and asks for it again (`py/vm.c`). */
  #bounce(current: Execution, waiting: Wait | null): null {
    const { ring } = this;
    this.safePoints.endBounce();
    if (ring.owner === current) ring.releaseGlobal();
    if (waiting instanceof BounceWait) waiting.between();
    if (this.slice.takesLock) {
      this.slice.pass();
      return this.#switched();
    }
    return ring.owner === null || ring.takeGlobal() ? null : this.#switched();
  }

  /** The current Execution waits until something happens. */
  #waitForEvent(): DeadEnd | null {
    if (!this.ring.isShared && !this.ring.isContended) return this.#jump();
    return this.ring.some((execution) => this.covered.canRun(execution)) ? this.#yieldTurn() : this.#rotate();
  }

  /** `MICROPY_INTERNAL_WFE`: the global lock and the turn go to others. */
  #yieldTurn(): null {
    this.ring.yieldTurn();
    return this.#switched();
  }

  /** All wait: turns the ring until the first turn that begins after something has happened. */
  #rotate(): DeadEnd | null {
    const { clock } = this;
    if (clock.kind === 'ideal') return this.#jump();
    const next = this.horizon.reach(this.#nextEvent());
    if (this.#hostHolds(next)) return null;
    if (next === Number.POSITIVE_INFINITY) return 'stuck';
    const switches = Math.max(1, Math.ceil((next - clock.now) / clock.nanosOf(SWITCH_CYCLES)));
    this.ring.rotate(switches);
    return this.#switched(switches);
  }

  /** Jumps to the next moment at which something happens. */
  #jump(event = this.#nextEvent()): DeadEnd | null {
    const next = this.horizon.reach(event);
    if (this.#hostHolds(next)) return null;
    if (next === Number.POSITIVE_INFINITY) return 'stuck';
    this.clock.advanceTo(next);
    return null;
  }

  /** Lets the time of one switch or several pass, after which another Execution has the turn. */
  #switched(switches = 1): null {
    const { clock } = this;
    this.runs.rest();
    if (clock.kind === 'ideal') this.begin();
    else {
      this.#switching = switches * clock.nanosOf(SWITCH_CYCLES);
      // If nothing happens during the switch, nothing need be looked for before it is over.
      const isQuiet = !this.interrupts.isDue && this.horizon.nextStop - clock.now > this.#switching;
      if (isQuiet && !this.horizon.host.isCalled) this.#goOnSwitching();
    }
    return null;
  }

  #goOnSwitching(): null {
    const step = Math.min(this.#switching, Math.max(this.horizon.nextStop - this.clock.now, 0));
    this.#switching -= step;
    this.clock.advanceTo(this.clock.now + step);
    if (this.#switching === 0) this.begin();
    return null;
  }

  /** The moment before which nothing happens by itself: the present moment, unless all wait. */
  get quietUntil(): Nanos {
    const { now } = this.clock;
    const { interrupts, horizon } = this;
    if (interrupts.isOccupied) return Math.max(now, Math.min(horizon.nextDue, now + interrupts.occupiedFor));
    const busy = this.ring.current?.waiting;
    if (busy?.isBusy && busy !== COMPUTES) return Math.max(horizon.nextOf(busy), now);
    if (this.ring.some((execution) => this.covered.canRun(execution))) return now;
    return Math.max(this.#nextEvent(), now);
  }

  #nextEvent(): Nanos {
    let next = this.horizon.nextDue;
    for (const list of [this.ring.inRing, this.ring.waiters]) {
      for (const execution of list) if (!this.covered.isBelow(execution)) next = Math.min(next, execution.waiting?.until ?? next);
    }
    return next;
  }

  /** Under nested code `run` cannot return to the host to wait for input or for real time: the host is asked here. True if it does wait. */
  #hostHolds(until: Nanos): boolean {
    const { hold } = this.horizon;
    return this.covered.count > 0 && hold !== null && hold(until, this.awaitsInput());
  }

  /** Whether an Execution waits for something that the host sends. */
  awaitsInput(): boolean {
    return this.ring.some((execution) => execution.waiting?.awaitsInput === true);
  }
}
