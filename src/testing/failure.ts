/** What counts as a failure of a run, and when two failures are the same. */
import { formatDuration } from '../system/duration.js';
import type { PyboardSystem } from '../system/pyboard-system.js';

/** How a run has failed. */
export interface Failure {
  /** Failures with the same key are the same. */
  readonly key: string;
  /** The failure in one line. */
  readonly text: string;
  /** What the board has printed about it; empty if that is nothing. */
  readonly report: string;
}

/** The failure of a program that has not ended within this number of simulated nanoseconds. */
export const hangs = (within: bigint): Failure => ({
  key: 'hangs',
  text: `it did not end within ${formatDuration(within)}`,
  report: '',
});

/** The failure that a text that should be in the output is not there. */
export const lacks = (text: string): Failure => ({ key: 'lacks', text: `its output lacks '${text}'`, report: '' });

/**
 * How the program on a board has failed: by an uncaught exception of any thread, a fatal error, threads that wait for each other's locks, or
 * an exit status. Null if it has not failed.
 */
export function failureOf({ exit, failedThreads, knot }: PyboardSystem): Failure | null {
  const [report = exit?.kind === 'exception' ? exit.report : undefined] = failedThreads;
  if (report !== undefined) return uncaught(report);
  if (knot.length > 0) return { key: knotText(knot), text: knotText(knot), report: '' };
  if (exit?.kind !== 'exit' || exit.status === 0) return null;
  const text = `exit status ${exit.status}${exit.message === null ? '' : `, ${exit.message.replaceAll('\n', ' ')}`}`;
  return { key: `status ${exit.status}`, text, report: '' };
}

/** Exceptions of a type are the same if raised at the same place. Their texts may differ by a number each time, or have several lines. */
function uncaught(report: string): Failure {
  const lines = report.trim().split('\n');
  const isPlace = (line: string | undefined): boolean => line?.startsWith('  File ') === true;
  const first = lines.findIndex(isPlace);
  const named = lines.findIndex((line, i) => first >= 0 && i > first && !isPlace(line));
  const bare = lines[0] === 'FATAL ERROR:' ? lines.join(' ') : (lines.at(-1) as string);
  const [place = '', text = bare] = named < 0 ? [] : lines.slice(named - 1, named + 1);
  return { key: `${text.replace(/: .*/, '')} ${place}`, text, report };
}

/** The name of a thread, by its number. */
export const nameOfThread = (thread: number): string => (thread === 0 ? 'the main thread' : `thread ${thread}`);

/** The text for threads that wait for each other's locks. */
export function knotText(knot: readonly number[]): string {
  const names = [...knot].sort((a, b) => a - b).map(nameOfThread);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} wait for each other's locks`;
}
