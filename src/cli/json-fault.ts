/** Where a text stops being JSON (RFC 8259), and what is expected there: what JavaScript says of it depends on the engine, and names no line. */

/** `line 2, column 5: a value is expected`; null for a text that is JSON. */
export function jsonFault(text: string): string | null {
  const reader = new Reader(text);
  try {
    reader.read();
    return null;
  } catch (error) {
    if (!(error instanceof Expected)) throw error;
    const before = text.slice(0, reader.at).split('\n');
    return `line ${before.length}, column ${(before.at(-1) as string).length + 1}: ${error.message} is expected`;
  }
}

class Expected extends Error {}

const STRING = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  /** Reads the whole text; brackets may nest deeper than the host's stack. */
  read(): void {
    const ends: string[] = [];
    for (;;) {
      if (ends.at(-1) === '}') this.#name();
      this.#take(SPACE);
      const end = this.#is('{') ? '}' : this.#is('[') ? ']' : null;
      if (end !== null) {
        ends.push(end);
        this.#take(SPACE);
        if (this.text[this.at] !== end) continue;
      } else if (!this.#take(STRING) && !this.#take(SCALAR)) throw new Expected('a value');
      this.#take(SPACE);
      while (ends.length > 0 && this.#is(ends.at(-1) as string)) {
        ends.pop();
        this.#take(SPACE);
      }
      if (ends.length === 0) break;
      if (!this.#is(',')) throw new Expected(`',' or '${ends.at(-1)}'`);
    }
    if (this.at < this.text.length) throw new Expected('the end');
  }

  /** What stands before a value in braces. */
  #name(): void {
    this.#take(SPACE);
    if (!this.#take(STRING)) throw new Expected('a name in double quotes');
    this.#take(SPACE);
    if (!this.#is(':')) throw new Expected("':'");
  }

  #is(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  #take(what: RegExp): boolean {
    what.lastIndex = this.at;
    const match = what.exec(this.text);
    if (match === null) return false;
    this.at += match[0].length;
    return true;
  }
}
