/**
 * Finds where a text stops being JSON (RFC 8259), and what is expected there. JavaScript's own messages depend on the engine, and name no line.
 * JavaScript silently keeps the last value of a name that occurs twice (§4 leaves that open); here this is an error.
 */

/** Returns `line 2, column 5: expected a value`; null for valid JSON. */
export function jsonFault(text: string): string | null {
  const reader = new Reader(text);
  try {
    reader.read();
    return null;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const before = text.slice(0, reader.at).split('\n');
    return `line ${before.length}, column ${(before.at(-1) as string).length + 1}: ${error.message}`;
  }
}

class Fault extends Error {}
const expected = (what: string): Fault => new Fault(`expected ${what}`);

/** A piece of a string. If an expression had to match a long string as a whole, V8 would run out of stack. */
const PIECE = /[^"\\\0-\x1f]{1,999}|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  /** Reads the whole text. Brackets may nest deeper than the host's stack allows. */
  read(): void {
    /** What is open: objects, with the names that they have so far, and lists. */
    const open: (Set<string> | 'list')[] = [];
    const end = (): string => (open.at(-1) === 'list' ? ']' : '}');
    for (;;) {
      const outer = open.at(-1);
      if (outer instanceof Set) this.#name(outer);
      this.#take(SPACE);
      const inner = this.#is('{') ? new Set<string>() : this.#is('[') ? 'list' : null;
      if (inner !== null) {
        open.push(inner);
        this.#take(SPACE);
        if (this.text[this.at] !== end()) continue;
      } else if (!this.#string() && !this.#take(SCALAR)) throw expected('a value');
      this.#take(SPACE);
      while (open.length > 0 && this.#is(end())) {
        open.pop();
        this.#take(SPACE);
      }
      if (open.length === 0) break;
      const comma = this.at;
      if (!this.#is(',')) throw expected(`',' or '${end()}'`);
      this.#take(SPACE);
      if (this.text[this.at] !== end()) continue;
      this.at = comma;
      throw new Fault(`unexpected ',' before '${end()}'`);
    }
    if (this.at < this.text.length) throw expected('the end');
  }

  /** Reads a name and the colon after it; `others`: the names before it. */
  #name(others: Set<string>): void {
    this.#take(SPACE);
    const start = this.at;
    if (!this.#string()) throw expected('a name in double quotes');
    const name = this.text.slice(start, this.at);
    if (others.has(name)) {
      this.at = start;
      throw new Fault(`${name} appears a second time`);
    }
    others.add(name);
    this.#take(SPACE);
    if (!this.#is(':')) throw expected("':'");
  }

  #string(): boolean {
    const start = this.at;
    if (!this.#is('"')) return false;
    while (this.#take(PIECE));
    if (this.#is('"')) return true;
    this.at = start;
    return false;
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
