/** The slice of the thread that has the turn: how long it runs before the tick takes the turn away (`ports/stm32/pybthread.c`). */
import { MILLISECOND, type Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';
import { mix } from './mix.js';
import type { Moment } from './moment.js';
import type { Ring } from './ring.js';
import type { SysTick } from './systick.js';

/** Cycles in a millisecond of work: charged cycles are those of PYBv1.1 (168 MHz). */
export const CYCLES_PER_MS = 168_000;
/** SysTick counts that a thread gets when it is switched to; its slice ends at the tick that finds none left. */
const SLICE_TICKS = 4;
/** On an ideal clock ticks stand still while code runs, so a slice is the same amount of work. */
const IDEAL_SLICE_CYCLES = SLICE_TICKS * CYCLES_PER_MS;

/** The longest of random slices; the shortest is 2 ** -DOUBLINGS of it. Between them every doubling is equally likely. */
const LONGEST: Nanos = 8 * MILLISECOND;
const DOUBLINGS = 10;

/**
 * Ends the turn of a thread that does not wait. There is one for all threads: it starts anew with every turn. A turn has no end while there is
 * nobody to switch to.
 */
export interface TurnEnd {
  /** Called when a thread has got the turn, with this number of SysTick counts. */
  begin(counts?: number): void;
  /** Called when a thread has entered the ring. */
  limit(): void;
  /** Whether the running thread loses its turn; `atCheck`: it is where the firmware may give the global lock away (`global-lock.ts`). */
  isOver(atCheck: boolean): boolean;
  /** Whether the running thread loses its turn at such a place, and the global lock with it. */
  readonly takesLock: boolean;
  /** Whether `isOver` must be asked at every such place, including forward jumps, which otherwise are not safe points. */
  readonly needsChecks: boolean;
  /** The moment from which on `isOver` must be asked. */
  readonly due: Nanos;
  /** The cycles of the running thread after which `isOver` must be asked. */
  readonly dueAfter: number;
  /** Passes the turn on, together with whatever goes with it. */
  pass(): void;
}

/** Ends turns as the firmware does, or at random moments. */
export class Slice implements TurnEnd {
  readonly dueAfter = Number.POSITIVE_INFINITY;
  readonly takesLock = false;
  readonly needsChecks = false;
  /** The tick that ends the slice. The thread that the firmware starts with has no counts left. */
  #end = 1;
  /** The moment that ends the slice, if its length is random. */
  #moment: Moment | null = null;
  /** The clock's cycles that end the slice on an ideal clock. */
  #cycles = IDEAL_SLICE_CYCLES;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly ring: Ring,
    private readonly systick: SysTick,
    /** The seed of random lengths; null: lengths as on a board. */
    private readonly seed: number | null,
  ) {}

  begin(counts = SLICE_TICKS): void {
    this.#end = this.systick.ticks + counts + 1;
    this.#cycles = this.clock.cycles + IDEAL_SLICE_CYCLES;
    if (this.seed !== null) this.#endAtRandom(this.seed);
  }

  /**
   * Begins a slice of random length now. The length follows from the moment, not from the number of slices so far, which depends on how the
   * host cuts a run.
   */
  #endAtRandom(seed: number): void {
    const { clock } = this;
    const isIdeal = clock.kind === 'ideal';
    const beginning = isIdeal ? BigInt(clock.cycles) : clock.elapsed();
    const [high, low] = [Number(beginning >> 32n), Number(beginning & 0xffff_ffffn)];
    const part = mix(mix(mix(seed + 1) ^ high) ^ low) / 2 ** 32;
    const length = Math.round(LONGEST / 2 ** (part * DOUBLINGS));
    if (isIdeal) this.#cycles = clock.cycles + Math.round((length / MILLISECOND) * CYCLES_PER_MS);
    else this.#moment = clock.moment(clock.now + length);
  }

  /** If the new thread is the first that can be switched to: ticks until now have found no count left, but nothing to do either. */
  limit(): void {
    if (this.ring.size !== 2) return;
    this.#end = Math.max(this.#end, this.systick.ticks + 1);
    if (this.seed === null) return;
    this.#endAtRandom(this.seed);
    // The slice may be over before the running thread would look.
    this.clock.shortenTo(this.due);
  }

  /** The tick takes the turn away. The switch is an interrupt, so it is masked with all others. */
  isOver(): boolean {
    return this.ring.isShared && !this.interrupts.masked && this.#isUsedUp;
  }

  get #isUsedUp(): boolean {
    if (this.clock.kind === 'ideal') return this.clock.cycles >= this.#cycles;
    return this.#moment === null ? this.systick.ticks >= this.#end : this.clock.now >= this.#moment.at;
  }

  get due(): Nanos {
    if (!this.ring.isShared) return Number.POSITIVE_INFINITY;
    return this.#moment?.at ?? this.systick.edgeOf(this.#end);
  }

  /** The global lock stays where it is. */
  pass(): void {
    this.ring.advance();
  }
}
