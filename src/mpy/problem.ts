/** What is wrong with an .mpy file. */

/**
 * `incompatible`: not a file of this version. `native`: it holds machine code. Both are refused by a board, too, in the words of
 * `py/persistentcode.c`. `damaged`: no compiler writes that; a board does not look, and does something or other.
 */
type Fault = 'incompatible' | 'native' | 'damaged';

/** A file that cannot be loaded. */
export class MpyProblem extends Error {
  constructor(
    readonly fault: Fault,
    /** What is damaged. */
    readonly detail = '',
  ) {
    super(`${fault} ${detail}`);
  }
}

/** The problem of a file that no compiler has written. */
export const damaged = (detail: string): MpyProblem => new MpyProblem('damaged', detail);
