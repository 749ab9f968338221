/** Small ints: those that need no memory on a 32-bit board, of 31 bits (`py/smallint.h`). */

/** Small ints range from −SMALL_LIMIT to SMALL_LIMIT − 1. */
export const SMALL_LIMIT = 2 ** 30;
/** The largest small int. Fast paths leave −SMALL_LIMIT to the slow ones, so that this one bound serves both signs. */
export const SMALL_MAX = SMALL_LIMIT - 1;
