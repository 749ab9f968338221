/** The slice of the thread that has the turn: how long it runs before the tick takes the turn away (`ports/stm32/pybthread.c`). */
import { MILLISECOND, type Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';
import { mix } from './mix.js';
import type { Moment } from './moment.js';
import type { Ring } from './ring.js';
import type { SysTick } from './systick.js';

/** Charged cycles are those of PYBv1.1 (168 MHz): so many are a millisecond of work. */
export const CYCLES_PER_MS = 168_000;
/** SysTick counts a thread gets when it is switched to; its slice ends at the tick that finds none left. */
const SLICE_TICKS = 4;
/** On an ideal clock ticks stand still while code runs; there a slice is as much work. */
const IDEAL_SLICE_CYCLES = SLICE_TICKS * CYCLES_PER_MS;

/** The longest of random slices; the shortest is 2 ** -DOUBLINGS of it, and each power of two between them as likely as another. */
const LONGEST: Nanos = 8 * MILLISECOND;
const DOUBLINGS = 10;

/** What ends the turn of a thread that runs on and on. One for all threads: it begins anew with every turn. It has no end while there is nobody to switch to. */
export interface TurnEnd {
  /** A thread has got the turn, and so many counts. */
  begin(counts?: number): void;
  /** Somebody has entered the ring. */
  limit(): void;
  /** Whether the turn is taken away from the thread that runs; `atCheck`: where the firmware may give the global lock away (`global-lock.ts`). */
  isOver(atCheck: boolean): boolean;
  /** Whether that must be asked at every such place, forward jumps among them, which are no safe points otherwise. */
  readonly needsChecks: boolean;
  /** The moment from which on that must be looked for. */
  readonly due: Nanos;
  /** The cycles of the running thread after which it must be. */
  readonly dueAfter: number;
  /** It is taken away, and with it what goes with it. */
  pass(): void;
}

/** As the firmware ends it. */
export class Slice implements TurnEnd {
  readonly dueAfter = Number.POSITIVE_INFINITY;
  readonly needsChecks = false;
  /** The tick that ends it; the thread that the firmware starts with has none of its counts left. */
  #end = 1;
  /** The moment that ends it, if its length is random. */
  #moment: Moment | null = null;
  /** The cycles that end it on an ideal clock. */
  #cycles = IDEAL_SLICE_CYCLES;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly ring: Ring,
    private readonly systick: SysTick,
    /** Their lengths are random, and come from this; null: as on a board. */
    private readonly seed: number | null,
  ) {}

  begin(counts = SLICE_TICKS): void {
    this.#end = this.systick.ticks + counts + 1;
    this.#cycles = this.clock.cycles + IDEAL_SLICE_CYCLES;
    if (this.seed !== null) this.#endAtRandom(this.seed);
  }

  /** It begins now: where that is decides on its length, not how many there have been, which depends on how the host cuts a run. */
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

  /** The first to be switched to? Ticks before that have found no count left, and nothing to do. */
  limit(): void {
    if (this.ring.size !== 2) return;
    this.#end = Math.max(this.#end, this.systick.ticks + 1);
    if (this.seed === null) return;
    this.#endAtRandom(this.seed);
    // It may be over before the running thread was to look.
    this.clock.shortenTo(this.due);
  }

  /** The tick takes the turn away. The switch is an interrupt, too: it is masked with all others. */
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
