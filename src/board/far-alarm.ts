/** Alarms for moments that are further away than an alarm can be set: timers that count each other's updates reach centuries. */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';

/** The longest time ahead, in ns: 26 days. */
const FARTHEST = 2 ** 51;

/**
 * Sets an alarm for `due`, or cancels it if `due` is Infinity. Returns true if `due` is so far away that the alarm fires before it and must
 * then be set again.
 */
export function setAlarm(alarm: Alarm, now: Nanos, due: Nanos): boolean {
  if (due === Number.POSITIVE_INFINITY) alarm.cancel();
  else alarm.set(Math.min(due, now + FARTHEST));
  return due - now > FARTHEST;
}
