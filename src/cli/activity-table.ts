/** Who had the processor in a run, and for how long, as a table: the output of `--activity`. */
import type { Load } from '../sim/activity.js';
import type { ActorLoad } from '../sim/actor.js';
import { formatDuration } from '../system/duration.js';
import { table } from './table.js';

/** The most rows of the table: those that had the processor longest. */
const ROWS = 40;
const HEAD = ['ms', '%', 'runs', 'longest µs', 'latency µs'];
/** The columns with figures. */
const FIGURES = [0, 5] as const;

/** Returns the table of a run that lasted `elapsed` nanoseconds. Every line ends in \n. */
export function activityTable({ actors, idle }: Load, elapsed: bigint): string {
  const sorted = [...actors].sort((a, b) => (a.total === b.total ? 0 : a.total < b.total ? 1 : -1));
  const shown = sorted.slice(0, ROWS);
  const rows = [HEAD, ...shown.map((load) => row(load, elapsed)), [ms(idle), percent(idle, elapsed), '', '', '', 'idle']];
  const hasTasks = actors.some(({ kind }) => kind === 'task');
  const note = hasTasks ? '; the time of a task also counts for its thread' : '';
  return `${formatDuration(elapsed)} by who had the processor${note}:\n${table(rows, { figures: FIGURES })}${rest(sorted.length - shown.length)}`;
}

function row({ name, runs, total, longest, latency }: ActorLoad, elapsed: bigint): string[] {
  return [ms(total), percent(total, elapsed), `${runs}`, us(longest), latency === null ? '' : us(latency), name];
}

const ms = (nanos: bigint): string => (Number(nanos) / 1e6).toFixed(3);
const us = (nanos: bigint): string => (Number(nanos) / 1e3).toFixed(1);
/** On an ideal clock a run may have taken no time. */
const percent = (nanos: bigint, elapsed: bigint): string => (elapsed === 0n ? 0 : (100 * Number(nanos)) / Number(elapsed)).toFixed(2);
const rest = (count: number): string => (count === 0 ? '' : `  and ${count} more\n`);
