/** What has no meaning between tokens: blanks, comments, line continuations (`py/lexer.c`, skip_whitespace). */

/** Finds the ends of blanks. */
export class Blanks {
  /** Whether the text ends in a backslash. A line end added after it continues the line. */
  endsInBackslash = false;

  /** Returns the offset after blanks, comments and line continuations, and after line ends unless `stopAtLineEnd`. `source` ends at `limit`. */
  after(source: string, limit: number, offset: number, stopAtLineEnd: boolean): number {
    let i = offset;
    for (; i < limit; i++) {
      switch (source.charCodeAt(i)) {
        case 9:
        case 11:
        case 12:
        case 32:
          continue;
        case 10:
        case 13:
          if (stopAtLineEnd) return i;
          continue;
        case 35: {
          const end = lineEndAfter(source, limit, i);
          // A comment in a field of a format string would swallow the end of the field.
          if (end === limit && end < source.length) return i;
          i = end - 1;
          continue;
        }
        case 92: {
          const next = source[i + 1];
          if (next === undefined) this.endsInBackslash = true;
          else if (i + 1 === limit || (next !== '\n' && next !== '\r')) return i;
          i += source.startsWith('\r\n', i + 1) ? 2 : 1;
          continue;
        }
        default:
          return i;
      }
    }
    return Math.min(i, limit);
  }
}

function lineEndAfter(source: string, limit: number, offset: number): number {
  let i = offset;
  while (i < limit && source[i] !== '\n' && source[i] !== '\r') i++;
  return i;
}

/** Column of a token, from 0. A tab advances to the next multiple of 8; any other blank is one column. */
export function columnOf(source: string, offset: number): number {
  let start = offset;
  while (start > 0 && source[start - 1] !== '\n' && source[start - 1] !== '\r') start--;
  let column = 0;
  for (let i = start; i < offset; i++) column = source[i] === '\t' ? (column + 8) & ~7 : column + 1;
  return column;
}
