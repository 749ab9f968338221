/** What a reader needs to know about a test that has failed: where, why, what was printed, what the boards did. */
import { formatDuration } from '../system/duration.js';
import { drawTimeline } from '../testing/timeline.js';
import type { Outside } from './outside.js';
import { withSources } from './sources.js';
import type { TestEnd } from './test-file.js';

/** Number of printed lines that are shown. */
const LAST_LINES = 10;
/** How much of a board's signals is drawn before the failure, in ns. */
const DRAWN = 2_000_000_000n;

/** Returns the full text. Each level of a traceback comes with its line of the program. */
export function failureText({ report, output, boards, began }: TestEnd): string {
  const parts = [`${withSources(report, boards)}\n`];
  if (output.trim() !== '') parts.push(`The test printed:\n${lastLines(output)}\n`);
  for (const board of boards) parts.push(board.isOwn ? ownSignals(board, began) : boardText(board));
  return parts.join('');
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
