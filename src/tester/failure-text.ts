/** What a reader needs to know about a test that has failed: where, why, what was printed, what the boards did. */
import { type FileTree, Unreadable } from '../host.js';
import { decodeUtf8 } from '../objects/utf8.js';
import { formatDuration } from '../system/duration.js';
import { drawTimeline } from '../testing/timeline.js';
import type { Outside } from './outside.js';
import type { TestEnd } from './test-file.js';
import { OWN_FOLDER } from './with-unittest.js';

/** Number of printed lines that are shown. */
const LAST_LINES = 10;
/** Number of equal levels of a traceback that are shown. */
const SHOWN_LEVELS = 3;
/** How much of a board's signals is drawn before the failure, in ns. */
const DRAWN = 2_000_000_000n;
const FLASH = '/flash/';

/** Returns the full text. Each level of a traceback comes with its line of the program, which lies in `tree`. */
export function failureText({ report, output, boards, began }: TestEnd, tree: FileTree): string {
  const parts = [`${withSources(report, tree)}\n`];
  if (output.trim() !== '') parts.push(`The test printed:\n${lastLines(output)}\n`);
  for (const board of boards) parts.push(board.isOwn ? ownSignals(board, began) : boardText(board));
  return parts.join('');
}

/** A traceback with its source lines, without the levels of unittest. */
function withSources(report: string, tree: FileTree): string {
  const sources = new Map<string, readonly string[]>();
  const sourceOf = (path: string, line: number): string => {
    const known = sources.get(path) ?? linesOf(path, tree);
    sources.set(path, known);
    return (known[line - 1] ?? '').trim();
  };
  const lines = report
    .trimEnd()
    .split('\n')
    .filter((line) => !line.startsWith(`  File "${FLASH}${OWN_FOLDER}/`) && !line.startsWith('  File "<vpyb test>"'))
    .map((line) => {
      const [, path, number] = /^ {2}File "(?:\/flash\/)?([^"<]+)", line (\d+)/.exec(line) ?? [];
      const source = path === undefined ? '' : sourceOf(path, Number(number));
      return source === '' ? line : `${line}\n    ${source}`;
    });
  return withoutRepetitions(lines).join('\n');
}

/** Shortens an endless recursion: of equal levels in a row only some are shown, with the number of the others. */
function withoutRepetitions(levels: readonly string[]): string[] {
  let equal = 0;
  return levels.flatMap((level, i) => {
    equal = level.startsWith('  File "') && level === levels[i - 1] ? equal + 1 : 0;
    if (equal < SHOWN_LEVELS) return [level];
    const hidden = equal - SHOWN_LEVELS + 1;
    return level === levels[i + 1] ? [] : [`  [repeated ${hidden === 1 ? 'once' : `${hidden} times`} more]`];
  });
}

/** The lines of a file; none if the board has made it itself. */
function linesOf(path: string, tree: FileTree): readonly string[] {
  try {
    return (decodeUtf8(tree.read(path), 'replace') as string).split('\n');
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/** What the signals of the test's own board did, if they did anything. */
function ownSignals({ bench }: Outside, began: bigint): string {
  return drawn("Signals of the test's own board", bench, began);
}

function boardText({ name, bench }: Outside): string {
  const printed = bench.output.trim() === '' ? 'printed nothing' : `printed:\n${lastLines(bench.output)}`;
  return `Board ${name}, after ${formatDuration(bench.system.elapsed)}, ${printed}\n${drawn('Its signals', bench, 0n)}`;
}

/** The signals that have changed since a moment, in their last two seconds. */
function drawn(title: string, { events, system: { elapsed } }: Outside['bench'], since: bigint): string {
  const changed = new Set(events.filter(({ t }) => t > since).map(({ signal }) => signal));
  const from = elapsed - since > DRAWN ? elapsed - DRAWN : since;
  const shown = events.filter(({ signal }) => changed.has(signal));
  return changed.size === 0 ? '' : `${title}:\n${drawTimeline(shown, { from, to: elapsed })}`;
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-LAST_LINES).join('\n');
