/** A hand that goes over the four photodiodes of an APDS-9960. */
import type { Nanos } from '../../execution.js';

/** Ways it goes, as drivers name them: the photodiode of that name sees it first. */
export type Swipe = 'up' | 'down' | 'left' | 'right';

/** What the hand reflects when it is over a photodiode. */
const BRIGHTEST = 200;
/** Shares of its way: where it is over the middle, how much earlier and later over the sides, for how long a photodiode sees it. */
const MIDDLE = 0.5;
const ASIDE = 0.1;
const SIGHT = 0.4;

/** What up, down, left and right see when the hand has gone `elapsed` of its way, beside what they see without it. */
export function seenOf(direction: Swipe, elapsed: Nanos, lasts: Nanos): readonly number[] {
  const seen = (aside: number): number => BRIGHTEST * Math.max(0, 1 - ((elapsed / lasts - MIDDLE - aside) / SIGHT) ** 2);
  const side = (own: Swipe, opposite: Swipe): number => seen(direction === own ? -ASIDE : direction === opposite ? ASIDE : 0);
  return [side('up', 'down'), side('down', 'up'), side('left', 'right'), side('right', 'left')];
}
