/**
 * The time base of a timer (RM0090 §18.3.1 and §18.3.2): prescaler, counter and period. The counter's value is computed on demand, from the
 * time or from whatever else the counter counts. It overflows at moments that are computed from exact cycles, so nothing drifts.
 */
import type { Nanos } from '../../execution.js';
import type { Clock } from '../../sim/clock.js';
import { CycleCounter } from '../cycle-counter.js';
import type { PulseTrain } from './pulse-train.js';

/** The direction of the counter; in center mode up and down in turn. */
export type CountMode = 'up' | 'down' | 'center';

/** How the counter counts. */
export interface TimerSettings {
  readonly prescaler: number;
  readonly period: number;
  readonly mode: CountMode;
  /** Whether a new period waits for the next overflow (ARPE). If absent, it is as ST's library for the chip leaves it. */
  readonly buffered?: boolean;
}

interface Registers {
  prescaler: number;
  period: number;
}

/** Counts cycles of `sourceHz()` up to `mask` at most. */
export class TimeBase {
  mode: CountMode = 'up';
  /** Number of overflows up to the last `catchUp`. */
  overflows = 0;
  #isRunning = false;
  #buffered = false;
  /** The registers in use, and those used from the next overflow on. */
  readonly #active: Registers = { prescaler: 0, period: 0 };
  readonly #next: Registers = { prescaler: 0, period: 0 };
  /** In center mode: whether the counter runs down now. */
  #isFalling = false;
  readonly #cycles = new CycleCounter();
  /** While running: counts cycles, or other pulses, since the current stretch between two overflows began. */
  #time: PulseTrain = this.#cycles;
  /** While not running: the same count, which stands still. */
  #held = 0;
  /** Edges from outside since the last one that moved the counter. */
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

  /** Whether the counter runs down, or would if it ran: DIR. */
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

  /** The period in use. */
  get top(): number {
    this.#position();
    return this.#active.period;
  }

  /** Number of overflows so far. */
  get updates(): number {
    this.#position();
    return this.overflows;
  }

  /** Whether new registers wait for the next overflow. */
  get isWaiting(): boolean {
    return this.#active.prescaler !== this.#next.prescaler || this.#active.period !== this.#next.period;
  }

  /** Whether a new period waits for the next overflow (ARPE). Switching this off makes a waiting period take effect at once. */
  get isBuffered(): boolean {
    return this.#buffered;
  }

  set isBuffered(on: boolean) {
    this.#buffered = on;
    if (!on) this.setRegisters({ period: this.period });
  }

  /** Sets everything. The counter starts again from its beginning, which counts as an overflow, and runs if it ran before. */
  configure({ prescaler, period, mode, buffered }: Required<TimerSettings>): void {
    this.catchUp();
    this.overflows++;
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

  /** Stops the counter where it is until it is started. */
  pause(): void {
    this.#held = this.#position();
    this.#isRunning = false;
  }

  /** Stops the counter with a control register of 0, or of ARPE if it is to be buffered; it will count up from where it is. */
  stop(buffered = false): void {
    this.pause();
    this.isBuffered = buffered;
    this.#turn('up', false);
  }

  /** Counts the pulses of `train` from now on, or the cycles of its clock (null). */
  follow(train: PulseTrain | null): void {
    const position = this.#position();
    this.#time = train ?? this.#cycles;
    this.#startAt(position);
  }

  /** Starts the counter again from its beginning, as after an overflow; registers that waited take effect. */
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

  /** If it is set beyond the period, a counter that counts up first runs to the end of its range, without an overflow. */
  set counter(value: number) {
    this.#position(); // What has happened so far determines the direction and the registers in use.
    this.#startAt(this.#positionOf(value, this.#countsDown()));
  }

  /**
   * Sets registers. They are used from the next overflow on, but the period at once if it is not buffered. This is also true of a counter
   * that stands still: only an update makes waiting registers take effect.
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

  /**
   * Called when the source clock may have another frequency: the count continues from where it is. Returns whether the frequency has changed.
   */
  changeClock(): boolean {
    if (!this.#isRunning || this.#time !== this.#cycles || this.#hz === this.sourceHz()) return false;
    this.#startAt(this.#position());
    return true;
  }

  /**
   * Counts an edge from outside instead of a cycle: moves the counter up or down if the prescaler lets the edge through (§18.3.12). From now
   * on such edges determine the direction. A period of 0 blocks the counter. Returns whether the counter has wrapped around.
   */
  count(step: 1 | -1): boolean {
    const { prescaler, period } = this.#active;
    this.#turn(this.mode === 'center' ? 'center' : step === 1 ? 'up' : 'down', step === -1);
    if (period === 0 || this.#edges++ < prescaler) return false;
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

  /** Returns the moment of the `n`-th overflow from now on (1: the next); Infinity if there is none. */
  nextOverflow(n = 1): Nanos {
    this.catchUp();
    const length = this.#length() + (n === 1 ? 0 : (n - 1) * this.#length(this.#next));
    return this.#isRunning && length !== Number.POSITIVE_INFINITY ? this.#time.momentOf(length) : Number.POSITIVE_INFINITY;
  }

  /** Whether the last pulse has brought the counter to `compare`; in center mode only on its way down. */
  takes(compare: number): boolean {
    const hasMoved = this.#edges === 0 && this.#position() % (this.#active.prescaler + 1) === 0;
    return hasMoved && this.counter === compare && (this.mode !== 'center' || this.#isFalling || compare === 0);
  }

  /** Returns the moment at which the counter next takes the value `compare`, in center mode only on its way down; Infinity if it never does. */
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

  /**
   * Returns the moment at which `counter < compare`, or for a counter that counts down `counter <= compare`, next changes; Infinity if it
   * never does.
   */
  nextCrossing(compare: number): Nanos {
    const position = this.#position();
    const { period } = this.#active;
    if (!this.#isRunning || period === 0 || (compare === 0 && this.mode !== 'down')) return Number.POSITIVE_INFINITY;
    // In center mode the condition is `counter < compare` on the way down, too.
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

  /**
   * Returns the position of a counter value in the stretch between two overflows; negative for a value that the counter passes only if it has
   * been set there.
   */
  #positionOf(value: number, isFalling: boolean): number {
    const { prescaler, period } = this.#active;
    const count = isFalling ? period - value : value > period ? value - this.mask - 1 : value;
    return count * (prescaler + 1);
  }

  /** Moves the origin to the last overflow before now; registers that waited take effect. */
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

  /** Sets the direction of a counter that stands still; its value stays. */
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

  /** Number of cycles between two overflows. */
  #length({ prescaler, period } = this.#active): number {
    if (period === 0) return Number.POSITIVE_INFINITY;
    return (prescaler + 1) * (this.mode === 'center' ? period : period + 1);
  }

  /** Returns the number of cycles since the last overflow. */
  #position(): number {
    if (!this.#isRunning) return this.#held;
    this.clock.settle(); // Due alarms must see the counter before it is moved on.
    this.catchUp();
    return this.#time.at(this.clock.now);
  }

  /** Makes the current stretch have begun `position` cycles ago. */
  #startAt(position: number): void {
    this.#held = position;
    if (!this.#isRunning) return;
    this.#hz = this.sourceHz();
    this.#time.restart(this.clock.now, this.#hz);
    this.#time.advance(-position);
  }
}
