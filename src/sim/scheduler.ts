/**
 * Who runs, and for how long: the firmware's ring of threads, cut into slices between events.
 * Follows `ports/stm32/pybthread.c` and `systick.c`; every Execution here is one thread.
 * Not simulated: the turns of the ring that sleeping threads take, and the global lock: a slice's end is a switch.
 */
import { ABORT, type Execution, type Nanos, type Wait } from '../execution.js';
import type { Alarm } from './alarms.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';
import type { SysTick } from './systick.js';

/** SysTick counts a thread gets when it is switched to; its slice ends at the tick that finds none left. */
const SLICE_TICKS = 4;
/** On an ideal clock ticks stand still while code runs; there a slice is as many cycles as 4 ms of PYBv1.1. */
const IDEAL_SLICE_CYCLES = 4 * 168_000;
/** The host gets to look around at least once in so many cycles: 50 ms of PYBv1.1. */
const QUANTUM_CYCLES = 50 * 168_000;

/** Why `run` came back: the moment is reached, nobody is left, the host asked, or all wait for something only the host can bring. */
export type Outcome = 'until' | 'done' | 'stopped' | 'stuck';

/** Settings for tests. */
export interface SchedulerOptions {
  /** Forces a stop at every k-th safe point that allows one; the same Execution is then resumed. Changes nothing that can be observed. */
  readonly stopEvery?: number;
}

/** Runs the Executions of one machine on its clock. */
export class Scheduler {
  /** The host's look around: called between slices and at least once per quantum, even under nested code. It may request a stop or an abort. */
  poll: (() => void) | null = null;

  readonly #ring: Execution[] = [];
  /** Where in the ring the current Execution stands. */
  #position = 0;
  /** The tick that ends the current slice; the thread that the firmware starts with has none of its counts left. */
  #sliceEnd = 1;
  #sliceStart = 0;
  /** The current Execution has begun to wait: the search for the next one begins behind it. */
  #gaveTurnAway = false;
  #polledAt = 0;
  #safePoints = 0;
  #stopRequested = false;
  #abortRequested = false;
  #limitReached = false;
  /** Cycles at which the host was found to want control, under code that no stop can unwind; −1 while it was not. */
  #heldOffSince = -1;
  readonly #limit: Alarm;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly systick: SysTick,
    private readonly options: SchedulerOptions = {},
  ) {
    this.#limit = clock.alarm(() => {
      this.#limitReached = true;
    });
    interrupts.mustPause = (resumable) => this.#hostWantsControl && (resumable || this.#isHeldOffLong());
  }

  /** Whose turn it is; undefined if there is nobody. */
  get current(): Execution | undefined {
    return this.#ring[this.#position];
  }

  /** All Executions, beginning with the current one, in the order of their turns. */
  get ring(): readonly Execution[] {
    return [...this.#ring.slice(this.#position), ...this.#ring.slice(0, this.#position)];
  }

  /** Whether there are several: a sleeping one then gives its turn away. */
  get isShared(): boolean {
    return this.#ring.length > 1;
  }

  /** Puts `execution` last in the ring, just before the current one. */
  add(execution: Execution): void {
    if (this.#ring.length === 0) {
      this.#ring.push(execution);
      this.#beginTurn(0);
      this.#sliceEnd = this.systick.ticks + 1;
    } else {
      this.#ring.splice(this.#position, 0, execution);
      this.#position++;
    }
    this.clock.makeDue();
  }

  /** Takes `execution` out of the ring; after the current one, it is the next one's turn. */
  remove(execution: Execution): void {
    const position = this.#ring.indexOf(execution);
    if (position < 0) return;
    this.#ring.splice(position, 1);
    if (position < this.#position) this.#position--;
    else if (position === this.#position) this.#beginTurn(position % Math.max(this.#ring.length, 1));
    this.clock.makeDue();
  }

  /** Forgets all Executions and all requests, as a soft reset does. */
  clear(): void {
    this.#ring.length = 0;
    this.#position = 0;
    this.#stopRequested = this.#abortRequested = false;
  }

  /** Something that a Wait may ask about has changed, a lock for instance: the next safe point looks. */
  notify(): void {
    this.clock.makeDue();
  }

  /** `run` comes back at the next safe point that allows a stop. */
  requestStop(): void {
    this.#stopRequested = true;
    this.clock.makeDue();
  }

  /** The next safe point throws ABORT, through everything, nested code included. */
  requestAbort(): void {
    this.#abortRequested = true;
    this.clock.makeDue();
  }

  /** Runs until the moment `until`, until all Executions are done, or until a stop is requested. While all wait, time jumps. */
  run(until: Nanos = Number.POSITIVE_INFINITY): Outcome {
    this.#limitReached = false;
    this.#heldOffSince = -1;
    this.clock.resume();
    if (until !== Number.POSITIVE_INFINITY) this.#limit.set(until);
    try {
      for (;;) {
        this.#look();
        const outcome = this.#outcome();
        if (outcome !== null) return outcome;
        if (!this.#runNext() && !this.#jump()) return 'stuck';
      }
    } finally {
      this.#limit.cancel();
      this.#stopRequested = false;
      this.clock.pause();
    }
  }

  /**
   * First at a safe point: time passes, alarms fire, interrupts that are due are served. Throws ABORT if that was requested.
   * False if the host wants control before all are served: the Execution, which must be `suspendable`, stops and looks again.
   */
  settleAndServe(suspendable: boolean): boolean {
    this.clock.settle();
    if (this.clock.cycles - this.#polledAt >= QUANTUM_CYCLES) this.#pollHost();
    this.#throwIfAborted();
    this.clock.passSafePoint();
    this.interrupts.serve(suspendable);
    this.#throwIfAborted();
    return !(suspendable && this.#hostWantsControl && this.interrupts.isDue);
  }

  /** Then: whether the running Execution must stop here, because its slice is over and another can run, or because the host wants control. */
  mustStop(suspendable: boolean): boolean {
    if (!suspendable) return false;
    return this.#hostWantsControl || this.#stopIsForced() || (this.#sliceIsOver && this.#anotherCanRun());
  }

  /**
   * Last: loads fuel up to the next event. Under nested code (`suspendable` false) neither the slice's end nor a stop is one; answers
   * whether there would be one, so that it must be looked for when the nested code has come to its end.
   */
  grant(suspendable: boolean): boolean {
    const { stopEvery } = this.options;
    const switchDue = this.#switchDue();
    const due = suspendable ? Math.min(this.clock.nextDue, switchDue) : this.clock.nextDue;
    const looksAtOnce = stopEvery !== undefined || this.interrupts.isDue;
    this.clock.grant(due, looksAtOnce ? 0 : QUANTUM_CYCLES - (this.clock.cycles - this.#polledAt));
    return !suspendable && (stopEvery !== undefined || this.#hostWantsControl || switchDue !== Number.POSITIVE_INFINITY);
  }

  /**
   * Waits in nested code, where no stop is possible: time jumps, interrupts are served, other Executions are held off.
   * False if the wait can never end.
   */
  waitNested(wait: Wait): boolean {
    this.clock.settle();
    this.clock.passWait();
    while (!this.isOver(wait)) {
      const next = Math.min(this.clock.nextDue, wait.until ?? Number.POSITIVE_INFINITY);
      if (next === Number.POSITIVE_INFINITY) return false;
      this.clock.advanceTo(next);
      this.interrupts.serve();
      this.#pollHost();
      this.#throwIfAborted();
    }
    return true;
  }

  /** Whether a wait is over now. */
  isOver(wait: Wait): boolean {
    return (wait.until !== undefined && wait.until <= this.clock.now) || (wait.ready?.() ?? false);
  }

  /** Whether an interrupt handler runs. */
  get inHandler(): boolean {
    return this.interrupts.inHandler;
  }

  /** Between slices. */
  #look(): void {
    this.clock.settle();
    this.#throwIfAborted();
    if (!this.#stopRequested) this.interrupts.serve(true);
    this.#pollHost();
    this.#throwIfAborted();
  }

  #outcome(): Outcome | null {
    while (this.current?.done) this.remove(this.current);
    if (this.#ring.length === 0) return 'done';
    if (this.#stopRequested) return 'stopped';
    return this.#limitReached ? 'until' : null;
  }

  /** Runs the first in the ring that can; false if all wait. */
  #runNext(): boolean {
    const step = this.#gaveTurnAway || (this.#sliceIsOver && this.#anotherCanRun()) ? 1 : 0;
    for (let i = 0; i < this.#ring.length; i++) {
      const position = (this.#position + step + i) % this.#ring.length;
      const execution = this.#ring[position];
      if (!this.#canRun(execution)) continue;
      if (position !== this.#position || (execution.waiting !== null && this.isShared)) this.#beginTurn(position);
      this.#runOne(execution);
      return true;
    }
    return false;
  }

  /** The moment before which nothing happens by itself: the present one, unless all wait. */
  get quietUntil(): Nanos {
    let next = this.clock.nextDue;
    for (const execution of this.#ring) {
      if (this.#canRun(execution)) return this.clock.now;
      next = Math.min(next, execution.waiting?.until ?? Number.POSITIVE_INFINITY);
    }
    return Math.max(next, this.clock.now);
  }

  #runOne(execution: Execution): void {
    this.grant(true);
    execution.run();
    this.clock.settle();
    if (execution.waiting !== null) this.clock.passWait();
    if (execution.done) this.remove(execution);
    else if (execution === this.current) this.#gaveTurnAway = execution.waiting !== null;
  }

  /** All wait: on to the next moment at which something happens; false if there is none. */
  #jump(): boolean {
    let next = this.clock.nextDue;
    for (const { waiting } of this.#ring) if (waiting?.until !== undefined) next = Math.min(next, waiting.until);
    if (next === Number.POSITIVE_INFINITY) return false;
    this.clock.advanceTo(next);
    return true;
  }

  #beginTurn(position: number): void {
    this.#position = position;
    this.#gaveTurnAway = false;
    this.#sliceEnd = this.systick.ticks + SLICE_TICKS + 1;
    this.#sliceStart = this.clock.cycles;
  }

  /** The switch is an interrupt, too: it is held back with all others. */
  get #sliceIsOver(): boolean {
    if (this.interrupts.masked) return false;
    if (this.clock.kind === 'ideal') return this.clock.cycles - this.#sliceStart >= IDEAL_SLICE_CYCLES;
    return this.systick.ticks >= this.#sliceEnd;
  }

  /** The moment from which on the current slice is over and another Execution can run. */
  #switchDue(): Nanos {
    if (!this.isShared) return Number.POSITIVE_INFINITY;
    let earliest = Number.POSITIVE_INFINITY;
    for (const execution of this.#ring) {
      if (execution !== this.current) earliest = Math.min(earliest, this.#runnableFrom(execution));
    }
    return Math.max(earliest, this.systick.edgeOf(this.#sliceEnd));
  }

  #runnableFrom(execution: Execution): Nanos {
    if (this.#canRun(execution)) return this.clock.now;
    return execution.done ? Number.POSITIVE_INFINITY : (execution.waiting?.until ?? Number.POSITIVE_INFINITY);
  }

  #anotherCanRun(): boolean {
    return this.#ring.some((execution) => execution !== this.current && this.#canRun(execution));
  }

  #canRun(execution: Execution): boolean {
    return !execution.done && (execution.waiting === null || this.isOver(execution.waiting));
  }

  get #hostWantsControl(): boolean {
    return this.#stopRequested || this.#abortRequested || this.#limitReached;
  }

  /** Interrupt handlers without end keep the host from what it wants, where no stop is possible: they have had a quantum since. */
  #isHeldOffLong(): boolean {
    if (this.#heldOffSince < 0) this.#heldOffSince = this.clock.cycles;
    return this.clock.cycles - this.#heldOffSince >= QUANTUM_CYCLES;
  }

  #stopIsForced(): boolean {
    const { stopEvery } = this.options;
    return stopEvery !== undefined && ++this.#safePoints % stopEvery === 0;
  }

  #pollHost(): void {
    this.#polledAt = this.clock.cycles;
    this.poll?.();
  }

  #throwIfAborted(): void {
    if (!this.#abortRequested) return;
    this.#abortRequested = false;
    throw ABORT;
  }
}
