/** Converts a bit rate to the register BRR of a UART (RM0090 §30.3.4), with the roundings of the firmware's library. */
import type { BoardDescription } from '../boards.js';

/** The divisors that fit into the register. */
const LEAST = 16;
const MOST = 0xffff;

/** Returns the divisor for a clock of `inputHertz`, in sixteenths of a bit; 0 if an F7 cannot have it. */
export function divisorFor(inputHertz: number, baudrate: number, family: BoardDescription['family']): number {
  const hundredths = Math.floor((inputHertz * 25) / (4 * baudrate));
  const whole = Math.floor(hundredths / 100);
  const sixteenths = Math.floor(((hundredths - whole * 100) * 16 + 50) / 100);
  const divisor = Math.max(LEAST, whole * 16 + sixteenths);
  if (divisor <= MOST) return divisor;
  // An F4 drops the bits that do not fit; the library of an F7 leaves the register alone.
  return family === 'F4' ? divisor & MOST : 0;
}
