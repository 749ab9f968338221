/** Limits of names, which the firmware interns. */

/** Longest interned text, in bytes of UTF-8 (`py/qstr.c`, one byte of length). */
export const LONGEST_NAME = 255;
