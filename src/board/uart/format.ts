/** The format of a UART's frames (RM0090 §30.3.1). */

/** The format of a frame. */
export interface UartFormat {
  /** Data bits, 7 to 9, not counting parity. */
  readonly bits: number;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stop: 1 | 2;
}

/** How many bits a frame has, with those that begin and end it. */
export function bitsOf({ bits, parity, stop }: UartFormat): number {
  return 1 + bits + (parity === 'none' ? 0 : 1) + stop;
}
