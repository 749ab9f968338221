/** What the host wants of a running machine: control at a moment or as soon as possible, or the end of everything; and when it is asked. */
import { ABORT, MILLISECOND, type Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { Moment } from './moment.js';
import { CYCLES_PER_MS } from './slice.js';

/** The host looks around at least once in this time, be it simulated work or busy loops of native code. */
const QUANTUM_MS = 50;
export const QUANTUM: Nanos = QUANTUM_MS * MILLISECOND;
const QUANTUM_CYCLES = QUANTUM_MS * CYCLES_PER_MS;

/**
 * The requests of one machine's host. Code that cannot be unwound is left only for an abort and for the end of the run, not to give the host
 * control. The moments at which the host wants control are not alarms: nothing happens then, and nothing that the program can see depends on
 * them.
 */
export class HostRequests {
  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  poll: (() => void) | null = null;
  #stopRequested = false;
  #abortRequested = false;
  #limit: Moment | null = null;
  #end: Moment | null = null;
  /** The two moments as numbers, because every turn and safe point compares them with the present; Infinity: none. */
  #limitAt: Nanos = Number.POSITIVE_INFINITY;
  #endAt: Nanos = Number.POSITIVE_INFINITY;
  #polledAt = 0;

  constructor(private readonly clock: Clock) {
    clock.world.onShift(() => this.#locate());
  }

  /** Begins a run. The host wants control back at the moment `until`, if it is not null. */
  beginRun(until: Moment | null): void {
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

  /** Called at a reset: forgets the requests. The moments remain valid. */
  clear(): void {
    this.#stopRequested = this.#abortRequested = false;
  }

  /** When the whole run is over, in ns since reset; null: never. */
  set endsAt(moment: bigint | null) {
    this.#end = moment === null ? null : this.clock.world.momentOf(moment);
    this.#locate();
    this.clock.makeDue();
  }

  get wantsStop(): boolean {
    return this.#stopRequested;
  }

  /** Why the host should have control now; null if it need not. */
  get reason(): 'stopped' | 'until' | null {
    if (this.#stopRequested) return 'stopped';
    return this.#isTime ? 'until' : null;
  }

  /** Whether the next safe point throws ABORT. */
  get isAborting(): boolean {
    return this.#abortRequested;
  }

  /** Whether the host wants anything. */
  get isCalled(): boolean {
    return this.#abortRequested || this.#stopRequested || this.#isTime;
  }

  get #isTime(): boolean {
    return this.clock.now >= Math.min(this.#limitAt, this.#endAt);
  }

  /** The moment at which the host wants control in the present run. */
  get limit(): Nanos {
    return this.#limitAt;
  }

  /** The moment from which on the whole run is over; it may lie beyond the safe integers. */
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

  /** Lets the host look around. */
  ask(): void {
    this.#polledAt = this.clock.cycles;
    this.poll?.();
  }

  /** Throws ABORT if it was requested, or if the whole run is over and a stop cannot unwind what runs (`unwinds` is false). */
  throwIfAborted(unwinds: boolean): void {
    if (!this.#abortRequested && (unwinds || this.clock.now < this.end)) return;
    this.#abortRequested = false;
    throw ABORT;
  }
}
