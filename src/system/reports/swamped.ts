/** Says of a run that was cut short whether its program has had no chance. */
import type { Pyboard } from '../../board/pyboard.js';

/** Which part of the time, and of all code that has run, is nearly all of it. */
const NEARLY_ALL = 0.9;

/**
 * Describes that callbacks of interrupts have had the processor nearly all the time since power-on; null if they have not. Time that they have
 * waited does not count.
 */
export function swampedText({ clock, interrupts }: Pyboard): string | null {
  const inCallbacks = clock.cycles - interrupts.ownCycles;
  const isMostCode = inCallbacks > NEARLY_ALL * clock.cycles;
  const isMostTime = clock.nanosOf(inCallbacks) > NEARLY_ALL * Number(clock.elapsed());
  return isMostCode && isMostTime
    ? 'callbacks of interrupts ran nearly all the time, and the program hardly: --activity shows which'
    : null;
}
