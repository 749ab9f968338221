/** What is wrong with an .mpy file. */

/**
 * `incompatible`: not a file of this version. `native`: it holds machine code. Both are refused by a board, too, in the words of
 * `py/persistentcode.c`. `damaged`: no compiler writes that; a board does not look, and does something or other.
 */
type Fault = 'incompatible' | 'native' | 'damaged';

const MESSAGES: Readonly<Record<Fault, string>> = {
  incompatible: 'incompatible .mpy file',
  native: 'native code in .mpy unsupported',
  damaged: 'damaged .mpy file: ',
};

/** A file that cannot be loaded; its message is what Python's ValueError says. */
export class MpyProblem extends Error {
  constructor(
    fault: Fault,
    /** What is damaged. */
    detail = '',
  ) {
    super(MESSAGES[fault] + detail);
  }
}

/** The problem of a file that no compiler has written. */
export const damaged = (detail: string): MpyProblem => new MpyProblem('damaged', detail);
