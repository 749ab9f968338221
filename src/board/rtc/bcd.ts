/** Numbers of two decimal digits as the real-time clock's registers have them: a nibble each. */

/** The digits of a number below 100. */
export const bcd = (n: number): number => (Math.floor(n / 10) << 4) | (n % 10);

/** The number that two digits are; a digit may be above 9, as nothing keeps a program from writing that. */
export const fromBcd = (digits: number): number => 10 * (digits >>> 4) + (digits & 0xf);
