/** The filter banks of bxCAN (RM0090 §32.7.4): which frames are kept, in which FIFO, and the number of the filter that accepted a frame. */
import type { CanFrame } from './frame.js';

/** How a bank is set up; `registers` are its two 32-bit registers. */
export interface FilterBank {
  readonly isWide: boolean;
  readonly isList: boolean;
  readonly fifo: number;
  readonly registers: readonly [number, number];
}

/** The decision of a filter. */
interface FilterMatch {
  readonly fifo: number;
  readonly index: number;
}

/** Number of banks in a chip with two controllers. */
const BANKS = 28;
/** The first bank of the second controller after a reset. */
const SECOND_START = 14;

interface Filter {
  readonly value: number;
  readonly mask: number;
}

/** The filter banks, shared by both controllers: those from `secondStart` on belong to the second. */
export class CanFilters {
  secondStart = SECOND_START;
  /** Inactive banks are null. They still count in the numbering of filters, as narrow masks of FIFO 0. */
  readonly #banks: (FilterBank | null)[] = new Array(BANKS).fill(null);

  /** Deactivates all banks, as a reset of the chip does. */
  reset(): void {
    this.secondStart = SECOND_START;
    this.#banks.fill(null);
  }

  /** Sets a bank up, or deactivates it (null). */
  set(bank: number, settings: FilterBank | null): void {
    if (bank >= 0 && bank < BANKS) this.#banks[bank] = settings;
  }

  /** The banks of a controller, as the first bank and the one after the last. */
  range(controller: number): readonly [number, number] {
    return controller === 2 ? [this.secondStart, BANKS] : [0, this.secondStart];
  }

  /** Returns the filter that accepts a frame: wide before narrow, list before mask, then the lower number; null if none accepts it. */
  match(controller: number, frame: CanFrame): FilterMatch | null {
    const counts = [0, 0];
    let best: (FilterMatch & { readonly urgency: number }) | null = null;
    for (const bank of this.#banks.slice(...this.range(controller))) {
      const { fifo } = bank ?? { fifo: 0 };
      const filters = bank === null ? 2 : filtersOf(bank);
      if (typeof filters !== 'number' && bank !== null) {
        const key = bank.isWide ? wideKey(frame) : narrowKey(frame);
        const hit = filters.findIndex(({ value, mask }) => ((key ^ value) & mask) === 0);
        const urgency = (bank.isWide ? 0 : 2) + (bank.isList ? 0 : 1);
        if (hit >= 0 && (best === null || urgency < best.urgency)) best = { fifo, index: counts[fifo] + hit, urgency };
      }
      counts[fifo] += typeof filters === 'number' ? filters : filters.length;
    }
    return best;
  }
}

/** Identifier, kind and remote bit as laid out in the wide registers. */
function wideKey({ id, isExtended, isRemote }: CanFrame): number {
  return (isExtended ? (id << 3) | 4 : id << 21) | (isRemote ? 2 : 0);
}

/** The same for the narrow registers, which hold only the upper bits of an extended identifier. */
function narrowKey({ id, isExtended, isRemote }: CanFrame): number {
  const remote = isRemote ? 0x10 : 0;
  return isExtended ? ((id >>> 18) << 5) | remote | 8 | ((id >>> 15) & 7) : (id << 5) | remote;
}

function filtersOf({ isWide, isList, registers }: FilterBank): Filter[] {
  const words = isWide ? [...registers] : registers.flatMap((register) => [register & 0xffff, register >>> 16]);
  const all = isWide ? -1 : 0xffff;
  if (isList) return words.map((value) => ({ value, mask: all }));
  return words.flatMap((value, i) => (i % 2 === 0 ? [{ value, mask: words[i + 1] }] : []));
}
