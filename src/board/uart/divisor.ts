/** Converts a bit rate to the register BRR of a UART (RM0090 §30.3.4), with the arithmetic of the firmware's library: words without a sign. */
import type { BoardDescription } from '../boards.js';

/** The bits that the register has. */
const BRR = 0xffff;
/** The least divisor that the chips allow, since each bit is sampled 16 times (RM0410 §34.5.4). */
export const LEAST_DIVISOR = 16;

/** A division as the processor does it: by 0 it yields 0. */
const quotient = (dividend: number, divisor: number): number => (divisor === 0 ? 0 : Math.floor((dividend >>> 0) / divisor));

/** Returns the divisor for a clock of `inputHertz`, in sixteenths of a bit. It may be 0 or less than `LEAST_DIVISOR`. */
export function divisorFor(inputHertz: number, baudrate: number, family: BoardDescription['family']): number {
  if (family === 'F7') return quotient(inputHertz + Math.floor((baudrate >>> 0) / 2), baudrate >>> 0) & BRR;
  const hundredths = quotient(inputHertz * 25, (4 * baudrate) >>> 0);
  const whole = Math.floor(hundredths / 100);
  const sixteenths = Math.floor(((hundredths - whole * 100) * 16 + 50) / 100);
  return (whole * 16 + sixteenths) & BRR;
}
