/** Moments as FAT keeps them: 32 bits, the date in the upper half, in steps of two seconds. */
import { calendarToSeconds, secondsToCalendar } from '../../calendar.js';

/** The first year that FAT knows. */
const FIRST_YEAR = 1980;

/** Converts seconds since 2000-01-01 to a moment of a FAT entry. */
export function fatTime(seconds: number): number {
  const { year, month, day, hour, minute, second } = secondsToCalendar(seconds);
  const date = ((year - FIRST_YEAR) << 9) | (month << 5) | day;
  return (date * 0x10000 + ((hour << 11) | (minute << 5) | (second >> 1))) >>> 0;
}

/** Converts a moment of a FAT entry to seconds since 2000-01-01. */
export function secondsOf(time: number): number {
  return calendarToSeconds({
    year: FIRST_YEAR + (time >>> 25),
    month: (time >>> 21) & 0xf,
    day: (time >>> 16) & 0x1f,
    hour: (time >> 11) & 0x1f,
    minute: (time >> 5) & 0x3f,
    second: (time & 0x1f) * 2,
  });
}
