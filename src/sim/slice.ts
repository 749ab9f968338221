/** The slice of the thread that has the turn: how long it runs before the tick takes the turn away (`ports/stm32/pybthread.c`). */
import type { Nanos } from '../execution.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';
import type { Ring } from './ring.js';
import type { SysTick } from './systick.js';

/** Charged cycles are those of PYBv1.1 (168 MHz): so many are a millisecond of work. */
export const CYCLES_PER_MS = 168_000;
/** SysTick counts a thread gets when it is switched to; its slice ends at the tick that finds none left. */
const SLICE_TICKS = 4;
/** On an ideal clock ticks stand still while code runs; there a slice is as much work. */
const IDEAL_SLICE_CYCLES = SLICE_TICKS * CYCLES_PER_MS;

/** One for all threads: it begins anew with every turn. It has no end while there is nobody to switch to. */
export class Slice {
  /** The tick that ends it; the thread that the firmware starts with has none of its counts left. */
  #end = 1;
  /** Cycles at its beginning. */
  #start = 0;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
    private readonly ring: Ring,
    private readonly systick: SysTick,
  ) {}

  /** A thread has got the turn, and so many counts. */
  begin(counts = SLICE_TICKS): void {
    this.#end = this.systick.ticks + counts + 1;
    this.#start = this.clock.cycles;
  }

  /** Somebody has entered the ring: the first to be switched to? Ticks before that have found no count left, and nothing to do. */
  limit(): void {
    if (this.ring.size === 2) this.#end = Math.max(this.#end, this.systick.ticks + 1);
  }

  /** Whether the tick takes the turn away. The switch is an interrupt, too: it is masked with all others. */
  get isOver(): boolean {
    return this.ring.isShared && !this.interrupts.masked && this.#isUsedUp;
  }

  get #isUsedUp(): boolean {
    if (this.clock.kind === 'ideal') return this.clock.cycles - this.#start >= IDEAL_SLICE_CYCLES;
    return this.systick.ticks >= this.#end;
  }

  /** The moment from which on it is over. */
  get due(): Nanos {
    return this.ring.isShared ? this.systick.edgeOf(this.#end) : Number.POSITIVE_INFINITY;
  }
}
