/** Dates and seconds since 2000-01-01, in the Gregorian calendar extended both ways (`shared/timeutils/timeutils.c`). */

/** A moment as a calendar shows it. `month` and `day` from 1; `weekday` 0 is Monday; `yearday` from 1. */
export interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
  readonly yearday: number;
}

/** Seconds in a day. */
export const DAY = 86_400;
/** Days from 0000-03-01, where every leap day ends a year, to 2000-01-01. */
const DAYS_TO_2000 = 730_425;
const DAYS_PER_400_YEARS = 146_097;
/** 2000-01-01 was a Saturday. */
const WEEKDAY_OF_2000 = 5;

/** Converts whole seconds since 2000-01-01 to a calendar time. */
export function secondsToCalendar(seconds: number): CalendarTime {
  const days = Math.floor(seconds / DAY);
  const rest = seconds - days * DAY;
  const shifted = days + DAYS_TO_2000;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor(rest / 60) % 60,
    second: rest % 60,
    weekday: (((days + WEEKDAY_OF_2000) % 7) + 7) % 7,
    yearday: days - daysSince2000(year, 1, 1) + 1,
  };
}

/** Returns the seconds since 2000-01-01 of a date and a time of day; parts beyond their ranges carry over. */
export function calendarToSeconds(time: Omit<CalendarTime, 'weekday' | 'yearday'>): number {
  const { year, month, day, hour, minute, second } = time;
  return daysSince2000(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

function daysSince2000(year: number, month: number, day: number): number {
  const wholeYear = year + Math.floor((month - 1) / 12);
  const monthOfYear = (((month - 1) % 12) + 12) % 12;
  const marchYear = wholeYear - (monthOfYear < 2 ? 1 : 0);
  const marchMonth = (monthOfYear + 10) % 12;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  return era * DAYS_PER_400_YEARS + dayOfEra - DAYS_TO_2000;
}
