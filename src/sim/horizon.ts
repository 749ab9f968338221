/**
 * How far time may go at once, and whether the host can have control, where the code is now. It cannot while others run on top of nested
 * code, which nothing unwinds, nor while an interrupt handler waits: what is done there does not depend on when the host wants it.
 */
import type { Nanos, Wait } from '../execution.js';
import type { Clock } from './clock.js';
import type { CoveredExecutions } from './covered.js';
import { HostRequests } from './host-requests.js';

/** The farthest that time jumps at once, a day: moments are safe integers. */
export const FARTHEST: Nanos = 86_400e9;

/** Of one machine. Moments are the clock's; Infinity: never. */
export class Horizon {
  /** Called under nested code, where all wait, perhaps somebody for input, before time jumps to a moment (Infinity: never). True: not yet. */
  hold: ((until: Nanos, awaitsInput: boolean) => boolean) | null = null;
  readonly host: HostRequests;
  /** An interrupt handler waits. */
  handlerWaits = false;

  constructor(
    private readonly clock: Clock,
    private readonly covered: CoveredExecutions,
  ) {
    this.host = new HostRequests(clock);
  }

  /** When something happens by itself at the latest: an alarm fires, or all is over. */
  get nextDue(): Nanos {
    return Math.min(this.clock.nextDue, this.host.end);
  }

  /** The same, or the end of a wait. */
  nextOf(wait: Wait): Nanos {
    return Math.min(this.nextDue, wait.until ?? Number.POSITIVE_INFINITY);
  }

  /** The moment at which the host wants control; Infinity where it cannot have it. */
  get limit(): Nanos {
    return this.#canGiveControl() ? this.host.limit : Number.POSITIVE_INFINITY;
  }

  /** The moment that must not be jumped over. */
  get nextStop(): Nanos {
    return Math.min(this.nextDue, this.limit);
  }

  /** How far time may jump at once on its way to a moment; Infinity: nothing will ever happen. */
  reach(moment: Nanos): Nanos {
    const next = Math.min(moment, this.limit);
    return next === Number.POSITIVE_INFINITY ? next : Math.min(next, this.clock.now + FARTHEST);
  }

  get hostWantsControl(): boolean {
    return this.#canGiveControl() && this.host.isCalled;
  }

  /**
   * Between two interrupt handlers, of which there may be no end: whether whoever serves them is to come back although lines are pending.
   * `resumable`: he will go on serving when he is resumed, so that the pause is not noticed.
   */
  mustPauseStorm(resumable: boolean): boolean {
    const { host } = this;
    if (host.quantumLeft <= 0) host.ask();
    // Nobody notices anything any more: the next safe point throws ABORT.
    if (host.isAborting) return true;
    return this.hostWantsControl && (resumable || host.isDelayedLong());
  }

  #canGiveControl(): boolean {
    return this.covered.count === 0 && !this.handlerWaits;
  }

  /** Where all is over only code is aborted that cannot be unwound, be it itself or what it runs on top of. */
  throwIfAborted(suspendable: boolean): void {
    this.host.throwIfAborted(suspendable && this.covered.count === 0);
  }
}
