/**
 * A schedule of threads' turns as a line of text: `1000ms,1-2@40210`. First comes the longest turn, then each switch: from which thread, to
 * which, after how many cycles.
 */
import type { Schedule, Switch } from '../../sim/schedule.js';
import { parseDuration } from '../duration.js';

/** The longest turn that a schedule can ask for, a day. */
export const MOST_LONGEST_MS = 86_400_000;

/** A schedule as text. */
export type ScheduleText = `${number}${string}`;

/** The form that `parseSchedule` accepts, for messages. */
export const SCHEDULE_FORM =
  'the longest turn (up to 1d), then switches as FROM-TO@CYCLES: 1s, or 1s,1-2@40210 (thread 1 is interrupted for thread 2 after 40210 cycles of its own)';

/** Returns the schedule that a text describes; null if the text is invalid. */
export function parseSchedule(text: string): Schedule | null {
  const [longest = '', ...words] = text.split(',');
  const nanos = parseDuration(longest);
  const switches = words.map(parseSwitch);
  if (nanos === null || nanos % 1_000_000n !== 0n || switches.includes(null)) return null;
  const longestMs = Number(nanos / 1_000_000n);
  return longestMs > MOST_LONGEST_MS ? null : { longestMs, switches: switches as Switch[] };
}

function parseSwitch(word: string): Switch | null {
  const match = /^(\d{1,9})-(\d{1,9})@(\d{1,15})$/.exec(word);
  return match === null ? null : { from: Number(match[1]), to: Number(match[2]), cycles: Number(match[3]) };
}

/** Returns the text of a schedule. */
export const scheduleText = ({ longestMs, switches }: Schedule): ScheduleText =>
  `${longestMs}ms${switches.map(({ from, to, cycles }) => `,${from}-${to}@${cycles}`).join('')}`;
