/** Checks whether a text is a valid program, without a board to run it. */
import { BOARDS, type BoardName } from '../board/boards.js';
import { compile } from '../compiler/compile.js';
import { FIRMWARE_NAMES, FIRMWARES } from '../firmwares.js';
import { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import { parse } from '../syntax/parse.js';
import { boardConstants } from './board-constants.js';

/** What is wrong with a text, and where. */
export interface SourceProblem {
  /** Line number, from 1. */
  readonly line: number;
  /** The affected part of the line, in UTF-16 units from 0; absent if only the line is known. */
  readonly start?: number;
  readonly end?: number;
  /** The last line of MicroPython's traceback: `SyntaxError: invalid syntax`. */
  readonly message: string;
}

/** Returns the first problem that the compiler of a board with its default firmware finds in a program; null if there is none. */
export function checkSource(text: string, board: BoardName): SourceProblem | null {
  try {
    const { floats } = BOARDS[board];
    const { templates } = FIRMWARES[FIRMWARE_NAMES[0]].features;
    compile(parse(text, 'file', templates), { filename: 'main.py', floats, moduleConstants: boardConstants(BOARDS[board]) });
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ...placeOf(error, text), message: `${error.kind}: ${error.text}` };
  }
}

/**
 * Returns where a problem is. MicroPython may report another line than the one in which people would look; then the place is that line alone.
 */
function placeOf({ span, line }: Problem, text: string): Pick<SourceProblem, 'line' | 'start' | 'end'> {
  const lines = new LineMap(text);
  const from = Math.min(span.start, text.length);
  const place = lines.offsetToLine(from);
  if (line !== null && line !== place) return { line };
  const start = lines.offsetToColumn(from) - 1;
  return { line: place, start, end: Math.min(start + Math.max(span.end - from, 1), lines.line(place).length) };
}
