/**
 * The time base of a timer (RM0090 §18.3.1 and §18.3.2): prescaler, counter and period. The counter is computed from the time when asked,
 * or from what else it counts; it overflows at moments that are computed from exact cycles, so nothing drifts.
 */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { CycleCounter } from '../cycle-counter.js';
import type { PulseTrain } from './pulse-train.js';

/** Which way the counter runs; in center mode up and down in turn. */
export type CountMode = 'up' | 'down' | 'center';

/** How the counter counts. */
export interface TimerSettings {
  readonly prescaler: number;
  readonly period: number;
  readonly mode: CountMode;
  /** Whether a new period waits for the next overflow. */
  readonly buffered: boolean;
}

interface Registers {
  prescaler: number;
  period: number;
}

/** Counts cycles of `sourceHz()` up to `mask` at most. */
export class TimeBase {
  mode: CountMode = 'up';
  /** How often the counter has overflowed, up to the last look. */
  overflows = 0;
  #isRunning = false;
  #buffered = false;
  /** What counts now, and what will from the next overflow on. */
  readonly #active: Registers = { prescaler: 0, period: 0 };
  readonly #next: Registers = { prescaler: 0, period: 0 };
  /** In center mode: whether the counter runs down now. */
  #isFalling = false;
  readonly #cycles = new CycleCounter();
  /** While running: cycles, or other pulses, since the present stretch between two overflows began. */
  #time: PulseTrain = this.#cycles;
  /** While not running: the same, standing still. */
  #held = 0;
  /** Edges from outside since one has moved the counter. */
  #edges = 0;
  #hz = 0;

  constructor(
    private readonly clock: Clock,
    private readonly mask: number,
    private readonly sourceHz: () => number,
  ) {
    clock.onRebase((shift) => this.#time.shift(shift));
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  /** Whether the counter runs down now, or would: DIR. */
  get isFalling(): boolean {
    this.#position();
    return this.#countsDown();
  }

  get prescaler(): number {
    return this.#next.prescaler;
  }

  get period(): number {
    return this.#next.period;
  }

  /** Whether new registers wait for the next overflow. */
  get isWaiting(): boolean {
    return this.#active.prescaler !== this.#next.prescaler || this.#active.period !== this.#next.period;
  }

  /** Whether a new period waits for the next overflow (ARPE). One that waits is used at once where this ends. */
  get isBuffered(): boolean {
    return this.#buffered;
  }

  set isBuffered(on: boolean) {
    this.#buffered = on;
    if (!on) this.setRegisters({ period: this.period });
  }

  /** Sets everything; the counter begins anew, running if it ran. */
  configure({ prescaler, period, mode, buffered }: TimerSettings): void {
    this.mode = mode;
    this.#buffered = buffered;
    Object.assign(this.#active, { prescaler, period });
    Object.assign(this.#next, this.#active);
    this.#isFalling = false;
    this.#edges = 0;
    this.#startAt(0);
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#startAt(this.#held);
  }

  /** Stands still from now on, until it is started. */
  pause(): void {
    this.#held = this.#position();
    this.#isRunning = false;
  }

  /** Stands still, with a control register of 0: a new period waits for nothing then, and the counter will count up from where it is. */
  stop(): void {
    this.pause();
    this.isBuffered = false;
    this.#turn('up', false);
  }

  /** Counts the pulses of `train` from now on; null: the cycles of its clock. */
  follow(train: PulseTrain | null): void {
    const position = this.#position();
    this.#time = train ?? this.#cycles;
    this.#startAt(position);
  }

  /** The counter begins anew, with the registers as they are, as after an overflow. */
  restart(): void {
    this.catchUp();
    this.overflows++;
    Object.assign(this.#active, this.#next);
    this.#isFalling = false;
    this.#edges = 0;
    this.#startAt(0);
  }

  /** The counter register. */
  get counter(): number {
    const count = Math.floor(this.#position() / (this.#active.prescaler + 1));
    const value = this.#countsDown() ? this.#active.period - count : count;
    return value < 0 ? value + this.mask + 1 : value;
  }

  /** Beyond the period a counter that counts up first runs to the end of its range, without an overflow. */
  set counter(value: number) {
    this.#position(); // What has happened until now decides which way it counts, and by which registers.
    this.#startAt(this.#positionOf(value, this.#countsDown()));
  }

  /**
   * New registers: used from the next overflow on, the period at once if it is not buffered. That a counter stands still changes nothing of
   * it: only an update takes what waits.
   */
  setRegisters(change: Partial<Registers>): void {
    const position = this.#position();
    const value = this.counter;
    Object.assign(this.#next, change);
    if (this.#buffered || change.period === undefined) return;
    const below = position - this.#positionOf(value, this.#countsDown());
    this.#active.period = change.period;
    const moved = this.#positionOf(value, this.#countsDown()) + below;
    if (moved !== position) this.#startAt(moved);
  }

  /** The source clock may have another frequency: the count goes on from where it is. Answers whether it has. */
  changeClock(): boolean {
    if (!this.#isRunning || this.#time !== this.#cycles || this.#hz === this.sourceHz()) return false;
    this.#startAt(this.#position());
    return true;
  }

  /**
   * An edge from outside takes the place of a cycle: it moves the counter up or down, where the prescaler lets it through (§18.3.12). Which
   * way it counts is the edges' to say from now on. Answers whether the counter has wrapped around.
   */
  count(step: 1 | -1): boolean {
    const { prescaler, period } = this.#active;
    this.#turn(this.mode === 'center' ? 'center' : step === 1 ? 'up' : 'down', step === -1);
    if (this.#edges++ < prescaler) return false;
    this.#edges = 0;
    const value = this.counter;
    const wraps = value === (step === 1 ? period : 0);
    if (wraps) {
      this.overflows++;
      Object.assign(this.#active, this.#next);
    }
    const next = !wraps ? (value + step) & this.mask : step === 1 ? 0 : this.#active.period;
    this.#held = this.#positionOf(next >>> 0, this.#countsDown());
    return wraps;
  }

  /** The moment of the `n`-th overflow from now on, 1 for the next; Infinity if there is none. */
  nextOverflow(n = 1): Nanos {
    this.catchUp();
    const length = this.#length() + (n === 1 ? 0 : (n - 1) * this.#length(this.#next));
    return this.#isRunning && length !== Number.POSITIVE_INFINITY ? this.#time.momentOf(length) : Number.POSITIVE_INFINITY;
  }

  /** Whether the pulse that came last has brought the counter to `compare`; in center mode on its way down only. */
  takes(compare: number): boolean {
    const hasMoved = this.#edges === 0 && this.#position() % (this.#active.prescaler + 1) === 0;
    return hasMoved && this.counter === compare && (this.mode !== 'center' || this.#isFalling || compare === 0);
  }

  /** The moment at which the counter next takes the value `compare`; Infinity if it never does. In center mode on its way down only. */
  nextMatch(compare: number): Nanos {
    const position = this.#position();
    const { period } = this.#active;
    if (!this.#isRunning || period === 0) return Number.POSITIVE_INFINITY;
    const isComing = this.mode === 'center' && !this.#isFalling;
    const here = this.#positionOf(compare, this.#countsDown());
    if (!isComing && position < here) return this.#time.momentOf(here);
    if (compare > period) return Number.POSITIVE_INFINITY;
    const stretches = this.mode === 'center' && this.#isFalling ? 2 : 1;
    return this.#time.momentOf(stretches * this.#length() + this.#positionOf(compare, this.mode !== 'up'));
  }

  /** The moment at which it next changes whether the counter is below `compare`, counting down: not above; Infinity if it never does. */
  nextCrossing(compare: number): Nanos {
    const position = this.#position();
    const { period } = this.#active;
    if (!this.#isRunning || period === 0 || (compare === 0 && this.mode !== 'down')) return Number.POSITIVE_INFINITY;
    // In center mode the way down ends `below` as the way up does.
    const edge = this.mode === 'center' ? compare - 1 : compare;
    const rising = this.#positionOf(compare, false);
    const falling = this.#positionOf(edge, true);
    const here = this.#countsDown() ? falling : rising;
    if (position < 0 && !this.#countsDown()) return this.#time.momentOf(position < here ? Math.min(here, 0) : 0);
    if (position < here) return this.#time.momentOf(here);
    if (this.mode === 'down' ? compare >= period : compare > period) return Number.POSITIVE_INFINITY;
    const there = this.mode !== 'center' ? 0 : this.#isFalling ? rising : falling;
    return this.#time.momentOf(this.#length() + there);
  }

  /** Where in a stretch between two overflows the counter takes a value; negative for one that is only passed by a counter set there. */
  #positionOf(value: number, isFalling: boolean): number {
    const { prescaler, period } = this.#active;
    const count = isFalling ? period - value : value > period ? value - this.mask - 1 : value;
    return count * (prescaler + 1);
  }

  /** Puts the origin at the last overflow before now; registers that waited take effect. */
  catchUp(): void {
    while (this.#isRunning) {
      const length = this.#length();
      const passed = Math.floor(this.#time.at(this.clock.now) / length);
      if (passed <= 0) return;
      const overflows = this.isWaiting ? 1 : passed;
      this.overflows += overflows;
      this.#time.advance(overflows * length);
      if (overflows % 2 === 1) this.#isFalling = !this.#isFalling;
      Object.assign(this.#active, this.#next);
    }
  }

  /** Which way the counter, which stands still, counts from where it is. */
  #turn(mode: CountMode, isFalling: boolean): void {
    if (mode === this.mode && isFalling === this.#isFalling) return;
    const { counter } = this;
    this.mode = mode;
    this.#isFalling = isFalling;
    this.#held = this.#positionOf(counter, this.#countsDown());
  }

  #countsDown(): boolean {
    return this.mode === 'down' || (this.mode === 'center' && this.#isFalling);
  }

  /** Cycles between two overflows. */
  #length({ prescaler, period } = this.#active): number {
    if (period === 0) return Number.POSITIVE_INFINITY;
    return (prescaler + 1) * (this.mode === 'center' ? period : period + 1);
  }

  /** Cycles since the last overflow, at this moment. */
  #position(): number {
    if (!this.#isRunning) return this.#held;
    this.clock.settle(); // Alarms of moments that are past see the counter before it is moved on.
    this.catchUp();
    return this.#time.at(this.clock.now);
  }

  /** Lets the present stretch have begun `position` cycles ago. */
  #startAt(position: number): void {
    this.#held = position;
    if (!this.#isRunning) return;
    this.#hz = this.sourceHz();
    this.#time.restart(this.clock.now, this.#hz);
    this.#time.advance(-position);
  }
}
