/** What a reader needs to know about a test that has failed: where, why, what was printed, what the boards did and lack. */
import { formatDuration } from '../system/duration.js';
import { missingParts } from '../system/reports/missing.js';
import { drawTimeline } from '../testing/timeline.js';
import type { TestEnd } from './case-result.js';
import { heapHint, isShortOfMemory } from './heap-hint.js';
import type { Outside } from './outside.js';
import { withSources } from './sources.js';

/** Number of printed lines that are shown. */
const LAST_LINES = 40;
/** How much of a board's signals is drawn before the failure, in ns. */
const DRAWN = 2_000_000_000n;

/** Returns the full text. Each level of a traceback comes with its line of the program. */
export function failureText({ report, raised, output, boards, began }: TestEnd): string {
  const parts = [`${withSources(report, boards)}\n`];
  if (output.trim() !== '') parts.push(`The test printed:\n${lastLines(output)}\n`);
  for (const board of boards) parts.push(board.isOwn ? ownText(board, raised, began) : boardText(board));
  return parts.join('');
}

/** What the test's own board lacks, and what its signals did, if they did anything. */
function ownText({ bench }: Outside, raised: readonly object[], began: bigint): string {
  const more = raised.some(isShortOfMemory) ? [heapHint(bench.system.memory.total)] : [];
  return hints([...more, ...missingParts(bench.system, raised)]) + drawn("Signals of the test's own board", bench, began);
}

function boardText({ name, bench }: Outside): string {
  const printed = bench.output.trim() === '' ? 'printed nothing' : `printed:\n${lastLines(bench.output)}`;
  return `Board ${name}, after ${formatDuration(bench.system.elapsed)}, ${printed}\n${hints(missingParts(bench.system))}${drawn('Its signals', bench, 0n)}`;
}

const hints = (texts: readonly string[]): string => texts.map((text) => `Hint: ${text}\n`).join('');

/** The signals that have changed since a moment, in their last two seconds. */
function drawn(title: string, { events, system: { elapsed } }: Outside['bench'], since: bigint): string {
  const changed = new Set(events.filter(({ t }) => t > since).map(({ signal }) => signal));
  const from = elapsed - since > DRAWN ? elapsed - DRAWN : since;
  const shown = events.filter(({ signal }) => changed.has(signal));
  return changed.size === 0 ? '' : `${title}:\n${drawTimeline(shown, { from, to: elapsed })}`;
}

/** The end of what was printed, below how many lines came before it. */
function lastLines(text: string): string {
  const lines = text.trimEnd().split('\n');
  const hidden = lines.length - LAST_LINES;
  const shown = lines.slice(-LAST_LINES).join('\n');
  return hidden <= 0 ? shown : `… ${hidden === 1 ? 'one earlier line' : `${hidden} earlier lines`} (--save DIR keeps all)\n${shown}`;
}
