/** What goes wrong in main.py, as far as the board's output shows: the tracebacks in it. */
import type { InterruptReport } from 'virtual-pyboard/browser';

/** A complaint about a line of the program. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  /** The part of the line, in characters from 0; absent: the whole line. */
  readonly start?: number;
  readonly end?: number;
  readonly message: string;
}

const HEAD = 'Traceback (most recent call last):';
const PLACE = /^ {2}File "(.*)", line (\d+)/;
/** Longest line of a traceback; other lines of a program's output may be longer. */
const LONGEST = 2000;

/** Finds tracebacks in output that comes in pieces. */
export class Tracebacks {
  readonly #decoder = new TextDecoder();
  /** The beginning of a line whose end has not come. */
  #rest = '';
  /** Within a traceback: the innermost line of main.py so far, 0 if there is none yet. Outside: null. */
  #line: number | null = null;

  /** Takes the next output; returns the problems whose tracebacks are complete. The user's own interrupt is not a problem. */
  take(output: Uint8Array): Problem[] {
    const lines = (this.#rest + this.#decoder.decode(output, { stream: true })).split('\n');
    this.#rest = (lines.pop() as string).slice(-LONGEST);
    return lines.flatMap((line) => this.#read(line.replace(/\r$/, '')));
  }

  #read(text: string): Problem[] {
    if (text.endsWith(HEAD)) {
      this.#line = 0;
      return [];
    }
    if (this.#line === null) return [];
    const [, file, number] = PLACE.exec(text) ?? [];
    if (number !== undefined) {
      if (file === 'main.py') this.#line = Number(number);
      return [];
    }
    const line = this.#line;
    this.#line = null;
    return line === 0 || text.startsWith('KeyboardInterrupt') ? [] : [{ line, message: text }];
  }
}

/** The problem that a report of an error in an interrupt tells of; its line is 0 if the error is not in main.py. */
export function problemIn({ exception, source, callback, places, why, instead, afterwards, hint }: InterruptReport): Problem {
  const place = places.find(({ file }) => file === 'main.py');
  const call = `${callback}, called by ${source}`;
  const notes = Object.entries({ Why: why, Instead: instead, Now: afterwards, Hint: hint }).filter(([, note]) => note !== null);
  const head = exception === null ? `A call was lost: ${call}` : `${exception} (in ${call})`;
  return { line: 0, ...place, message: [head, ...notes.map(([name, note]) => `${name}: ${note}.`)].join('\n') };
}
