/** A hand that moves over the four photodiodes of an APDS-9960. */
import type { Nanos } from '../../execution.js';

/** Directions of the hand, as drivers name them: the photodiode of that name sees it first. */
export type Swipe = 'up' | 'down' | 'left' | 'right';

/** The count that the hand adds when it is right over a photodiode. */
const BRIGHTEST = 200;
/** Fractions of its way: where it is over the middle, how much earlier or later over the sides, how far to either side a diode sees it. */
const MIDDLE = 0.5;
const ASIDE = 0.1;
const SIGHT = 0.4;

/** Returns what the hand adds to the counts of up, down, left and right after `elapsed` of the time `lasts` that it takes. */
export function seenOf(direction: Swipe, elapsed: Nanos, lasts: Nanos): readonly number[] {
  const seen = (aside: number): number => BRIGHTEST * Math.max(0, 1 - ((elapsed / lasts - MIDDLE - aside) / SIGHT) ** 2);
  const side = (own: Swipe, opposite: Swipe): number => seen(direction === own ? -ASIDE : direction === opposite ? ASIDE : 0);
  return [side('up', 'down'), side('down', 'up'), side('left', 'right'), side('right', 'left')];
}
