/** What the host wants of a machine that runs: control at a moment or as soon as possible, the end of everything. And when it is asked. */
import { ABORT, MILLISECOND, type Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { Moment } from './moment.js';
import { CYCLES_PER_MS } from './slice.js';

/** The host gets to look around at least once in so much time, of simulated work or in busy loops of native code. */
const QUANTUM_MS = 50;
export const QUANTUM: Nanos = QUANTUM_MS * MILLISECOND;
const QUANTUM_CYCLES = QUANTUM_MS * CYCLES_PER_MS;

/**
 * The requests of one machine's host. Code that cannot be unwound is not left for the host's sake, but for an abort and for the end.
 * The moments at which it wants something are no alarms: nothing happens then, and nothing that the program can see depends on them.
 */
export class HostRequests {
  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  poll: (() => void) | null = null;
  #stopRequested = false;
  #abortRequested = false;
  #limit: Moment | null = null;
  #end: Moment | null = null;
  /** Those moments as numbers, which every turn and safe point compares with the present; Infinity: none. */
  #limitAt: Nanos = Number.POSITIVE_INFINITY;
  #endAt: Nanos = Number.POSITIVE_INFINITY;
  #polledAt = 0;
  /** Cycles at which the host was found to want control, under code that no stop can unwind; −1 while it was not. */
  #delayedSince = -1;

  constructor(private readonly clock: Clock) {
    clock.world.onShift(() => this.#locate());
  }

  /** A run begins, after which the host wants control at the moment `until`, if at any. */
  beginRun(until: Moment | null): void {
    this.#delayedSince = -1;
    this.#limit = until;
    this.#locate();
  }

  endRun(): void {
    this.#limit = null;
    this.#stopRequested = false;
    this.#locate();
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
    this.#end = moment === null ? null : this.clock.world.momentOf(moment);
    this.#locate();
    this.clock.makeDue();
  }

  get wantsStop(): boolean {
    return this.#stopRequested;
  }

  /** Why the host should have control now; null: it need not. */
  get reason(): 'stopped' | 'until' | null {
    if (this.#stopRequested) return 'stopped';
    return this.#isTime ? 'until' : null;
  }

  /** Whether the next safe point throws ABORT. */
  get isAborting(): boolean {
    return this.#abortRequested;
  }

  /** Whether it wants anything. */
  get isCalled(): boolean {
    return this.#abortRequested || this.#stopRequested || this.#isTime;
  }

  get #isTime(): boolean {
    return this.clock.now >= Math.min(this.#limitAt, this.#endAt);
  }

  /** The moment at which it wants control in the present run. */
  get limit(): Nanos {
    return this.#limitAt;
  }

  /** The moment from which on all is over; farther away than a safe integer, perhaps. */
  get end(): Nanos {
    return this.#endAt;
  }

  #locate(): void {
    this.#limitAt = this.#limit?.at ?? Number.POSITIVE_INFINITY;
    this.#endAt = this.#end?.at ?? Number.POSITIVE_INFINITY;
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
    if (!this.#abortRequested && (unwinds || this.clock.now < this.end)) return;
    this.#abortRequested = false;
    throw ABORT;
  }
}
