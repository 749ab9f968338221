/**
 * The core's cycle counter, DWT_CYCCNT (ARMv7-M Architecture Reference Manual, §C1.8.8). It is off until the first access, since the firmware
 * switches it on for the first `ticks_cpu` (`ports/stm32/mphalport.c`). It follows the core's clock and stands still with the chip.
 */
import { SECOND } from '../execution.js';
import type { Clock } from '../sim/clock.js';
import type { Moment } from '../sim/moment.js';
import type { ClockTree } from './power.js';

/** Since when the core has had its clock, and how many cycles passed before. */
interface Stretch {
  readonly before: bigint;
  readonly since: Moment;
  readonly hz: bigint;
}

/** The counter of one board. */
export class CoreCycles {
  /** Null while it is off. */
  #stretch: Stretch | null = null;

  constructor(
    private readonly clock: Clock,
    private readonly tree: ClockTree,
  ) {
    tree.onChange(() => {
      if (this.#stretch !== null) this.#stretch = this.#from(this.count);
    });
  }

  /** Cycles since the first access, without overflow: the register has the lowest 32 bits of them. */
  get count(): bigint {
    this.#stretch ??= this.#from(0n);
    const { before, since, hz } = this.#stretch;
    return before + (BigInt(this.clock.now - since.at) * hz) / BigInt(SECOND);
  }

  /** Switches it off, as power-on does. */
  reset(): void {
    this.#stretch = null;
  }

  #from(before: bigint): Stretch {
    return { before, since: this.clock.moment(), hz: BigInt(this.tree.frequencies.hclk) };
  }
}
