/** The line that `input()` reads: the prompt's editor without completion (`shared/readline`). */

import { CTRL_C, CTRL_D } from '../../control-bytes.js';
import type { LineEditor } from '../../modules/builtins/input.js';
import { ENTER, Readline } from './readline.js';

export class InputLine implements LineEditor {
  readonly #readline: Readline;

  constructor(terminal: { write(text: string): void }, movesByWords: boolean) {
    this.#readline = new Readline({ write: (text) => terminal.write(text), complete: () => ({ kind: 'none' }) }, movesByWords);
  }

  begin(): void {
    this.#readline.begin('');
  }

  feed(byte: number): { line: string } | 'interrupt' | 'end' | null {
    switch (this.#readline.feed(byte)) {
      case ENTER:
        return { line: this.#readline.line };
      case CTRL_C:
        return 'interrupt';
      case CTRL_D:
        return 'end';
      default:
        return null;
    }
  }
}
