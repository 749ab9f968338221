/**
 * The line editor of the board's prompt: bytes in, a line and the terminal's text out (shared/readline/readline.c).
 * Not here: what a line means (repl.ts), and which names complete it (completion.ts).
 */
import {
  BACKSPACE,
  CR,
  CTRL_A,
  CTRL_B,
  CTRL_C,
  CTRL_D,
  CTRL_E,
  CTRL_F,
  CTRL_K,
  CTRL_N,
  CTRL_P,
  CTRL_U,
  CTRL_W,
  DELETE,
  ESCAPE,
  LF,
  TAB,
} from '../../control-bytes.js';
import type { Completion } from './completion.js';
import { SEQUENCES, WORD_SEQUENCES, type WordKey } from './readline-keys.js';

/** What `feed` returns when the line has been entered. */
export const ENTER = 0;

const SPACE = 32;

const HISTORY_SIZE = 8;
const INDENT = '    ';

/** What the editor needs from its surroundings. */
interface LineTerminal {
  /** Sends text; `\n` stands for the console's line end. */
  write(text: string): void;
  /** Returns how the beginning of a line can be completed. */
  complete(beginning: string): Completion;
}

/** Edits one line at a time. `line` also holds the earlier lines of a statement that has several. */
export class Readline {
  /** Everything that has been entered since `begin` started a statement, and the line being edited. */
  line = '';

  #history: string[] = [];
  /** Index of the history entry that is shown; -1 for none. */
  #shown = -1;
  /** Where the line being edited begins within `line`. */
  #start = 0;
  #cursor = 0;
  #prompt = '';
  /** The part of an escape sequence that has come so far, without the ESC; null outside sequences. */
  #escape: string | null = null;
  /** The line end that was just used, CR or LF; the other one right after it belongs to it. */
  #lineEnd = 0;
  #indents = true;
  #justIndented = false;

  constructor(
    private readonly terminal: LineTerminal,
    /** Whether it has keys for words (MICROPY_REPL_EMACS_WORDS_MOVE and EXTRA_WORDS_MOVE). */
    private readonly movesByWords: boolean,
  ) {}

  /** Forgets the entered lines, as a soft reset does. */
  clearHistory(): void {
    this.#history = [];
  }

  /** Starts a new statement. */
  begin(prompt: string): void {
    this.line = '';
    this.#indents = true;
    this.#beginLine(prompt);
  }

  /** Continues with another line of the same statement, indented as the last one suggests. */
  beginNextLine(prompt: string): void {
    this.line += '\n';
    this.#beginLine(prompt);
    if (!this.#indents) return;
    const indent = INDENT.repeat(indentAfter(this.line));
    this.#justIndented = indent !== '';
    this.line += indent;
    this.#cursor += indent.length;
    this.terminal.write(indent);
  }

  /** Takes a byte. Returns ENTER or a control character if it ends the line, otherwise null. */
  feed(byte: number): number | null {
    const wasJustIndented = this.#justIndented;
    this.#justIndented = false;
    if (this.#escape !== null) {
      this.#feedEscape(byte);
      return null;
    }
    const isEmpty = this.line.length === this.#start;
    // Ctrl-A to Ctrl-E end an empty line; Ctrl-C ends any line.
    if (byte === CTRL_C || (isEmpty && byte >= CTRL_A && byte <= CTRL_E)) return byte;
    if (this.#feedEditKey(byte)) return null;
    if (this.#isLineEnd(byte)) {
      this.terminal.write('\n');
      this.#remember(this.line.slice(this.#start));
      return ENTER;
    }
    this.#feedText(byte, wasJustIndented);
    return null;
  }

  #beginLine(prompt: string): void {
    this.#start = this.#cursor = this.line.length;
    this.#escape = null;
    this.#shown = -1;
    this.#justIndented = false;
    this.#prompt = prompt;
    this.terminal.write(prompt);
  }

  /** Handles the control keys that do not affect the choice of line end. Returns false for other bytes. */
  #feedEditKey(byte: number): boolean {
    switch (byte) {
      case CTRL_A:
        this.#moveTo(this.#start);
        return true;
      case CTRL_B:
        this.#moveTo(this.#cursor - 1);
        return true;
      case CTRL_D:
        this.#replace(this.#cursor, this.#cursor + 1, '');
        return true;
      case CTRL_E:
        this.#moveTo(this.line.length);
        return true;
      case CTRL_F:
        this.#moveTo(this.#cursor + 1);
        return true;
      case CTRL_K:
        this.#replace(this.#cursor, this.line.length, '');
        return true;
      case CTRL_N:
        this.#show(this.#shown - 1);
        return true;
      case CTRL_P:
        this.#show(this.#shown + 1);
        return true;
      case CTRL_U:
        this.#replace(this.#start, this.#cursor, '');
        return true;
      case CTRL_W:
        if (this.movesByWords) this.#feedWordKey('delete-back');
        return this.movesByWords;
      default:
        return false;
    }
  }

  #isLineEnd(byte: number): boolean {
    const isEnd = (byte === CR || byte === LF) && (this.#lineEnd === 0 || this.#lineEnd === byte);
    this.#lineEnd = isEnd ? byte : 0;
    return isEnd;
  }

  #feedText(byte: number, wasJustIndented: boolean): void {
    if (byte === ESCAPE) this.#escape = '';
    else if (byte === BACKSPACE || byte === DELETE) this.#deleteLeft();
    else if (wasJustIndented && (byte === TAB || byte === SPACE)) this.#overrideIndent(byte);
    else if (byte === TAB) this.#complete();
    else if (byte >= SPACE && byte < DELETE) this.#insert(String.fromCharCode(byte));
  }

  /** Sequences are ESC [ letter, ESC [ digit ~, and ESC O letter; any other is dropped. */
  #feedEscape(byte: number): void {
    const sequence = this.#escape + String.fromCharCode(byte);
    if (/^(?:\[\d?|O)$/.test(sequence)) {
      this.#escape = sequence;
      return;
    }
    // If there are several parameters, the last one counts.
    this.#escape = this.movesByWords && sequence === '[1;' ? '[' : null;
    const key = SEQUENCES[sequence];
    if (key !== undefined) this.#feedEditKey(key);
    const wordKey = this.movesByWords ? WORD_SEQUENCES[sequence] : undefined;
    if (wordKey !== undefined) this.#feedWordKey(wordKey);
  }

  #feedWordKey(key: WordKey): void {
    const before = this.#wordLength(-1);
    switch (key) {
      case 'back':
        this.#stepBack(before);
        this.#cursor -= before;
        break;
      case 'forward':
        this.#moveTo(this.#cursor + this.#wordLength(1));
        break;
      case 'delete':
        this.#replace(this.#cursor, this.#cursor + this.#wordLength(1), '');
        break;
      case 'delete-back':
        this.#replace(this.#cursor - before, this.#cursor, '');
        break;
    }
  }

  /**
   * Returns the number of characters from the cursor to the end of a word, or back to the beginning of one. As in the firmware, it also looks at
   * earlier lines of the statement.
   */
  #wordLength(direction: 1 | -1): number {
    const rest = direction > 0 ? this.line.slice(this.#cursor) : [...this.line.slice(0, this.#cursor)].reverse().join('');
    return (/^[^\dA-Za-z]*[\dA-Za-z]*/.exec(rest) as RegExpExecArray)[0].length;
  }

  /** Deletes a character, or a whole indent if only spaces are left of the cursor. */
  #deleteLeft(): void {
    if (this.#cursor === this.#start) return;
    const left = this.line.slice(this.#start, this.#cursor);
    const count = /^ {4,}$/.test(left) ? INDENT.length : 1;
    this.#replace(this.#cursor - count, this.#cursor, '');
  }

  /** Tab or space right after an automatic indent turns automatic indents off: a tab keeps this one, a space leaves a single space of it. */
  #overrideIndent(byte: number): void {
    this.#indents = false;
    if (byte === TAB) return;
    this.#cursor -= 3;
    this.line = this.line.slice(0, this.#cursor);
    this.#stepBack(3);
  }

  #complete(): void {
    if (this.line !== '' && /\s/.test(this.line.charAt(this.#cursor - 1))) {
      this.#insert(INDENT);
      return;
    }
    const beginning = this.line.slice(this.#start, this.#cursor);
    const completion = this.terminal.complete(beginning);
    if (completion.kind === 'insert') {
      this.#insert(completion.text);
    } else if (completion.kind === 'choices') {
      this.terminal.write(completion.listing + this.#prompt + beginning);
      this.#insert('');
    }
  }

  #remember(entered: string): void {
    if (entered === '' || entered === this.#history[0]) return;
    this.#history.unshift(entered);
    this.#history.length = Math.min(this.#history.length, HISTORY_SIZE);
  }

  /** Shows an entry of the history, or an empty line below the newest entry. */
  #show(entry: number): void {
    if (entry < -1 || entry >= this.#history.length) return;
    this.#shown = entry;
    this.#replace(this.#start, this.line.length, entry < 0 ? '' : this.#history[entry]);
  }

  #moveTo(position: number): void {
    const target = Math.min(Math.max(position, this.#start), this.line.length);
    if (target < this.#cursor) this.#stepBack(this.#cursor - target);
    else this.terminal.write(this.line.slice(this.#cursor, target));
    this.#cursor = target;
  }

  #insert(text: string): void {
    this.#replace(this.#cursor, this.#cursor, text);
  }

  /** Replaces a part of the line that begins at or before the cursor by `text`, and puts the cursor behind it. */
  #replace(from: number, to: number, text: string): void {
    const rest = this.line.slice(to);
    const isShorter = Math.min(to, this.line.length) - from > text.length;
    this.#stepBack(this.#cursor - from);
    this.line = this.line.slice(0, from) + text + rest;
    this.terminal.write((isShorter ? '\x1b[K' : '') + text + rest);
    this.#stepBack(rest.length);
    this.#cursor = from + text.length;
  }

  #stepBack(count: number): void {
    this.terminal.write(count <= 4 ? '\b'.repeat(count) : `\x1b[${count}D`);
  }
}

/** Returns how many indents the line after `text` starts with; `text` ends with a line end. */
function indentAfter(text: string): number {
  const lines = text.slice(0, -1).split('\n');
  const last = lines[lines.length - 1];
  const isBlank = (line: string): boolean => /^ *$/.test(line);
  if (lines.length > 2 && isBlank(last) && isBlank(lines[lines.length - 2])) return 0;
  const spaces = /^ */.exec(last)?.[0].length ?? 0;
  return Math.floor(spaces / INDENT.length) + (last.endsWith(':') ? 1 : 0);
}
