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

  read(): void {
    this.#value();
    if (this.at < this.text.length) throw new Expected('the end');
  }

  #value(): void {
    this.#take(SPACE);
    if (this.#is('{')) this.#list('}', () => this.#member());
    else if (this.#is('[')) this.#list(']', () => this.#value());
    else if (!this.#take(STRING) && !this.#take(SCALAR)) throw new Expected('a value');
    this.#take(SPACE);
  }

  #member(): void {
    this.#take(SPACE);
    if (!this.#take(STRING)) throw new Expected('a name in double quotes');
    this.#take(SPACE);
    if (!this.#is(':')) throw new Expected("':'");
    this.#value();
  }

  /** Items between commas, up to the closing bracket. */
  #list(end: string, item: () => void): void {
    this.#take(SPACE);
    if (this.#is(end)) return;
    do item();
    while (this.#is(','));
    if (!this.#is(end)) throw new Expected(`',' or '${end}'`);
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
