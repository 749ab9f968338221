/**
 * What happens to the running Execution at a safe point, in this order: time passes and interrupts are served, it may have to stop, and it
 * gets new fuel.
 */
import type { Clock } from './clock.js';
import type { ForcedStops } from './forced-stops.js';
import type { Horizon } from './horizon.js';
import type { Interrupts } from './interrupts.js';
import type { Ring } from './ring.js';
import type { TurnEnd } from './slice.js';

/** The safe points of one machine. */
export class SafePoints {
  /** The current Execution has stopped in the middle of a safe point, to which it will return: it keeps its turn. */
  #isUnfinished = false;
  #bounceRequested = false;
  /** The current Execution has stopped at a pending check. */
  #isAtCheck = false;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly horizon: Horizon,
    private readonly ring: Ring,
    private readonly slice: TurnEnd,
    private readonly stops: ForcedStops,
  ) {}

  /**
   * First step: lets time pass, fires alarms and serves interrupts that are due. Throws ABORT if that was requested.
   * False if the core is occupied, or if the host wants control before all are served: then the Execution, which must be `suspendable`, stops
   * and repeats this when it resumes.
   */
  settleAndServe(suspendable: boolean): boolean {
    const { clock, horizon, interrupts } = this;
    clock.settle();
    if (horizon.host.quantumLeft <= 0) horizon.host.ask();
    horizon.throwIfAborted(suspendable);
    const isNew = !(suspendable && this.#isUnfinished);
    if (isNew) clock.passSafePoint();
    const hasMoved = !clock.mustMoveOn || clock.moveOn(suspendable ? horizon.nextStop : horizon.host.end);
    if (hasMoved) interrupts.serve(suspendable);
    horizon.throwIfAborted(suspendable);
    if (!suspendable) return true;
    this.#isUnfinished = !hasMoved || interrupts.isOccupied || (horizon.hostWantsControl && interrupts.isDue);
    return !this.#isUnfinished;
  }

  /**
   * Second step: whether the Execution, outside nested code, must stop here, because its slice is over and another can run, or because the
   * host wants control.
   */
  mustStop(atCheck: boolean): boolean {
    return this.mustYield(atCheck) || this.horizon.hostWantsControl || this.stops.isNow();
  }

  /** Whether the Execution's turn or the global lock is taken away. */
  mustYield(atCheck: boolean): boolean {
    this.#isAtCheck = atCheck;
    return this.#bounceRequested || this.slice.isOver(atCheck);
  }

  /**
   * Last step: loads fuel up to the next event. In an interrupt handler the slice's end does not count as one. Returns true if there may be a
   * reason to stop: nested code, which does not stop, must look for it at its end.
   */
  grant(): boolean {
    this.#isAtCheck = false;
    const { clock, horizon, interrupts } = this;
    const { due: sliceEnd, dueAfter } = this.slice;
    const { limit } = horizon;
    const stop = limit > clock.now ? limit : Number.POSITIVE_INFINITY;
    const due = Math.min(horizon.nextDue, stop, interrupts.inHandler ? Number.POSITIVE_INFINITY : sliceEnd);
    const looksAtOnce = this.stops.areForced || interrupts.isDue || this.ring.isContended;
    const cycles = interrupts.inHandler ? horizon.host.quantumLeft : Math.min(horizon.host.quantumLeft, dueAfter);
    clock.grant(due, looksAtOnce ? 0 : cycles);
    return looksAtOnce || Math.min(sliceEnd, dueAfter) !== Number.POSITIVE_INFINITY || horizon.hostWantsControl;
  }

  /** First step when native code has used up its fuel: time passes and interrupts are served. The Execution keeps turn and lock. */
  serveNative(suspendable: boolean): void {
    const { clock, horizon, interrupts } = this;
    clock.settle();
    if (horizon.host.quantumLeft <= 0) horizon.host.ask();
    horizon.throwIfAborted(suspendable);
    clock.passSafePoint();
    if (clock.mustMoveOn) clock.moveOn(suspendable ? horizon.nextStop : horizon.host.end);
    interrupts.serve();
    horizon.throwIfAborted(suspendable);
  }

  /** Last step for native code: loads fuel up to the next event; the slice's end does not count as one. */
  grantNative(): void {
    const { clock, horizon, interrupts } = this;
    const { limit, host } = horizon;
    const stop = limit > clock.now ? limit : Number.POSITIVE_INFINITY;
    const looksAtOnce = this.stops.areForced || interrupts.isDue;
    clock.grant(Math.min(horizon.nextDue, stop), looksAtOnce ? 0 : host.quantumLeft);
  }

  /** Makes the running Execution stop here to give the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void {
    this.#bounceRequested = !this.interrupts.masked;
  }

  /** Whether it has stopped for a bounce. */
  get bounceRequested(): boolean {
    return this.#bounceRequested;
  }

  /** Whether it has stopped at a pending check, where the firmware may give the global lock away. */
  get isAtCheck(): boolean {
    return this.#isAtCheck;
  }

  /** Called when the global lock has been given away. */
  endBounce(): void {
    this.#bounceRequested = false;
  }

  /** Whether the current Execution has stopped in the middle of a safe point. */
  get isUnfinished(): boolean {
    return this.#isUnfinished;
  }

  /** The current Execution will not return to that safe point. */
  forgetUnfinished(): void {
    this.#isUnfinished = false;
  }

  /** Called when all Executions are gone. */
  clear(): void {
    this.#isUnfinished = this.#bounceRequested = false;
  }
}
