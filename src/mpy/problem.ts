/** What is wrong with an .mpy file. */

/**
 * `incompatible`: not a file of this version. `native`: it holds machine code. A board refuses both, too, with the messages of
 * `py/persistentcode.c`. `damaged`: no compiler writes such a file; a board does not check it, and may do anything.
 */
type Fault = 'incompatible' | 'native' | 'damaged';

const MESSAGES: Readonly<Record<Fault, string>> = {
  incompatible: 'incompatible .mpy file',
  native: 'native code in .mpy unsupported',
  damaged: 'damaged .mpy file: ',
};

/** A file that cannot be loaded. The message is that of Python's ValueError. */
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
