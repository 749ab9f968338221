/** `print` (`py/modbuiltins.c`, mp_builtin_print). */
import { charge } from '../../objects/charge.js';
import { fn, keyword, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { str } from '../../objects/protocol/show.js';
import { isStr, textOf } from '../../objects/str.js';
import { streamOf } from '../../objects/stream.js';
import { writeBytes } from '../../objects/stream-methods.js';
import { typeOf } from '../../objects/type.js';
import { encodeUtf8, utf8Length } from '../../objects/utf8.js';
import type { Value } from '../../objects/value.js';
import type { Terminal } from '../terminal.js';

/** Cycles of sending one byte to the console. */
const PRICE_PER_BYTE = 12;

/** Functions that print, for a machine's console. */
export const output = (terminal: Terminal) => ({
  print: fn(
    'Print values to the console or a stream.',
    [rest('values'), keyword('sep', anything, ' '), keyword('end', anything, '\n'), keyword('file', anything, None)],
    (values, sep, end, file) => {
      const separator = textArgument(sep);
      const last = textArgument(end);
      if (file === None) printToConsole(terminal, values, separator, last);
      else printToStream(file, values, separator, last);
    },
  ),
});

/** None stands for the text that is used without the argument's having been given: nothing special, an error as in the firmware. */
function textArgument(value: Value): string {
  if (!isStr(value)) throw raise.TypeError("can't convert '%q' object to str implicitly", typeOf(value).name);
  return textOf(value);
}

function printToConsole(terminal: Terminal, values: readonly Value[], separator: string, end: string): void {
  let text = '';
  const flush = (): void => {
    charge(PRICE_PER_BYTE * utf8Length(text));
    terminal.write(text);
    text = '';
  };
  values.forEach((value, index) => {
    if (index > 0) text += separator;
    // What Python code prints while it makes its text comes after what is printed already.
    if (typeof value === 'object' && text !== '') flush();
    text += str(value);
  });
  text += end;
  flush();
}

function printToStream(file: Value, values: readonly Value[], separator: string, end: string): void {
  const stream = streamOf(file, 'write');
  const send = (text: string): void => {
    if (text !== '') writeBytes(stream, encodeUtf8(text));
  };
  values.forEach((value, index) => {
    if (index > 0) send(separator);
    send(str(value));
  });
  send(end);
}
