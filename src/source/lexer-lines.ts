/** Lines as MicroPython's lexer counts them: it reads the fields of a format string again, after the string (`py/lexer.c`). */
import { LineMap } from './line-map.js';
import type { Span } from './span.js';

/** A format string, or a run of adjacent literals with one in it. */
interface FormatString extends Span {
  readonly fields: readonly Span[];
  /** Offset of the next token. */
  readonly next: number;
}

/** A format string that is not inside another one, with those in its fields, and the number of line ends that were read again before it. */
interface Format {
  readonly outer: FormatString;
  readonly all: FormatString[];
  readonly again: number;
}

/** For its fields, a format string is on its last line. Line ends in the fields count a second time from there on. */
export class LexerLines extends LineMap {
  readonly #formats: Format[] = [];

  /** `formats`: in any order, including those in a field of another one. */
  constructor(text: string, formats: Iterable<FormatString>) {
    super(text);
    const spread = [...formats].filter(({ start, next, fields }) => fields.length > 0 && this.#ends(start, next) > 0);
    let again = 0;
    for (const format of spread.sort((a, b) => a.start - b.start)) {
      const last = this.#formats.at(-1);
      if (last !== undefined && format.start < last.outer.end) last.all.push(format);
      else this.#formats.push({ outer: format, all: [format], again });
      for (const { start, end } of format.fields) again += this.#ends(start, end);
    }
  }

  override offsetToLine(offset: number): number {
    const last = this.#lastBefore(offset);
    if (last === undefined) return super.offsetToLine(offset);
    let { again } = last;
    // Where the lexer is when it reads the offset: after the outermost string around it, reading the field of the innermost one again.
    let place = offset;
    let innermost: Span | null = null;
    for (const { start, end, next, fields } of last.all) {
      if (start >= offset) break;
      const field = offset < end ? fields.find((each) => each.start <= offset && offset <= each.end) : undefined;
      if (offset < end && field === undefined) break;
      for (const each of fields) {
        if (each === field) break;
        again += this.#ends(each.start, each.end);
      }
      if (field === undefined) continue;
      if (innermost === null) place = next;
      else again += this.#ends(innermost.start, next);
      innermost = field;
    }
    if (innermost !== null) again += this.#ends(innermost.start, offset);
    return super.offsetToLine(place) + again;
  }

  #lastBefore(offset: number): Format | undefined {
    let low = 0;
    let high = this.#formats.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#formats[middle] as Format).outer.start < offset) low = middle + 1;
      else high = middle;
    }
    return this.#formats[low - 1];
  }

  /** Line ends between two offsets. */
  #ends(start: number, end: number): number {
    return super.offsetToLine(end) - super.offsetToLine(start);
  }
}
