/** What the host wants of a machine that runs: control at a moment or as soon as possible, the end of everything. And when it is asked. */
import { ABORT, type Nanos } from '../execution.js';
import type { Alarm } from './alarms.js';
import type { Clock } from './clock.js';
import type { Moment } from './moment.js';

/** The host gets to look around at least once in so many cycles: 50 ms of PYBv1.1. */
const QUANTUM_CYCLES = 50 * 168_000;
/** The farthest that the end's alarm is set at once, a day: moments are safe integers. */
const FARTHEST: Nanos = 86_400e9;

/** The requests of one machine's host. Code that cannot be unwound is not left for the host's sake, but for an abort and for the end. */
export class HostRequests {
  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  poll: (() => void) | null = null;
  #stopRequested = false;
  #abortRequested = false;
  #limitReached = false;
  #endsAt: bigint | null = null;
  #hasEnded = false;
  /** The moment at which the host wants control, while that is no event. */
  #putOff: Moment | null = null;
  #polledAt = 0;
  /** Cycles at which the host was found to want control, under code that no stop can unwind; −1 while it was not. */
  #delayedSince = -1;
  readonly #limit: Alarm;
  readonly #end: Alarm;

  constructor(private readonly clock: Clock) {
    this.#limit = clock.world.alarm(() => {
      this.#limitReached = true;
    });
    this.#end = clock.world.alarm(() => this.#approachEnd());
  }

  /** A run begins, after which the host wants control at the moment `until`. */
  beginRun(until: Nanos): void {
    this.#limitReached = false;
    this.#delayedSince = -1;
    this.#approachEnd();
    if (until !== Number.POSITIVE_INFINITY) this.#limit.set(until);
  }

  endRun(): void {
    this.#limit.cancel();
    this.#stopRequested = false;
  }

  /** The host wants control at the next safe point that allows a stop. */
  requestStop(): void {
    this.#stopRequested = true;
    this.clock.makeDue();
  }

  /** The next safe point throws ABORT, through everything, nested code included. */
  requestAbort(): void {
    this.#abortRequested = true;
    this.clock.makeDue();
  }

  /** A reset: what was requested is so no longer. The moments hold. */
  clear(): void {
    this.#stopRequested = this.#abortRequested = false;
  }

  /** When all is over, ns since reset; null: never. */
  set endsAt(moment: bigint | null) {
    this.#endsAt = moment;
    this.#hasEnded = false;
    this.#approachEnd();
  }

  #approachEnd(): void {
    this.#end.cancel();
    if (this.#endsAt === null || this.#hasEnded) return;
    const left = Number(this.#endsAt - this.clock.elapsed());
    this.#hasEnded = left <= 0;
    if (left > 0) this.#end.set(this.clock.now + Math.min(left, FARTHEST));
  }

  get wantsStop(): boolean {
    return this.#stopRequested;
  }

  /** Why the host should have control now; null: it need not. */
  get reason(): 'stopped' | 'until' | null {
    if (this.#stopRequested) return 'stopped';
    return this.#limitReached || this.#hasEnded ? 'until' : null;
  }

  /** Whether it wants anything. */
  get isCalled(): boolean {
    return this.#abortRequested || this.reason !== null;
  }

  /** The moment at which it wants control. */
  get limit(): Nanos {
    return this.#limit.due;
  }

  /** The moment from which on all is over, or one on the way there. */
  get end(): Nanos {
    return this.#end.due;
  }

  /** The moment at which the host wants control back is no event for code that cannot be unwound: what it does must not depend on that. */
  putLimitOff(): void {
    const { due } = this.#limit;
    this.#putOff = due === Number.POSITIVE_INFINITY ? null : this.clock.world.moment(due);
    this.#limit.cancel();
  }

  restoreLimit(): void {
    if (this.#putOff !== null) this.#limit.set(this.#putOff.at);
    this.#putOff = null;
  }

  /** Whether the limit is put off. */
  get isPutOff(): boolean {
    return this.#putOff !== null;
  }

  /** Cycles that may pass until the host must be asked. */
  get quantumLeft(): number {
    return QUANTUM_CYCLES - (this.clock.cycles - this.#polledAt);
  }

  /** The host looks around. */
  ask(): void {
    this.#polledAt = this.clock.cycles;
    this.poll?.();
  }

  /** Interrupt handlers without end keep the host from what it wants, where no stop is possible: they have had a quantum since it was first seen. */
  isDelayedLong(): boolean {
    if (this.#delayedSince < 0) this.#delayedSince = this.clock.cycles;
    return this.clock.cycles - this.#delayedSince >= QUANTUM_CYCLES;
  }

  /** Throws ABORT if that was requested, or if all is over and what runs is code that no stop unwinds. */
  throwIfAborted(unwinds: boolean): void {
    if (!this.#abortRequested && (unwinds || !this.#hasEnded)) return;
    this.#abortRequested = false;
    throw ABORT;
  }
}
