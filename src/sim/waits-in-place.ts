/**
 * Waits that pass on the spot, during which nobody else has a turn: those of the only Execution there is, of interrupt handlers, of busy loops
 * in native code, and of a chip that stands still. What others do during a wait is in `turns.ts`.
 */
import { BounceWait, COMPUTES, type Execution, isOver, MutexWait, type Nanos, type Wait } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import type { ForcedStops } from './forced-stops.js';
import type { Horizon } from './horizon.js';
import { QUANTUM } from './host-requests.js';
import type { Interrupts } from './interrupts.js';
import type { Ring } from './ring.js';
import type { Runs } from './runs.js';
import type { SafePoints } from './safe-points.js';
import type { Turns } from './turns.js';

/** Busy loops of native code count no cycles, so the host also looks around once in this number of busy waits. */
const SPINS_PER_POLL = 4096;

/** The waits in place of one machine. All of them throw ABORT if the host has requested it, or if the whole run is over. */
export class WaitsInPlace {
  #spins = 0;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly horizon: Horizon,
    private readonly ring: Ring,
    private readonly covered: CoveredExecutions,
    private readonly stops: ForcedStops,
    private readonly safePoints: SafePoints,
    private readonly turns: Turns,
    private readonly runs: Runs,
  ) {}

  /**
   * The wait of the only Execution, which passes exactly as its turns would if it stopped; `handlePending` is what it does when it continues.
   * False if it must stop and continue to wait: the host wants control, nothing will ever happen, or stops are forced.
   */
  alone(wait: Wait, handlePending: () => void): boolean {
    const { clock, horizon, interrupts, ring, runs } = this;
    if (this.stops.areForced || ring.isThreaded) return false;
    const current = ring.current as Execution;
    clock.settle();
    // In a busy wait the Execution keeps the processor, even if it has stopped for the host.
    if (wait.isBusy !== true) runs.rest();
    if (current.waiting !== null) clock.passWait();
    for (;;) {
      this.turns.look();
      if (horizon.hostWantsControl || ring.isThreaded || this.turns.hasStruck) return false;
      if (interrupts.isOccupied) interrupts.passOccupied(horizon.nextStop);
      else if (this.covered.canRun(current)) {
        this.safePoints.grant();
        runs.goOn();
        handlePending();
        if (isOver(wait, clock.now)) return true;
        clock.settle();
        if (wait.isBusy !== true) runs.rest();
        if (current.waiting !== null) clock.passWait();
      } else {
        const next = horizon.reach(horizon.nextOf(wait));
        if (next === Number.POSITIVE_INFINITY) return false;
        clock.advanceTo(next);
      }
    }
  }

  /** In an interrupt handler: time jumps and more urgent interrupts are served; nothing else runs. False if the wait can never end. */
  inHandler(wait: Wait): boolean {
    const { clock, horizon } = this;
    clock.settle();
    clock.passWait();
    if (wait instanceof BounceWait) wait.between();
    const isOutermost = !horizon.handlerWaits;
    horizon.handlerWaits = true;
    try {
      while (!isOver(wait, clock.now)) {
        const end = horizon.nextOf(wait);
        if (end === Number.POSITIVE_INFINITY || wait instanceof MutexWait) return false;
        const next = horizon.reach(end);
        if (horizon.hold?.(next, false) !== true) {
          clock.advanceTo(next);
          this.interrupts.serve();
        }
        horizon.host.ask();
        horizon.throwIfAborted(false);
      }
      return true;
    } finally {
      if (isOutermost) horizon.handlerWaits = false;
    }
  }

  /** A busy wait, during which interrupts are served; false if a `suspendable` Execution must stop first, since the host wants control. */
  spin(wait: Wait, suspendable: boolean): boolean {
    const { clock, horizon } = this;
    const canStop = suspendable && this.covered.count === 0;
    if (wait === COMPUTES) return this.#compute(suspendable, canStop);
    if (++this.#spins % SPINS_PER_POLL === 0) horizon.host.ask();
    for (;;) {
      horizon.throwIfAborted(suspendable);
      const { now } = clock;
      const until = wait.until as Nanos;
      if (canStop && until > now && (horizon.hostWantsControl || until > horizon.limit || this.stops.isNow())) return false;
      clock.spendNanos(Math.min(until, now + QUANTUM, horizon.host.end) - now);
      if (clock.now >= (wait.until as Nanos)) {
        this.#announceCalm(canStop);
        return true;
      }
      horizon.host.ask();
    }
  }

  /** After a busy wait: tells the clock how long the same loop could go on to wait before it would have to look for anything. */
  #announceCalm(canStop: boolean): void {
    const { clock, interrupts, horizon } = this;
    const { host } = horizon;
    if (interrupts.isDue || interrupts.isOccupied || host.isCalled || this.stops.areForced) return;
    clock.calm(Math.min(clock.now + QUANTUM, host.end, canStop ? horizon.limit : Number.POSITIVE_INFINITY));
  }

  /** Native code that computes continues: interrupts are served, and there is new fuel. */
  #compute(suspendable: boolean, canStop: boolean): boolean {
    this.safePoints.serveNative(suspendable);
    if (canStop && (this.horizon.hostWantsControl || this.stops.isNow())) return false;
    this.safePoints.grantNative();
    return true;
  }

  /** Lets the host look around while the chip stands still. Returns why the host should have control; null if it need not. */
  lookInStandstill(): 'stopped' | 'until' | null {
    const { host } = this.horizon;
    host.ask();
    host.throwIfAborted(true);
    const { reason } = host;
    host.endRun();
    return reason;
  }

  /** Called when the chip stands still under nested code. True if the host lets time go on to `until` now. May throw ABORT. */
  passesInStandstill(until: Nanos): boolean {
    const { hold, host } = this.horizon;
    const passes = hold?.(until, false) !== true;
    host.ask();
    host.throwIfAborted(false);
    return passes;
  }
}
