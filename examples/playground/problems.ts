/** What goes wrong in main.py, as far as the board's output tells: the tracebacks in it. */
import type { InterruptReport } from 'virtual-pyboard/browser';

/** A complaint about a line of the program. */
export interface Problem {
  /** From 1. */
  readonly line: number;
  /** The stretch of the line that is meant, in characters from 0; all of it where that is not known. */
  readonly start?: number;
  readonly end?: number;
  readonly message: string;
}

const HEAD = 'Traceback (most recent call last):';
const PLACE = /^ {2}File "(.*)", line (\d+)/;
/** Lines of a program's output may be longer; those of a traceback are not. */
const LONGEST = 2000;

/** Finds tracebacks in output that comes in pieces. */
export class Tracebacks {
  readonly #decoder = new TextDecoder();
  /** The beginning of a line whose end has not come. */
  #rest = '';
  /** Within a traceback: the innermost line of main.py so far; 0: none. */
  #line: number | null = null;

  /** Takes the next output; answers the problems that it has told to the end. The user's own interrupt is none. */
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

/** What is known of an error in an interrupt; its line is 0 where it is none of main.py's. */
export function problemIn({ exception, source, callback, places, why, instead, afterwards, hint }: InterruptReport): Problem {
  const place = places.find(({ file }) => file === 'main.py');
  const call = `${callback}, called by ${source}`;
  const notes = Object.entries({ Why: why, Instead: instead, Now: afterwards, Hint: hint }).filter(([, note]) => note !== null);
  const head = exception === null ? `A call was lost: ${call}` : `${exception} (in ${call})`;
  return { line: 0, ...place, message: [head, ...notes.map(([name, note]) => `${name}: ${note}.`)].join('\n') };
}
