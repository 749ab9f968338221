/**
 * The millisecond tick, in closed form: nothing happens once per millisecond, the count is computed when it is asked for.
 * `ports/stm32/systick.c`. The 60 to 80 cycles that the tick's handler takes of each millisecond of running code are part of all prices, which
 * were fitted to times measured on boards with the tick running. Not simulated: the handler delays a thread that wakes at a tick by as much.
 */
import { MILLISECOND, type Nanos, type Wait } from '../execution.js';
import type { Clock } from './clock.js';
import type { Interrupts } from './interrupts.js';

/** `mp_hal_ticks_us` does not trust the overflow flag when fewer than 50 cycles (at 168 MHz) are left until the next tick. */
const RELOAD_MARGIN: Nanos = 298;

/** The SysTick counter and what the firmware builds on it. */
export class SysTick {
  /** The moment of tick `#base`, a tick edge. */
  #origin: Nanos;
  #base = 0;
  /** The tick count when its interrupt was masked; -1 while it is not. */
  #frozen = -1;
  /** Tick edges up to this one have been seen by a reader of the overflow flag, while the interrupt is masked. */
  #flagCleared = 0;

  constructor(
    private readonly clock: Clock,
    private readonly interrupts: Interrupts,
  ) {
    this.#origin = clock.now;
    clock.onRebase((shift) => {
      this.#origin -= shift;
    });
    interrupts.onBlocked = (blocked) => (blocked ? this.#freeze() : this.#thaw());
  }

  /** Counts from 0 again, as after a reset of the chip. */
  reset(): void {
    this.#origin = this.clock.now;
    this.#base = 0;
    this.#frozen = -1;
  }

  /** Whole milliseconds since reset as the firmware counts them: while interrupts are disabled the count stands still. */
  get ticks(): number {
    return this.#frozen >= 0 ? this.#frozen : this.#edges();
  }

  /** The count in microseconds. With interrupts disabled it shows one lost tick once, like the hardware's flag. */
  get ticksUs(): number {
    const edges = this.#edges();
    const within = this.clock.now - this.edgeOf(edges);
    return this.#ticksOfReader(edges, within) * 1000 + Math.floor(within / 1000);
  }

  /**
   * How long a busy loop takes that waits until `ticksUs` has grown by `us`: the present microsecond has already begun. If the tick is
   * masked, in a handler of priority 0, the count goes back as soon as the lost tick has been shown, and the loop takes that for its end.
   */
  spinTime(us: number): Nanos {
    const whole = us * 1000 - ((this.clock.now - this.#origin) % 1000);
    if (this.#frozen < 0) return whole;
    const edges = this.#edges();
    const within = this.clock.now - this.edgeOf(edges);
    const isShown = this.#ticksOfReader(edges, within) > this.#frozen;
    if (isShown) return RELOAD_MARGIN;
    if (whole <= MILLISECOND - within) return whole;
    this.#flagCleared = edges + 1;
    return MILLISECOND - within + RELOAD_MARGIN;
  }

  /** The moment at which the count becomes `tick`, if no tick is lost until then. */
  edgeOf(tick: number): Nanos {
    return this.#origin + (tick - this.#base) * MILLISECOND;
  }

  /** The moment of the next tick. */
  get nextEdge(): Nanos {
    return this.edgeOf(this.#edges() + 1);
  }

  /** `sleep_ms(ms)` with interrupts enabled: ends at the `ms`-th tick edge from now. If `ms` is 0: one wait for an event. */
  sleep(ms: number): Wait {
    return ms <= 0 ? this.waitForEvent() : new TickWait(this, this.ticks + ms);
  }

  /** The instruction WFI: ends at the next tick, or when another interrupt has been served. */
  waitForEvent(): Wait {
    const before = this.interrupts.served;
    return this.clock.waitUntil(this.nextEdge, () => this.interrupts.served !== before);
  }

  /** Returns when the count will be `tick`; while the tick's interrupt is masked, a moment at which to ask again. */
  expectedEdge(tick: number): Nanos {
    return this.#frozen >= 0 && this.#frozen < tick ? this.nextEdge : this.edgeOf(tick);
  }

  /** The number of ticks that the hardware has made, served or not. */
  #edges(): number {
    return this.#base + Math.floor((this.clock.now - this.#origin) / MILLISECOND);
  }

  #freeze(): void {
    this.#frozen = this.#flagCleared = this.#edges();
  }

  /** One tick was pending; all others are lost. */
  #thaw(): void {
    const missed = this.#edges() - this.#frozen;
    if (missed > 1) this.#base -= missed - 1;
    this.#frozen = -1;
  }

  #ticksOfReader(edges: number, within: Nanos): number {
    if (this.#frozen < 0) return edges;
    const overflowed = edges > this.#flagCleared && MILLISECOND - within > RELOAD_MARGIN;
    this.#flagCleared = edges;
    return this.#frozen + (overflowed ? 1 : 0);
  }
}

/** A wait for a tick count. Its moment is recomputed whenever it is asked for, because ticks may be lost meanwhile. */
class TickWait implements Wait {
  constructor(
    private readonly systick: SysTick,
    private readonly tick: number,
  ) {}

  get until(): Nanos {
    return this.systick.expectedEdge(this.tick);
  }
}
