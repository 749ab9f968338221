/** `print` (`py/modbuiltins.c`, mp_builtin_print). */
import type { Steps } from '../../execution.js';
import { strData } from '../../objects/bytes.js';
import { charge } from '../../objects/charge.js';
import { ABSENT, fn, keyword, rest } from '../../objects/declare.js';
import { anything } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { pieces } from '../../objects/protocol/show.js';
import { takeSteps } from '../../objects/steps.js';
import { type Stream, streamOf } from '../../objects/stream.js';
import { writingBytes } from '../../objects/stream-methods.js';
import type { Value } from '../../objects/value.js';
import { encodeUtf8, utf8Length } from '../../utf8.js';
import type { Terminal } from '../terminal.js';

/** Cycles of sending one byte to the console. */
const PRICE_PER_BYTE = 12;

/** Functions that print, for a machine's console. */
export const output = (terminal: Terminal) => ({
  print: fn(
    'Print values to the console or a stream.',
    [rest('values'), keyword('sep', anything, ' '), keyword('end', anything, '\n'), keyword('file', anything, ABSENT)],
    (values, sep, end, file) => {
      const [separator, last] = [strData(sep), strData(end)]; // None does not stand for the default, but is a TypeError.
      const stream = file === undefined ? null : streamOf(file, 'write');
      const steps =
        stream === null ? printingToConsole(terminal, values, separator, last) : printingToStream(stream, values, separator, last);
      return takeSteps(steps, () => None);
    },
  ),
});

/** Sends the text `before` followed by a value, piece by piece. Does not send the last piece, but returns it. */
function* sendingPieces(before: string, value: Value, sending: (text: string) => Steps<void>): Steps<string> {
  const made = pieces(before, value);
  let piece = made.next();
  for (; !piece.done; piece = made.next()) yield* sending(piece.value);
  return piece.value;
}

function* printingToConsole(terminal: Terminal, values: readonly Value[], separator: string, end: string): Steps<void> {
  const sending = (text: string): Steps<void> => {
    charge(PRICE_PER_BYTE * utf8Length(text));
    return terminal.writing(text);
  };
  if (terminal.hasStreams) return yield* sendingEach(values, separator, end, sending);
  let text = '';
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as Value;
    if (i > 0) text += separator;
    text = yield* sendingPieces(text, value, sending);
  }
  yield* sending(text + end);
}

function* printingToStream(stream: Stream, values: readonly Value[], separator: string, end: string): Steps<void> {
  function* sending(text: string): Steps<void> {
    yield* writingBytes(stream, encodeUtf8(text));
  }
  yield* sendingEach(values, separator, end, sending);
}

/** Sends values and separators one by one, as the firmware does. */
function* sendingEach(values: readonly Value[], separator: string, end: string, sending: (text: string) => Steps<void>): Steps<void> {
  for (const [index, value] of values.entries()) {
    if (index > 0 && separator !== '') yield* sending(separator);
    const text = yield* sendingPieces('', value, sending);
    if (text !== '') yield* sending(text);
  }
  if (end !== '') yield* sending(end);
}
