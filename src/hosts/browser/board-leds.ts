/** What a page knows about a board's LEDs before there is a board. */
import { BOARDS, type BoardName, type LedColour } from '../../board/boards.js';

/** An LED: the signal that it follows and its colour. */
export interface BoardLed {
  readonly signal: string;
  readonly colour: LedColour;
}

/** Returns the LEDs of a board, in their order. */
export const ledsOf = (board: BoardName): BoardLed[] => BOARDS[board].leds.map(({ colour }, i) => ({ signal: `LED(${i + 1})`, colour }));
