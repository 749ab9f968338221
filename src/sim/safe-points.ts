/**
 * What the running Execution finds at a safe point, in the order in which it asks: time passes and interrupts are served, it may have to
 * stop, and there is new fuel.
 */
import type { Clock } from './clock.js';
import type { ForcedStops } from './forced-stops.js';
import type { Horizon } from './horizon.js';
import type { Interrupts } from './interrupts.js';
import type { Ring } from './ring.js';
import type { TurnEnd } from './slice.js';

/** Those of one machine. */
export class SafePoints {
  /** The current Execution has stopped in the middle of a safe point, which it will look at again: it keeps its turn. */
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
   * First: time passes, alarms fire, interrupts that are due are served. Throws ABORT if that was requested.
   * False if the core is occupied, or the host wants control before all are served: the Execution, which must be `suspendable`, stops and
   * looks again.
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

  /** Then: whether it, not in nested code, must stop here: its slice is over and another can run, or the host wants control. */
  mustStop(atCheck: boolean): boolean {
    return this.mustYield(atCheck) || this.horizon.hostWantsControl || this.stops.isNow();
  }

  /** Whether its turn or the global lock is taken away. */
  mustYield(atCheck: boolean): boolean {
    this.#isAtCheck = atCheck;
    return this.#bounceRequested || this.slice.isOver(atCheck);
  }

  /**
   * Last: loads fuel up to the next event. In an interrupt handler the slice's end is none. Answers whether there may be a reason to stop:
   * in nested code, which does not, it must be looked for at its end.
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

  /** First where native code has used its fuel up: time passes and interrupts are served. It keeps turn and lock. */
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

  /** Then: loads fuel up to the next event; the slice's end is none. */
  grantNative(): void {
    const { clock, horizon, interrupts } = this;
    const { limit, host } = horizon;
    const stop = limit > clock.now ? limit : Number.POSITIVE_INFINITY;
    const looksAtOnce = this.stops.areForced || interrupts.isDue;
    clock.grant(Math.min(horizon.nextDue, stop), looksAtOnce ? 0 : host.quantumLeft);
  }

  /** The running Execution stops here to give the global lock to those who queue for it, unless interrupts are masked. */
  requestBounce(): void {
    this.#bounceRequested = !this.interrupts.masked;
  }

  /** Whether it has stopped for that. */
  get bounceRequested(): boolean {
    return this.#bounceRequested;
  }

  /** Whether it has stopped where the firmware may give the global lock away. */
  get isAtCheck(): boolean {
    return this.#isAtCheck;
  }

  /** The global lock has been given away. */
  endBounce(): void {
    this.#bounceRequested = false;
  }

  /** Whether the current Execution has stopped in the middle of a safe point. */
  get isUnfinished(): boolean {
    return this.#isUnfinished;
  }

  /** It will not look at that again. */
  forgetUnfinished(): void {
    this.#isUnfinished = false;
  }

  /** All Executions are gone. */
  clear(): void {
    this.#isUnfinished = this.#bounceRequested = false;
  }
}
