/** What counts as a failure of a run, and which two are the same. */
import { formatDuration } from '../system/duration.js';
import type { PyboardSystem } from '../system/pyboard-system.js';

/** How a run has failed. */
export interface Failure {
  /** The same for failures that are the same. */
  readonly key: string;
  /** In one line. */
  readonly text: string;
  /** What the board has printed of it; empty if that is nothing. */
  readonly report: string;
}

/** A program that has not come to its end within so many simulated nanoseconds. */
export const hangs = (within: bigint): Failure => ({
  key: 'hangs',
  text: `it did not end within ${formatDuration(within)}`,
  report: '',
});

/** A text that should be in the output and is not. */
export const lacks = (text: string): Failure => ({ key: 'lacks', text: `its output lacks '${text}'`, report: '' });

/**
 * How the program on a board has failed: by an exception that nobody has caught, of any thread, a fatal error, threads that wait for each
 * other's locks, a status; null: it has not.
 */
export function failureOf({ exit, failedThreads, knot }: PyboardSystem): Failure | null {
  const [report = exit?.kind === 'exception' ? exit.report : undefined] = failedThreads;
  if (report !== undefined) return uncaught(report);
  if (knot.length > 0) return { key: knotText(knot), text: knotText(knot), report: '' };
  if (exit?.kind !== 'exit' || exit.status === 0) return null;
  const text = `exit status ${exit.status}${exit.message === null ? '' : `, ${exit.message.replaceAll('\n', ' ')}`}`;
  return { key: `status ${exit.status}`, text, report: '' };
}

/** Exceptions are the same that are raised at the same place; what they say may be another number each time, or several lines. */
function uncaught(report: string): Failure {
  const lines = report.trim().split('\n');
  const isPlace = (line: string | undefined): boolean => line?.startsWith('  File ') === true;
  const first = lines.findIndex(isPlace);
  const named = lines.findIndex((line, i) => first >= 0 && i > first && !isPlace(line));
  const bare = lines[0] === 'FATAL ERROR:' ? lines.join(' ') : (lines.at(-1) as string);
  const [place = '', text = bare] = named < 0 ? [] : lines.slice(named - 1, named + 1);
  return { key: `${text.replace(/: .*/, '')} ${place}`, text, report };
}

/** What to call a thread, by its number. */
export const nameOfThread = (thread: number): string => (thread === 0 ? 'the main thread' : `thread ${thread}`);

/** What is said of threads that wait for each other's locks. */
export function knotText(knot: readonly number[]): string {
  const names = [...knot].sort((a, b) => a - b).map(nameOfThread);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} wait for each other's locks`;
}
