/**
 * Puts lines of source into the tracebacks of a failed test. Each comes from the flash of the board that raised the exception. Files are named as
 * on the computer where they come from, so that an editor can open them.
 */
import type { Outside } from './outside.js';
import { OWN_FOLDER } from './with-unittest.js';

/** Number of equal levels of a traceback that are shown. */
const SHOWN_LEVELS = 3;
const HEAD = 'Traceback (most recent call last):';
const LEVEL = '  File "';
/** The line before the traceback of a thread. */
const THREAD = 'Unhandled exception in thread started by ';
/** Levels of ours. */
const INNER = [`${LEVEL}/flash/${OWN_FOLDER}/`, `${LEVEL}<vpyb test>"`];

/** A part of a report, and the board that has said it. */
interface Part {
  readonly text: string;
  readonly board: Outside;
}

/**
 * Returns a report with source lines and the origins of files, without the levels of unittest. `boards`: the test's own first. Tracebacks of other
 * boards, which may be part of a message, are recognised by what these boards say. Any other traceback in a message gets no lines, since nobody
 * knows its board.
 */
export function withSources(report: string, boards: readonly Outside[]): string {
  const parts = partsOf(report.trimEnd(), boards).map(({ text, board }, i) => {
    const belongs = board.isOwn ? ownTracebacks(i === 0) : () => true;
    const lines = text.split('\n').filter((line) => !INNER.some((start) => line.startsWith(start)));
    return withoutRepetitions(lines.map((line) => (belongs(line) ? withSource(line, board) : line))).join('\n');
  });
  return parts.join('');
}

/** Divides a report into what other boards have said, word for word, and what is around that. */
function partsOf(report: string, [own, ...others]: readonly Outside[]): Part[] {
  const said = others
    .flatMap((board) => board.tracebacks.map((text) => ({ text: text.trimEnd(), board })))
    .filter(({ text }) => text !== '');
  const parts: Part[] = [];
  let rest = report;
  for (;;) {
    const found = said.map((part) => ({ part, at: rest.indexOf(part.text) })).filter(({ at }) => at >= 0);
    const first = found.sort((a, b) => a.at - b.at || b.part.text.length - a.part.text.length)[0];
    if (first === undefined) return [...parts, { text: rest, board: own as Outside }];
    parts.push({ text: rest.slice(0, first.at), board: own as Outside }, first.part);
    rest = rest.slice(first.at + first.part.text.length);
  }
}

/** Returns a function that is given line after line of what the test has said, and tells which of them belong to its own tracebacks. */
function ownTracebacks(isStart: boolean): (line: string) => boolean {
  let [hasBegun, isWithin, before] = [!isStart, false, HEAD];
  let isRest = !isStart;
  return (line) => {
    if (line === HEAD) {
      // Another one follows an empty line. After anything else it is part of a message.
      isWithin = !hasBegun || before === '' || before.startsWith(THREAD);
      hasBegun = true;
    } else isWithin &&= line.startsWith(LEVEL);
    before = isRest ? HEAD : line; // The first line after what another board has said is the rest of a line.
    isRest = false;
    return isWithin;
  };
}

/** A line; if it is a level of a traceback, with the origin of its file and with its line of source. */
function withSource(line: string, board: Outside): string {
  const [start = '', path = '', number] = /^ {2}File "([^"<]+)", line (\d+)/.exec(line) ?? [];
  const file = path === '' ? null : board.fileNamed(path);
  if (file === null) return line;
  const level = `${LEVEL}${file.origin ?? path}", line ${number}${line.slice(start.length)}`;
  const source = (file.lines[Number(number) - 1] ?? '').trim();
  return source === '' ? level : `${level}\n    ${source}`;
}

/** Shortens an endless recursion: of equal levels in a row only some are shown, with the number of the others. */
function withoutRepetitions(levels: readonly string[]): string[] {
  let equal = 0;
  return levels.flatMap((level, i) => {
    equal = level.startsWith(LEVEL) && level === levels[i - 1] ? equal + 1 : 0;
    if (equal < SHOWN_LEVELS) return [level];
    const hidden = equal - SHOWN_LEVELS + 1;
    return level === levels[i + 1] ? [] : [`  [repeated ${hidden === 1 ? 'once' : `${hidden} times`} more]`];
  });
}
