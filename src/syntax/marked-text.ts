/** What the layout pass writes and the grammar reads: text with marks, in pieces that map positions back to the source. */

/** The marks are control characters: outside strings, source text holds none that MicroPython would accept. */
export const Mark = {
  newline: '\n',
  string: '\x02',
  format: '\x03',
  name: '\x04',
  number: '\x05',
  block: '\x10',
  group: '\x11',
  trailer: '\x12',
  /** A mark that no rule accepts; the layout's `stop` gives the reason. */
  stop: '\x1A',
} as const;

/** A piece of marked text and the rule that reads it. */
export class Piece {
  text = '';
  /** What was added last: a token, or one character of an operator. */
  last = '';
  /** Offset in the source of the token that follows; past the last line end if the text ends. */
  after = 0;
  /** For each position in `text`: the offset in the source, and the word for which the mark of a name or number stands. */
  readonly #offsets: number[] = [];
  readonly #words: (string | undefined)[] = [];

  constructor(
    readonly rule: 'file_input' | 'single_input' | 'eval_input' | 'group' | 'trailer',
    /** Whether the piece is not cut out of another one. */
    readonly isOuter: boolean,
    /** Offset in the source of the mark that stands for the piece, and for the other statements of its block. */
    readonly key: number,
  ) {}

  /** Adds marked text that stands for the source at `offset`, character by character. */
  add(text: string, offset: number): void {
    for (let i = 0; i < text.length; i++) this.#offsets.push(offset + i);
    this.text += text;
    this.last = text;
  }

  /** Adds a mark that stands for a name or a number. */
  addWord(mark: string, word: string, offset: number): void {
    this.#words[this.text.length] = word;
    this.add(mark, offset);
  }

  /** The tokens from `start` to `end`, with the words that marks stand for. */
  read(start: number, end: number): string {
    if (end - start === 1) return this.#words[start] ?? this.text[start];
    let text = '';
    for (let i = start; i < end; i++) text += this.#words[i] ?? this.text[i];
    return text;
  }

  /** Offset in the source after the token at `marked`, if that is a name, a number or one character. */
  endInSource(marked: number): number {
    return this.toSource(marked) + (this.#words[marked]?.length ?? 1);
  }

  /** Offset in the source of the character at `marked`. */
  toSource(marked: number): number {
    return this.#offsets[marked];
  }
}
