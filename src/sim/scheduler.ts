/**
 * Who runs, and for how long: the firmware's ring of threads, cut into slices between events.
 * Follows `ports/stm32/pybthread.c` and `systick.c`; every Execution here is one thread.
 *
 * A thread runs while it has the turn and the global lock. The tick takes away its turn but not the lock: the others find it taken,
 * queue for it and leave the ring, until the running thread bounces it. A thread that waits for an event gives the lock and the turn
 * away, again and again, until the event has come: so the turn goes round among sleeping threads. While all do, their turns are computed.
 */
import { BounceWait, type Execution, isOver, type Mutex, MutexWait, type Nanos, type Wait } from '../execution.js';
import type { Clock } from './clock.js';
import { BLOCKED_LIMIT, CoveredExecutions } from './covered.js';
import { ForcedStops } from './forced-stops.js';
import { Horizon } from './horizon.js';
import type { HostRequests } from './host-requests.js';
import type { Interrupts } from './interrupts.js';
import type { Moment } from './moment.js';
import { Ring } from './ring.js';
import { Slice } from './slice.js';
import type { SysTick } from './systick.js';
import { WaitsInPlace } from './waits-in-place.js';

/**
 * What a switch to the next thread takes, its test of the tick included: PendSV with the frame of the floating-point unit, two
 * mutexes, the turn of the loop in `mp_hal_delay_ms`: some 160 instructions at 2.4 cycles [estimate].
 */
const SWITCH_CYCLES = 400;

/**
 * Why `run` came back: the moment is reached, nobody is left, the host asked, all wait for something only the host can bring, or the
 * last thread that could run waits for a mutex, which the firmware takes for a fatal error.
 */
type Outcome = 'until' | 'done' | 'stopped' | 'stuck' | 'deadlock';

/** Thrown through all nested code, up to `run`: why that comes back; null: it goes on. */
class Unwinding {
  constructor(readonly outcome: Outcome | null) {}
}

/**
 * How nested code comes back from yielding: it goes on; it cannot for ever; only if something typed did let it, for which this host cannot
 * wait; or only if nested code of another Execution below it went on first.
 */
export type NestedOutcome = 'goes on' | 'never' | 'no input' | 'nested below';

/** Settings for tests. */
export interface SchedulerOptions {
  /**
   * Forces a stop at every k-th safe point that allows one; the same Execution is then resumed. Nested code unwinds there and goes on.
   * Changes nothing that can be observed.
   */
  readonly stopEvery?: number;
}

/** Runs the Executions of one machine on its clock. */
export class Scheduler {
  readonly #ring = new Ring();
  readonly #slice: Slice;
  readonly #covered: CoveredExecutions;
  readonly #horizon: Horizon;
  readonly #stops: ForcedStops;
  readonly #inPlace: WaitsInPlace;
  /** What the switch that is being made still takes, ns. */
  #switching: Nanos = 0;
  /** Since when the running Execution has waited without giving its turn away; null if it has not. */
  #keepsTurnSince: Moment | null = null;
  #bounceRequested = false;
  /** The current Execution has stopped in the middle of a safe point, which it will look at again: it keeps its turn. */
  #isAtSafePoint = false;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    systick: SysTick,
    options: SchedulerOptions = {},
  ) {
    this.#slice = new Slice(clock, systick);
    this.#covered = new CoveredExecutions(clock, this.#ring);
    this.#horizon = new Horizon(clock, this.#covered);
    this.#stops = new ForcedStops(options.stopEvery);
    this.#inPlace = new WaitsInPlace(clock, interrupts, this.#horizon, this.#covered, this.#stops);
    interrupts.mustPause = (resumable) => this.#horizon.hostWantsControl && (resumable || this.#host.isDelayedLong());
  }

  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  set poll(poll: (() => void) | null) {
    this.#host.poll = poll;
  }

  /** Called under nested code, where all wait, perhaps somebody for input, before time jumps to a moment (Infinity: never). True: not yet. */
  set hold(hold: ((until: Nanos, awaitsInput: boolean) => boolean) | null) {
    this.#horizon.hold = hold;
  }

  get #host(): HostRequests {
    return this.#horizon.host;
  }

  /** All that can be switched to, beginning with the current one, in the order of their turns. */
  get ring(): readonly Execution[] {
    return this.#ring.members;
  }

  /** Whether a thread that waits for no time gives its turn away. */
  get isShared(): boolean {
    return this.#ring.size > 1;
  }

  /** Whether somebody queues for the global lock, so that the running thread has to bounce it. */
  get isContended(): boolean {
    return this.#ring.waiters.length > 0;
  }

  /** Puts `execution` last in the ring, just before the current one. */
  add(execution: Execution): void {
    // The thread that makes it has the global lock; until now there was none.
    if (this.#ring.count === 1) this.#ring.takeGlobal();
    this.#ring.add(execution);
    if (this.#ring.count === 1) this.#beginTurn(0);
    this.#limitSlice();
    this.clock.makeDue();
  }

  /** Forgets `execution`; if it is the current one, it is the next one's turn. */
  remove(execution: Execution): void {
    const { current } = this.#ring;
    this.#ring.remove(execution);
    if (execution === current) {
      this.#isAtSafePoint = false;
      this.#beginTurn();
    }
    this.clock.makeDue();
  }

  /** Forgets all Executions and all requests, as a soft reset does. */
  clear(): void {
    this.#ring.clear();
    this.#switching = 0;
    this.#bounceRequested = this.#isAtSafePoint = false;
    this.#host.clear();
  }

  /** The running Execution takes a mutex that is free. */
  acquire(mutex: Mutex): boolean {
    if (mutex.isTaken) return false;
    mutex.isTaken = true;
    return true;
  }

  /** The running Execution gives a mutex away. */
  release(mutex: Mutex): void {
    this.#ring.release(mutex);
    this.#limitSlice();
  }

  /** The running Execution stops at this safe point to give the global lock to those who queue for it; false if interrupts are masked. */
  requestBounce(): boolean {
    this.#bounceRequested = !this.interrupts.masked;
    return this.#bounceRequested;
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
        this.#look();
        const outcome = this.#outcome();
        if (outcome !== null) return outcome;
        const problem = this.#turnAtBase();
        if (problem !== null) return problem;
      }
    } finally {
      this.#host.endRun();
      this.clock.pause();
    }
  }

  /**
   * First at a safe point: time passes, alarms fire, interrupts that are due are served. Throws ABORT if that was requested.
   * False if the core is occupied, or the host wants control before all are served: the Execution, which must be `suspendable`, stops and
   * looks again.
   */
  settleAndServe(suspendable: boolean): boolean {
    this.clock.settle();
    if (this.#host.quantumLeft <= 0) this.#host.ask();
    this.#horizon.throwIfAborted(suspendable);
    const isNew = !(suspendable && this.#isAtSafePoint);
    if (isNew) this.clock.passSafePoint();
    const hasMoved = !this.clock.mustMoveOn || this.clock.moveOn(suspendable ? this.#horizon.nextStop : this.#host.end);
    if (hasMoved) this.interrupts.serve(suspendable);
    this.#horizon.throwIfAborted(suspendable);
    if (!suspendable) return true;
    this.#isAtSafePoint = !hasMoved || this.interrupts.isOccupied || (this.#horizon.hostWantsControl && this.interrupts.isDue);
    return !this.#isAtSafePoint;
  }

  /** Then: whether the running Execution, not in nested code, must stop here: its slice is over and another can run, or the host wants control. */
  mustStop(): boolean {
    return this.#horizon.hostWantsControl || this.#stops.isNow() || this.#bounceRequested || this.#sliceIsOver();
  }

  /** Whether nested code has to unwind here and go on, if stops are forced. */
  mustUnwind(): boolean {
    return this.#stops.isNow();
  }

  /**
   * Last: loads fuel up to the next event. In an interrupt handler the slice's end is none. Answers whether there may be a reason to stop:
   * in nested code, which does not, it must be looked for at its end.
   */
  grant(): boolean {
    const switchDue = this.#switchDue();
    const limit = this.#horizon.limit;
    const stop = limit > this.clock.now ? limit : Number.POSITIVE_INFINITY;
    const due = Math.min(this.#horizon.nextDue, stop, this.inHandler ? Number.POSITIVE_INFINITY : switchDue);
    const looksAtOnce = this.#stops.areForced || this.interrupts.isDue || this.isContended;
    this.clock.grant(due, looksAtOnce ? 0 : this.#host.quantumLeft);
    return looksAtOnce || switchDue !== Number.POSITIVE_INFINITY || this.#horizon.hostWantsControl;
  }

  /** The running Execution, in nested code, waits without giving its turn away: whether it has done so for longer than is taken for no error. */
  lacksRoomLong(): boolean {
    this.#keepsTurnSince ??= this.clock.moment();
    return this.clock.now - this.#keepsTurnSince.at >= BLOCKED_LIMIT;
  }

  /** Waits in an interrupt handler: time jumps, more urgent interrupts are served, all else stands still. False if the wait can never end. */
  waitInHandler(wait: Wait): boolean {
    return this.#inPlace.inHandler(wait);
  }

  /** Whether the running Execution, in nested code, has to `yieldNested` at this safe point: its turn or the global lock is taken away. */
  get mustYieldNested(): boolean {
    return this.#bounceRequested || this.#sliceIsOver();
  }

  /**
   * The running Execution is in nested code, which cannot be unwound, and has come to a safe point where it must yield, or waits, as its
   * `waiting` says. Others have their turns on top of it, until it has the turn and the lock again and can go on.
   */
  yieldNested(): NestedOutcome {
    const execution = this.#ring.current as Execution;
    return this.#covered.while(execution, () => this.#othersRun(execution));
  }

  /** Turns of the others, until the uppermost nested code can go on: how it does. */
  #othersRun(uppermost: Execution): NestedOutcome {
    let verdict: NestedOutcome = 'goes on';
    this.#askForInput(uppermost);
    for (let outcome: Outcome | 'resumed' | null = this.#handOver(uppermost); ; outcome = this.#turn()) {
      if (outcome === 'resumed') return verdict;
      if (outcome === 'deadlock') throw new Unwinding(outcome);
      if (verdict === 'goes on' && (outcome === 'stuck' || this.#covered.blocksBelow())) {
        verdict = this.#whyNot();
        this.#covered.giveUp();
      }
      this.#look();
    }
  }

  /** What nested code reads should be there at this moment already, if the host has it. */
  #askForInput({ waiting }: Execution): void {
    while (waiting?.awaitsInput === true && this.#horizon.hold?.(this.clock.now, true) === true) {
      this.#host.ask();
      this.#horizon.throwIfAborted(false);
    }
  }

  /** Why the uppermost nested code cannot go on. */
  #whyNot(): NestedOutcome {
    if (this.#covered.count > 1) return 'nested below';
    return this.#awaitsInput() ? 'no input' : 'never';
  }

  /** All nested code but that of interrupt handlers is unwound before the current Execution, which runs on top of it, goes on. */
  unwindCovered(): void {
    if (this.#covered.count > 0) throw new Unwinding(null);
  }

  /**
   * Lets the wait of the only Execution pass on the spot, exactly as `run` does once it has stopped; `handlePending` is what it does
   * when it goes on. False if it must stop, and wait on: the host wants control, or nothing will ever happen. Forced stops are stops.
   */
  waitAlone(wait: Wait, handlePending: () => void): boolean {
    if (this.#stops.areForced || this.#ring.count > 1) return false;
    const current = this.#ring.current as Execution;
    this.clock.settle();
    if (current.waiting !== null) this.clock.passWait();
    for (;;) {
      this.#look();
      if (this.#horizon.hostWantsControl || this.#ring.count > 1) return false;
      if (this.interrupts.isOccupied) this.interrupts.passOccupied(this.#horizon.nextStop);
      else if (this.#covered.canRun(current)) {
        this.grant();
        handlePending();
        if (this.isOver(wait)) return true;
        this.clock.settle();
        if (current.waiting !== null) this.clock.passWait();
      } else {
        const next = this.#horizon.reach(this.#horizon.nextOf(wait));
        if (next === Number.POSITIVE_INFINITY) return false;
        this.clock.advanceTo(next);
      }
    }
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

  /** Between slices. */
  #look(): void {
    this.clock.settle();
    this.#horizon.throwIfAborted(true);
    const mayServe = this.interrupts.isDue && (!this.#host.wantsStop || this.#covered.count > 0);
    if (mayServe && !this.#busyWaitEndsNow()) this.interrupts.serve(true);
    this.#host.ask();
    this.#horizon.throwIfAborted(true);
  }

  /** The busy loop that the current Execution is in ends at this very moment: it goes on before interrupts are served, as where it `spin`s. */
  #busyWaitEndsNow(): boolean {
    const wait = this.#ring.current?.waiting;
    return wait?.isBusy === true && wait.until === this.clock.now;
  }

  #outcome(): Outcome | null {
    return this.#ring.count === 0 ? 'done' : this.#host.reason;
  }

  /** A turn, at the end of which there is no nested code. */
  #turnAtBase(): Outcome | null {
    try {
      return this.#turn() as Outcome | null;
    } catch (x) {
      if (!(x instanceof Unwinding)) throw x;
      return x.outcome;
    }
  }

  /** What happens next: the core is occupied, a switch goes on, the current Execution runs, or it waits; `resumed`: the uppermost nested code goes on. */
  #turn(): Outcome | 'resumed' | null {
    if (this.interrupts.isOccupied) {
      this.interrupts.passOccupied(this.#horizon.nextStop);
      return null;
    }
    if (this.clock.mustMoveOn) {
      this.clock.moveOn(this.#horizon.nextStop);
      return null;
    }
    if (this.#switching > 0) return this.#goOnSwitching();
    const current = this.#ring.current as Execution;
    if (current.done) return this.#end(current);
    if (this.#isThreaded() && !this.#ring.takeGlobal()) return this.#switched();
    if (this.#covered.canRun(current)) return current === this.#covered.uppermost ? 'resumed' : this.#run(current);
    return current.waiting?.isBusy ? this.#jump(this.#horizon.nextOf(current.waiting)) : this.#waitForEvent();
  }

  /** There is a global lock only where there are threads. */
  #isThreaded(): boolean {
    return this.#ring.count > 1;
  }

  #run(current: Execution): Outcome | null {
    this.grant();
    current.run();
    return this.#handOver(current);
  }

  /** The current Execution runs no longer, for now or for ever: who is next? */
  #handOver(current: Execution): Outcome | null {
    this.clock.settle();
    if (this.#isAtSafePoint) return null;
    const { waiting } = current;
    if (waiting !== null) this.clock.passWait();
    if (current.done) return this.#end(current);
    if (waiting instanceof MutexWait) return waiting.isOver ? null : this.#block(waiting);
    if (this.#bounceRequested || waiting instanceof BounceWait) return this.#bounce(current, waiting);
    if (waiting?.isBusy) return null;
    if (waiting !== null) return this.isShared || this.isContended ? this.#yieldTurn() : null;
    if (!this.#sliceIsOver()) return null;
    this.#ring.advance();
    return this.#switched();
  }

  #end(execution: Execution): Outcome | null {
    this.#ring.remove(execution);
    if (this.#ring.size > 0) return this.#switched();
    return this.#ring.count > 0 ? 'deadlock' : null;
  }

  /** `pyb_mutex_lock` of a mutex that is taken. */
  #block(wait: MutexWait): Outcome | null {
    if (this.#isThreaded()) this.#ring.releaseGlobal();
    if (this.#ring.size === 1) return 'deadlock';
    this.#ring.queueFor(wait);
    return this.#switched();
  }

  /** The global lock is given away and asked for again (`py/vm.c`). */
  #bounce(current: Execution, waiting: Wait | null): null {
    this.#bounceRequested = false;
    if (this.#ring.owner === current) this.#ring.releaseGlobal();
    if (waiting instanceof BounceWait) waiting.between();
    return this.#ring.owner === null || this.#ring.takeGlobal() ? null : this.#switched();
  }

  /** Nothing to do for the current Execution until something happens. */
  #waitForEvent(): Outcome | null {
    if (!this.isShared && !this.isContended) return this.#jump();
    return this.#ring.some((execution) => this.#covered.canRun(execution)) ? this.#yieldTurn() : this.#rotate();
  }

  /** `MICROPY_INTERNAL_WFE`: the global lock and the turn go to others. */
  #yieldTurn(): null {
    this.#ring.yieldTurn();
    return this.#switched();
  }

  /** All wait: the ring turns until the first turn that begins after something has happened. */
  #rotate(): Outcome | null {
    const { clock } = this;
    if (clock.kind === 'ideal') return this.#jump();
    const next = this.#horizon.reach(this.#nextEvent());
    if (this.#hostHolds(next)) return null;
    if (next === Number.POSITIVE_INFINITY) return 'stuck';
    const switches = Math.max(1, Math.ceil((next - clock.now) / clock.nanosOf(SWITCH_CYCLES)));
    this.#ring.rotate(switches);
    return this.#switched(switches);
  }

  /** Another thread has the turn, after one switch or several. */
  #switched(switches = 1): null {
    const { clock } = this;
    if (clock.kind === 'ideal') this.#beginTurn();
    else {
      this.#switching = switches * clock.nanosOf(SWITCH_CYCLES);
      // Where nothing happens meanwhile nobody need look before it is over.
      const isQuiet = !this.interrupts.isDue && this.#horizon.nextStop - clock.now > this.#switching;
      if (isQuiet && !this.#host.isCalled) this.#goOnSwitching();
    }
    return null;
  }

  #goOnSwitching(): null {
    const step = Math.min(this.#switching, Math.max(this.#horizon.nextStop - this.clock.now, 0));
    this.#switching -= step;
    this.clock.advanceTo(this.clock.now + step);
    if (this.#switching === 0) this.#beginTurn();
    return null;
  }

  /** The moment before which nothing happens by itself: the present one, unless all wait. */
  get quietUntil(): Nanos {
    if (this.interrupts.isOccupied)
      return Math.max(this.clock.now, Math.min(this.#horizon.nextDue, this.clock.now + this.interrupts.occupiedFor));
    const busy = this.#ring.current?.waiting;
    if (busy?.isBusy) return Math.max(this.#horizon.nextOf(busy), this.clock.now);
    if (this.#ring.some((execution) => this.#covered.canRun(execution))) return this.clock.now;
    return Math.max(this.#nextEvent(), this.clock.now);
  }

  #nextEvent(): Nanos {
    let next = this.#horizon.nextDue;
    for (const list of [this.#ring.inRing, this.#ring.waiters]) {
      for (const execution of list) if (!this.#covered.isBelow(execution)) next = Math.min(next, execution.waiting?.until ?? next);
    }
    return next;
  }

  /** On to the next moment at which something happens. */
  #jump(event = this.#nextEvent()): Outcome | null {
    const next = this.#horizon.reach(event);
    if (this.#hostHolds(next)) return null;
    if (next === Number.POSITIVE_INFINITY) return 'stuck';
    this.clock.advanceTo(next);
    return null;
  }

  #beginTurn(counts?: number): void {
    this.#keepsTurnSince = null;
    this.#slice.begin(counts);
  }

  /** A tick that has found no count left and nobody to switch to did nothing. */
  #limitSlice(): void {
    if (this.#ring.size === 2) this.#slice.renew();
  }

  /** Whether the tick takes the turn away. The switch is an interrupt, too: it is masked with all others. */
  #sliceIsOver(): boolean {
    return this.isShared && !this.interrupts.masked && this.#slice.isOver;
  }

  /** The moment from which on the current slice is over. */
  #switchDue(): Nanos {
    return this.isShared ? this.#slice.due : Number.POSITIVE_INFINITY;
  }

  /** Under nested code `run` cannot come back to a host that waits for input, or for real time to pass: it is asked to do so here. */
  #hostHolds(until: Nanos): boolean {
    const { hold } = this.#horizon;
    return this.#covered.count > 0 && hold !== null && hold(until, this.#awaitsInput());
  }

  #awaitsInput(): boolean {
    return this.#ring.some((execution) => execution.waiting?.awaitsInput === true);
  }
}
