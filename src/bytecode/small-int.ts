/** The ints that need no memory on a 32-bit board: 31 bits (`py/smallint.h`). */

/** They are those from −SMALL_LIMIT to SMALL_LIMIT − 1. */
export const SMALL_LIMIT = 2 ** 30;
/** The greatest. Fast paths leave its negative's predecessor to the slow ones, so that one bound serves both signs. */
export const SMALL_MAX = SMALL_LIMIT - 1;
