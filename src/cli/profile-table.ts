/** Where the time of a run went, as a table: the output of `--profile`. */

import type { LineCost } from '../system/counting/line-profile.js';
import { formatDuration } from '../system/duration.js';
import { table } from './table.js';

/** The most lines of the table: the most expensive ones. */
const ROWS = 20;
/** The most characters shown of a source line. */
const WIDEST = 60;
const HEAD = ['ms', '%', 'cycles', 'runs', 'line'];
/** The columns with figures. */
const FIGURES = [0, 4] as const;

/** Returns the table of a run that lasted `elapsed` nanoseconds; `lines`: the most expensive first. Every line ends in \n. */
export function profileTable(lines: readonly LineCost[], elapsed: bigint): string {
  const shown = lines.slice(0, ROWS);
  const rows = [HEAD, ...shown.map((line) => row(line, Number(elapsed)))];
  return `${heading(lines, elapsed)}\n${table(rows, { figures: FIGURES })}${rest(lines.length - shown.length)}`;
}

function heading(lines: readonly LineCost[], elapsed: bigint): string {
  const cycles = lines.reduce((sum, line) => sum + line.cycles, 0);
  return `${formatDuration(elapsed)} by line, waits included; the code took ${cycles} cycles:`;
}

function row({ file, line, text, runs, nanos, cycles }: LineCost, elapsed: number): string[] {
  const source = text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
  // On an ideal clock a run may have taken no time.
  const share = elapsed === 0 ? 0 : nanos / elapsed;
  return [(nanos / 1e6).toFixed(3), (100 * share).toFixed(1), `${cycles}`, `${runs}`, `${file}:${line}`, source];
}

const rest = (count: number): string => (count === 0 ? '' : `  and ${count === 1 ? 'one more line' : `${count} more lines`}\n`);
