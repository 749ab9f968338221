/** Numbers of two decimal digits as in the registers of the real-time clock: one nibble per digit. */

/** Returns the digits of a number below 100. */
export const bcd = (n: number): number => (Math.floor(n / 10) << 4) | (n % 10);

/** Returns the number that two digits stand for; a digit may be above 9, because nothing prevents a program from writing one. */
export const fromBcd = (digits: number): number => 10 * (digits >>> 4) + (digits & 0xf);
