/** What the layout pass writes and the grammar reads: text with marks, in pieces that know the way back to the source. */

/** The marks are control characters: outside strings, source text holds none that MicroPython would accept. */
export const Mark = {
  newline: '\n',
  indent: '\x0E',
  dedent: '\x0F',
  string: '\x02',
  format: '\x03',
  name: '\x04',
  number: '\x05',
  blockCut: '\x10',
  atomCut: '\x11',
  trailerCut: '\x12',
  /** Something no rule accepts: the layout's `stop` says what. */
  stop: '\x1A',
} as const;

/** A stretch of marked text and the rule that reads it. */
export class Piece {
  text = '';
  /** What was added last: a token, or one character of an operator. */
  last = '';
  /** Offset in the source of the first token; the key of a piece that was cut out. */
  start = -1;
  /** The words that stand in the source for marks of names and numbers, by their place in `text`. */
  readonly #words = new Map<number, string>();
  readonly #marked: number[] = [];
  readonly #source: number[] = [];

  constructor(
    readonly rule: 'file_input' | 'single_input' | 'eval_input' | 'block' | 'atom' | 'trailer',
    /** Whether the piece stands by itself, not cut out of another. */
    readonly isOuter: boolean,
  ) {}

  /** Adds marked text that stands for the source at `offset`, character by character. */
  add(text: string, offset: number): void {
    const run = this.#marked.length - 1;
    if (run < 0) this.start = offset;
    if (run < 0 || offset - this.#source[run] !== this.text.length - this.#marked[run]) {
      this.#marked.push(this.text.length);
      this.#source.push(offset);
    }
    this.text += text;
    this.last = text;
  }

  /** Adds a mark that stands for a name or a number. */
  addWord(mark: string, word: string, offset: number): void {
    this.#words.set(this.text.length, word);
    this.add(mark, offset);
  }

  /** The tokens from `start` to `end`, with the words that marks stand for. */
  read(start: number, end: number): string {
    let text = '';
    for (let i = start; i < end; i++) text += this.#words.get(i) ?? this.text[i];
    return text;
  }

  /** Offset in the source after the token at `marked`, if that is a name, a number or one character. */
  endInSource(marked: number): number {
    return this.toSource(marked) + (this.#words.get(marked)?.length ?? 1);
  }

  /** Offset in the source of the character at `marked`. */
  toSource(marked: number): number {
    let low = 0;
    let high = this.#marked.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#marked[middle] <= marked) low = middle;
      else high = middle;
    }
    return this.#source[low] + marked - this.#marked[low];
  }
}
