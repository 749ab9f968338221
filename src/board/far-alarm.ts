/** Alarms for moments that are further away than an alarm can be: timers that count each other's updates reach centuries. */
import type { Nanos } from '../execution.js';
import type { Alarm } from '../sim/alarms.js';

/** 26 days, ns. */
const FARTHEST = 2 ** 51;

/** Sets an alarm for `due`, not at all for Infinity; answers whether that is so far away that it fires before, to be set again. */
export function setAlarm(alarm: Alarm, now: Nanos, due: Nanos): boolean {
  if (due === Number.POSITIVE_INFINITY) alarm.cancel();
  else alarm.set(Math.min(due, now + FARTHEST));
  return due - now > FARTHEST;
}
