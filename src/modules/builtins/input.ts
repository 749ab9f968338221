/** `input` (`py/modbuiltins.c`, mp_builtin_input). */
import { arg, fn } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { str } from '../../objects/protocol/show.js';
import { newStr } from '../../objects/str.js';
import type { Value } from '../../objects/value.js';
import { inputWait, type Terminal } from '../terminal.js';

/** Edits one line of the console, echoing it. */
export interface LineEditor {
  /** Begins an empty line. */
  begin(): void;
  /** Takes a typed byte. Returns null while the line continues, otherwise the line or why it was left (Ctrl-C; Ctrl-D in an empty line). */
  feed(byte: number): { readonly line: string } | 'interrupt' | 'end' | null;
}

/** `input` of a machine. */
export const input = (terminal: Terminal, editor: LineEditor) => ({
  input: fn('Print a prompt and read a line, without its end, from the console.', [arg('prompt', anything, '')], (prompt) => {
    terminal.write(str(prompt));
    editor.begin();
    return readLine(terminal, editor);
  }),
});

function readLine(terminal: Terminal, editor: LineEditor): Value {
  for (let byte = terminal.take(); byte !== undefined; byte = terminal.take()) {
    const result = editor.feed(byte);
    if (result === 'interrupt') throw raise.KeyboardInterrupt();
    if (result === 'end') throw raise.EOFError();
    if (result !== null) return newStr(result.line);
  }
  return engine.wait(inputWait(terminal), () => readLine(terminal, editor));
}
