/** What has run of the program's files, written as lcov and shown as a table: the output of `--coverage`. */
import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { FLASH } from '../flash-path.js';
import { type FileCoverage, mergeCoverage } from '../system/counting/file-coverage.js';
import { lcov } from '../system/counting/lcov.js';
import { decodeUtf8 } from '../utf8.js';
import { table } from './table.js';
import { refuseUnwritable, writeFor } from './written-file.js';

const HEAD = ['file', 'lines', '%', 'missing'];
/** The columns of `lines` and `%`. */
const FIGURES = [1, 3] as const;

/** Throws a Failure if the file cannot be written, before a long run is lost. The file keeps its content for now. */
export function checkCoverageFile(path: string): void {
  if (path !== '-') refuseUnwritable('--coverage', path);
}

/** What is needed to report the coverage of a run. */
interface CoverageReader {
  /** Shows the table; each of its lines ends in \n. */
  tell(table: string): void;
  /** Returns the paths on this computer from which a file of the flash may have come; it came from one of them if that has the same text. */
  origins(path: string): readonly string[];
}

/** Shows coverage as a table, and writes it to a file unless `path` is `-`. Throws a Failure if the file cannot be written. */
export function reportCoverage(path: string, files: readonly FileCoverage[], { tell, origins }: CoverageReader): void {
  const placed = mergeCoverage(files.map((file) => ({ ...file, path: originOf(file, origins) ?? file.path })));
  tell(tableOf(placed.filter(({ lines }) => lines.size > 0)));
  if (path !== '-') writeFor('--coverage', path, lcov(placed));
}

/** Returns the file of this computer, relative to the current folder; null for a file that the board has made or changed. */
function originOf({ path, source }: FileCoverage, origins: (path: string) => readonly string[]): string | null {
  if (!path.startsWith(FLASH)) return null;
  const found = origins(path.slice(FLASH.length)).find((place) => holds(place, source));
  if (found === undefined) return null;
  const way = relative('.', resolve(found));
  return (way.startsWith('..') ? resolve(found) : way).replaceAll(sep, '/');
}

/** Whether there is a file of this text on this computer. */
export function holds(place: string, source: string): boolean {
  try {
    return decodeUtf8(readFileSync(place), 'keep') === source;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false; // There is no such file, or it has gone.
    throw error;
  }
}

function tableOf(files: readonly FileCoverage[]): string {
  if (files.length === 0) return 'coverage: the board has compiled no file of the program\n';
  const rows = [HEAD, ...files.map(({ path, lines }) => [path, `${lines.size}`, percent(lines.values()), missing(lines)])];
  const all = files.flatMap(({ lines }) => [...lines.values()]);
  const heading = `${percent(all)} % of ${all.length === 1 ? 'one line' : `${all.length} lines`} in ${files.length === 1 ? 'one file' : `${files.length} files`} have run:\n`;
  return heading + table(rows, { figures: FIGURES });
}

/** Returns the percentage, rounded down, so that 100.0 means all lines. */
function percent(runs: Iterable<number>): string {
  const all = [...runs];
  return (Math.floor((1000 * all.filter((count) => count > 0).length) / all.length) / 10).toFixed(1);
}

/** Returns the lines that have not run, as `12-14, 30`; lines are joined if no line between them has run. */
function missing(lines: ReadonlyMap<number, number>): string {
  const stretches: [first: number, last: number][] = [];
  let isOpen = false;
  for (const [line, runs] of lines) {
    const last = stretches[stretches.length - 1];
    if (runs === 0 && isOpen && last !== undefined) last[1] = line;
    else if (runs === 0) stretches.push([line, line]);
    isOpen = runs === 0;
  }
  return stretches.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
}
