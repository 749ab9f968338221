/** Moments as FAT keeps them: 32 bits, the date in the upper half, in steps of two seconds. */

const DAY = 86400;
/** Days from 0000-03-01, where the years of the calculation begin, to 2000-01-01. */
const EPOCH_DAYS = 730425;
const DAYS_PER_ERA = 146097;

/** A moment of a FAT entry, from seconds since 2000-01-01. */
export function fatTime(seconds: number): number {
  const days = Math.floor(seconds / DAY);
  const rest = seconds - days * DAY;
  const { year, month, day } = dateOf(days);
  const time = (Math.floor(rest / 3600) << 11) | ((Math.floor(rest / 60) % 60) << 5) | ((rest % 60) >> 1);
  return ((((year - 1980) << 9) | (month << 5) | day) * 0x10000 + time) >>> 0;
}

/** Seconds since 2000-01-01 of a moment of a FAT entry. */
export function secondsOf(time: number): number {
  const days = daysTo(1980 + (time >>> 25), (time >>> 21) & 0xf, (time >>> 16) & 0x1f);
  return days * DAY + ((time >> 11) & 0x1f) * 3600 + ((time >> 5) & 0x3f) * 60 + (time & 0x1f) * 2;
}

/** Date of a day counted from 2000-01-01. Years begin in March, so that leap days end them. */
function dateOf(days: number): { year: number; month: number; day: number } {
  const count = days + EPOCH_DAYS;
  const era = Math.floor(count / DAYS_PER_ERA);
  const inEra = count - era * DAYS_PER_ERA;
  const year = Math.floor((inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365);
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  return {
    year: era * 400 + year + (month >= 10 ? 1 : 0),
    month: month < 10 ? month + 3 : month - 9,
    day: inYear - Math.floor((153 * month + 2) / 5) + 1,
  };
}

/** Days from 2000-01-01 to a date. */
function daysTo(year: number, month: number, day: number): number {
  const count = month <= 2 ? year - 1 : year;
  const fromMarch = (month + 9) % 12;
  const inYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1;
  return 365 * count + Math.floor(count / 4) - Math.floor(count / 100) + Math.floor(count / 400) + inYear - EPOCH_DAYS;
}
