/** Variables of the firmware that a soft reset leaves as they are (`.data` and `.bss`); a hard one makes them anew. */
import type { BoardName } from '../board/boards.js';

/** They, in one machine. */
export interface Kept {
  /** `network.country` and `network.hostname` (`extmod/modnetwork.c`). */
  country: string;
  hostname: string;
}

/** As they are when the chip starts. */
export const firstKept = (board: BoardName): Kept => ({ country: 'XX', hostname: board === 'pybv11' ? 'mpy-stm32' : 'PYBD' });
