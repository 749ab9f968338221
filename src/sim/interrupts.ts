/**
 * The interrupt controller: lines, priorities, what is pending, what is masked.
 * A handler is called on top of whatever was running; a more urgent line may nest inside it (ARMv7-M, B1.5 and B3.4).
 */
import type { Nanos } from '../execution.js';
import type { Clock } from './clock.js';

/** The priority of code outside interrupt handlers: every line is more urgent. */
export const THREAD_PRIORITY = 256;

/** A line's place in the vector table and its urgency; the lower number goes first. */
interface Rank {
  readonly priority: number;
  readonly vector: number;
}

/** One interrupt line. Peripherals that share a vector connect several handlers to it. */
export class InterruptLine {
  /** True from `raise` until its handlers are called; raising it again meanwhile changes nothing. */
  pending = false;
  readonly #handlers: (() => void)[] = [];

  #priority: number;

  constructor(
    readonly name: string,
    private readonly rank: Rank,
    private readonly controller: Interrupts,
  ) {
    this.#priority = rank.priority;
  }

  get priority(): number {
    return this.#priority;
  }

  /** Takes effect for what is served from now on. */
  set priority(priority: number) {
    this.#priority = priority;
  }

  /** Restores the priority with which the line was made, as a reset of the chip does. */
  resetPriority(): void {
    this.#priority = this.rank.priority;
  }

  get vector(): number {
    return this.rank.vector;
  }

  /** Calls `handler` when the line is served, after those connected before. What it throws goes to the code that serves. */
  connect(handler: () => void): void {
    this.#handlers.push(handler);
  }

  /** Asks to be served, at the next safe point that allows it. */
  raise(): void {
    if (this.pending) return;
    this.pending = true;
    this.controller.request(this);
  }

  /** Withdraws a request that has not been served. */
  clear(): void {
    this.pending = false;
  }

  /** For the controller. */
  call(): void {
    for (const handler of this.#handlers) handler();
  }

  /** Whether this line goes before `other`: by priority, then by vector number. */
  isBefore(other: InterruptLine): boolean {
    return this.priority < other.priority || (this.priority === other.priority && this.vector < other.vector);
  }
}

/** Called when lines ask to be served, and when they are. */
export interface InterruptWatch {
  /** A line that was not pending asks to be served. */
  requested(line: InterruptLine): void;
  /** A line is served: its handlers are called next. */
  serves(line: InterruptLine): void;
}

/** Native work that keeps the core from everything that is not more urgent than `priority`. */
interface Occupation {
  left: Nanos;
  readonly priority: number;
  /** The priority of the code that does the work: that code, and what it has interrupted, wait. */
  readonly from: number;
  readonly over: () => void;
}

/** All lines of one board. */
export class Interrupts {
  /**
   * Called between two handlers: true ends `serve` although lines are pending, so that a storm of interrupts can be stopped.
   * `resumable`: the code that serves will continue to serve when it is resumed, so that the pause is not noticed.
   */
  mustPause: (resumable: boolean) => boolean = () => false;
  /** Called when interrupts of priority 0 become impossible, and when they become possible again. */
  onBlocked: (blocked: boolean) => void = () => {};
  /** Null if nobody watches. */
  watch: InterruptWatch | null = null;
  /** How many handlers have been called. */
  served = 0;

  readonly #lines: InterruptLine[] = [];
  #pending: InterruptLine[] = [];
  #active = THREAD_PRIORITY;
  /** The line whose handlers run, the innermost if they nest. */
  #running: InterruptLine | null = null;
  /** The cycles that handlers have used that have returned, and the cycles at which the outermost running one began. */
  #handlerCycles = 0;
  #began = 0;
  /** What was last thrown out of a handler, and the handler's priority. */
  #left: { readonly thrown: unknown; readonly priority: number } | null = null;
  #masked = false;
  /** What occupies the core, in the order in which it was added. */
  readonly #occupations: Occupation[] = [];
  /** The priority of the first of them; THREAD_PRIORITY if there is none. */
  #occupied = THREAD_PRIORITY;

  constructor(private readonly clock: Clock) {
    clock.serve = () => this.serve();
  }

  /** Every line there is, in the order in which they were made. */
  get lines(): readonly InterruptLine[] {
    return this.#lines;
  }

  /** The priority of the handler that runs, or THREAD_PRIORITY. */
  get active(): number {
    return this.#active;
  }

  /** Whether a line asks to be served, masked or not: that is enough to wake a sleeping chip. */
  get isPending(): boolean {
    return this.#pending.some((line) => line.pending);
  }

  /** Whether an interrupt handler runs. */
  get inHandler(): boolean {
    return this.#active !== THREAD_PRIORITY;
  }

  /** The line whose handler runs; null if none does. */
  get running(): InterruptLine | null {
    return this.#running;
  }

  /** The clock's cycles without those of handlers. */
  get ownCycles(): number {
    return (this.#running === null ? this.clock.cycles : this.#began) - this.#handlerCycles;
  }

  /** IPSR: the number of the exception whose handler runs, 0 if none does; those of the chip's interrupts come after the core's 16. */
  get exception(): number {
    return this.#running === null ? 0 : this.#running.vector + 16;
  }

  /** Whether all interrupts are masked (PRIMASK). */
  get masked(): boolean {
    return this.#masked;
  }

  /** A new line. */
  line(name: string, rank: Rank): InterruptLine {
    const line = new InterruptLine(name, rank, this);
    this.#lines.push(line);
    return line;
  }

  /** Masks all interrupts. Returns whether they were allowed before. */
  disable(): boolean {
    const wereEnabled = !this.#masked;
    this.#changeState(this.#active, true);
    return wereEnabled;
  }

  /** Allows interrupts, or masks them if `enabled` is false; pending ones are served at the next safe point. */
  enable(enabled = true): void {
    this.#changeState(this.#active, !enabled);
    if (this.isDue) this.clock.makeDue();
  }

  /**
   * Occupies the core for `duration`, from the next safe point on, or after what occupies it already; then calls `over`. Meanwhile only lines
   * more urgent than `priority` are served (BASEPRI). If `priority` is below 0 none are: the core stands still, and ticks are lost. A duration
   * of 0 at THREAD_PRIORITY lets interrupts through that were masked.
   */
  occupy(duration: Nanos, priority: number, over: () => void): void {
    if (duration === 0 && this.#occupations.length === 0) {
      over();
      return;
    }
    this.#occupations.push({ left: duration, priority: Math.min(priority, this.#active), from: this.#active, over });
    this.#changeState(this.#active, this.#masked);
    this.clock.makeDue();
  }

  /** Whether the code that runs now has to wait until the core is free. */
  get isOccupied(): boolean {
    const first = this.#occupations[0];
    return first !== undefined && this.#active >= first.from;
  }

  /** How long the first occupation of the core still lasts; 0 if there is none. */
  get occupiedFor(): Nanos {
    return this.#occupations[0]?.left ?? 0;
  }

  /** Lets time pass while the core is occupied, at most up to the next alarm, or to `limit`. */
  passOccupied(limit: Nanos = Number.POSITIVE_INFINITY): void {
    const { clock } = this;
    const first = this.#occupations[0] as Occupation;
    const step = Math.min(first.left, Math.max(Math.min(clock.nextDue, limit) - clock.now, 0));
    first.left -= step;
    clock.advanceTo(clock.now + step);
    if (first.left > 0) return;
    this.#occupations.shift();
    this.#changeState(this.#active, this.#masked);
    first.over();
  }

  /** Whether there is a line that `serve` would call now. */
  get isDue(): boolean {
    return this.#mostUrgent() !== null;
  }

  /**
   * Calls the handlers of all pending lines that may run now, most urgent first. If the core is occupied, that time passes on the spot, unless
   * the caller is `resumable` and lets it pass itself.
   */
  serve(resumable = false): void {
    for (;;) {
      this.clock.settle();
      const line = this.#mostUrgent();
      if (line !== null) {
        this.#run(line);
        if (this.mustPause(resumable)) return;
      } else if (this.isOccupied && !resumable) this.passOccupied();
      else return;
    }
  }

  /** Back to the state after reset: nothing pending, nothing masked, the core free. Not for use inside a handler. */
  reset(): void {
    for (const line of this.#pending) line.clear();
    this.#pending = [];
    this.#occupations.length = 0;
    this.#left = null;
    this.#changeState(THREAD_PRIORITY, false);
  }

  /** Restores the priorities with which the lines were made, as a reset of the chip does. */
  resetPriorities(): void {
    for (const line of this.#lines) line.resetPriority();
  }

  /** If a handler was left by `thrown`, it has not returned: the core stays in it, and serves only what is more urgent, until it is reset. */
  stayIfLeftBy(thrown: unknown): void {
    if (this.#left !== null && this.#left.thrown === thrown) this.#changeState(this.#left.priority, this.#masked);
  }

  /** Called by InterruptLine. */
  request(line: InterruptLine): void {
    this.watch?.requested(line);
    if (!this.#pending.includes(line)) this.#pending.push(line);
    if (this.#mayRun(line)) this.clock.makeDue();
  }

  #run(line: InterruptLine): void {
    const interrupted = this.#active;
    const below = this.#running;
    if (below === null) this.#began = this.clock.cycles;
    line.pending = false;
    this.served++;
    this.watch?.serves(line);
    this.#running = line;
    this.#changeState(line.priority, this.#masked);
    try {
      line.call();
    } catch (thrown) {
      this.#left = { thrown, priority: line.priority };
      throw thrown;
    } finally {
      this.#running = below;
      if (below === null) this.#handlerCycles += this.clock.cycles - this.#began;
      this.#changeState(interrupted, this.#masked);
    }
  }

  #mayRun(line: InterruptLine): boolean {
    return !this.#masked && line.priority < Math.min(this.#active, this.#occupied);
  }

  /** Returns the line to be served now; null if there is none. Forgets lines that are no longer pending. */
  #mostUrgent(): InterruptLine | null {
    if (this.#pending.length === 0) return null;
    this.#pending = this.#pending.filter((line) => line.pending);
    let best: InterruptLine | null = null;
    for (const line of this.#pending) if (best === null || line.isBefore(best)) best = line;
    return best !== null && this.#mayRun(best) ? best : null;
  }

  #changeState(active: number, masked: boolean): void {
    const occupied = this.#occupations[0]?.priority ?? THREAD_PRIORITY;
    const blocked = this.#masked || Math.min(this.#active, this.#occupied) <= 0;
    const blocks = masked || Math.min(active, occupied) <= 0;
    if (blocked !== blocks) this.clock.settle();
    this.#active = active;
    this.#masked = masked;
    this.#occupied = occupied;
    if (blocked !== blocks) this.onBlocked(blocks);
  }
}
