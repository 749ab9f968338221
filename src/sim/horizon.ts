/**
 * How far time may go at once, and whether the host can have control where the code is now. The host cannot have it while others run on top
 * of nested code, which cannot be unwound, nor while an interrupt handler waits: what happens there does not depend on when the host wants
 * control.
 */
import type { Nanos, Wait } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import { HostRequests } from './host-requests.js';

/** The farthest that time jumps at once: a day, so that moments remain safe integers. */
export const FARTHEST: Nanos = 86_400e9;

/** The horizon of one machine. Moments are the clock's; Infinity: never. */
export class Horizon {
  /**
   * Called before time jumps to `until` (Infinity: never) while all wait and some are in nested code; `awaitsInput`: one waits for input.
   * Returns true if time must not jump yet.
   */
  hold: ((until: Nanos, awaitsInput: boolean) => boolean) | null = null;
  readonly host: HostRequests;
  /** Whether an interrupt handler waits. */
  handlerWaits = false;

  constructor(
    private readonly clock: Clock,
    private readonly covered: CoveredExecutions,
  ) {
    this.host = new HostRequests(clock);
  }

  /** When the next event happens by itself: an alarm fires, or the whole run is over. */
  get nextDue(): Nanos {
    return Math.min(this.clock.nextDue, this.host.end);
  }

  /** The earlier of `nextDue` and the end of a wait. */
  nextOf(wait: Wait): Nanos {
    return Math.min(this.nextDue, wait.until ?? Number.POSITIVE_INFINITY);
  }

  /** The moment at which the host wants control; Infinity if it cannot have it here. */
  get limit(): Nanos {
    return this.#canGiveControl() ? this.host.limit : Number.POSITIVE_INFINITY;
  }

  /** The next moment that must not be jumped over. */
  get nextStop(): Nanos {
    return Math.min(this.nextDue, this.limit);
  }

  /** Returns how far time may jump at once on its way to a moment; Infinity: nothing will ever happen. */
  reach(moment: Nanos): Nanos {
    const next = Math.min(moment, this.limit);
    return next === Number.POSITIVE_INFINITY ? next : Math.min(next, this.clock.now + FARTHEST);
  }

  get hostWantsControl(): boolean {
    return this.#canGiveControl() && this.host.isCalled;
  }

  /**
   * Called between two interrupt handlers, of which there may be no end. True if the code that serves them is to return although lines are
   * pending. `resumable`: that code will continue to serve when it is resumed, so that the pause is not noticed. Other code would get on in a
   * pause, which it would not without the host; so there is none, and only an abort or the end of the run ends such a storm.
   */
  mustPauseStorm(resumable: boolean): boolean {
    const { host } = this;
    if (host.quantumLeft <= 0) host.ask();
    // The next safe point throws ABORT, or gives the host control for the last time.
    if (host.isAborting || this.clock.now >= host.end) return true;
    return resumable && this.hostWantsControl;
  }

  #canGiveControl(): boolean {
    return this.covered.count === 0 && !this.handlerWaits;
  }

  /**
   * Throws ABORT if it was requested. When the whole run is over, only code that cannot be unwound is aborted: nested code, and code that runs
   * on top of nested code.
   */
  throwIfAborted(suspendable: boolean): void {
    this.host.throwIfAborted(suspendable && this.covered.count === 0);
  }
}
