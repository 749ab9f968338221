/** The one calendar, beside JavaScript's, and the moments of FAT that are read by it. */
import { expect, test } from 'vitest';
import { calendarToSeconds, secondsToCalendar } from '../../src/calendar.js';
import { fatTime, secondsOf } from '../../src/files/fat/time.js';

const EPOCH = Date.UTC(2000, 0, 1);
const DAY = 86_400;
/** From 1980 to 2107, the years of FAT, at all hours. */
const MOMENTS = Array.from({ length: 46_750 / 5 }, (_, i) => (5 * i - 7305) * DAY + ((i * 7919) % DAY));

test('days and hours are those of the Gregorian calendar', () => {
  for (const seconds of MOMENTS) {
    const date = new Date(EPOCH + seconds * 1000);
    const { year, month, day, hour, minute, second, weekday } = secondsToCalendar(seconds);
    expect([year, month - 1, day, hour, minute, second, (weekday + 1) % 7]).toEqual([
      date.getUTCFullYear(),
      date.getUTCMonth(),
      date.getUTCDate(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCDay(),
    ]);
    expect(calendarToSeconds({ year, month, day, hour, minute, second })).toBe(seconds);
  }
});

test('FAT keeps a moment to two seconds', () => {
  for (const seconds of MOMENTS) expect(secondsOf(fatTime(seconds))).toBe(seconds - (((seconds % 2) + 2) % 2));
});

test('a month beyond the year, which FAT has room for, is one of the next year', () => {
  const date = (year: number, month: number): number => (((year - 1980) << 9) | (month << 5) | 1) * 0x10000;
  for (const month of [13, 14, 15]) expect(secondsOf(date(2024, month))).toBe(secondsOf(date(2025, month - 12)));
});
