/** Whether a text is a program, without a board that runs it. */
import { BOARDS, type BoardName } from '../board/boards.js';
import { compile } from '../compiler/compile.js';
import { FIRMWARE_NAMES, FIRMWARES } from '../firmwares.js';
import { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import { parse } from '../syntax/parse.js';
import { boardConstants } from './board-constants.js';

/** What MicroPython has against a text, and where. */
export interface SourceProblem {
  /** From 1. */
  readonly line: number;
  /** The stretch of the line that is meant, in UTF-16 units from 0; absent where the problem is known by its line alone. */
  readonly start?: number;
  readonly end?: number;
  /** As its traceback ends: `SyntaxError: invalid syntax`. */
  readonly message: string;
}

/** The first problem that the compiler of a board has with a program, where nobody has chosen another firmware; null: none. */
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

/** Where a problem is: MicroPython may report another line than that of the place which people look for. */
function placeOf({ span, line }: Problem, text: string): Pick<SourceProblem, 'line' | 'start' | 'end'> {
  const lines = new LineMap(text);
  const from = Math.min(span.start, text.length);
  const place = lines.offsetToLine(from);
  if (line !== null && line !== place) return { line };
  const start = lines.offsetToColumn(from) - 1;
  return { line: place, start, end: Math.min(start + Math.max(span.end - from, 1), lines.line(place).length) };
}
