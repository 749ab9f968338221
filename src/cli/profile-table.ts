/** Where the time of a run went, as a table: what `--profile` prints. */

import type { LineCost } from '../system/counting/line-profile.js';
import { formatDuration } from '../system/duration.js';
import { table } from './table.js';

/** The table has so many lines at most: the dearest. */
const ROWS = 20;
/** Of a source line so many characters. */
const WIDEST = 60;
const HEAD = ['ms', '%', 'cycles', 'runs', 'line'];
/** The columns of figures. */
const FIGURES = 4;

/** `lines`, the dearest first, of a run that lasted `elapsed` nanoseconds. Every line ends in \n. */
export function profileTable(lines: readonly LineCost[], elapsed: bigint): string {
  const shown = lines.slice(0, ROWS);
  const rows = [HEAD, ...shown.map((line) => row(line, Number(elapsed)))];
  return `${heading(lines, elapsed)}\n${table(rows, FIGURES)}${rest(lines.length - shown.length)}`;
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
