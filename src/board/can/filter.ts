/** The filter banks of bxCAN (RM0090 §32.7.4): which frames are kept, in which FIFO, and the number of the filter that took one. */
import type { CanFrame } from './frame.js';

/** How a bank is set up; `registers` are its two of 32 bits. */
export interface FilterBank {
  readonly isWide: boolean;
  readonly isList: boolean;
  readonly fifo: number;
  readonly registers: readonly [number, number];
}

/** What a filter has decided. */
interface FilterMatch {
  readonly fifo: number;
  readonly index: number;
}

/** Banks of a chip with two controllers. */
const BANKS = 28;

interface Filter {
  readonly value: number;
  readonly mask: number;
}

/** Both controllers share the banks: those from `secondStart` on belong to the second. */
export class CanFilters {
  secondStart = 14;
  /** Inactive banks are null: they still count in the numbers of filters, as narrow masks of FIFO 0. */
  readonly #banks: (FilterBank | null)[] = new Array(BANKS).fill(null);

  /** Sets a bank up, or deactivates it (null). */
  set(bank: number, settings: FilterBank | null): void {
    if (bank >= 0 && bank < BANKS) this.#banks[bank] = settings;
  }

  /** The banks of a controller: the first and the one after the last. */
  range(controller: number): readonly [number, number] {
    return controller === 2 ? [this.secondStart, BANKS] : [0, this.secondStart];
  }

  /** The filter that takes a frame: a wide one before a narrow one, a list before a mask, then the lower number; null if none does. */
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

/** Identifier, kind and remote bit as the wide registers have them. */
function wideKey({ id, isExtended, isRemote }: CanFrame): number {
  return (isExtended ? (id << 3) | 4 : id << 21) | (isRemote ? 2 : 0);
}

/** The same for the narrow ones, which have the upper bits only. */
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
