/** `str`: the Python type (`py/objstr.c`, `py/objstrunicode.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { decodeUtf8, encodeUtf8, utf8Length } from '../utf8.js';
import { compareBytes, PyBytes, readableBuffer } from './bytes.js';
import { allocate, charge } from './charge.js';
import { satisfies } from './compare.js';
import { arg, makeByPosition, methodsOf, nativeType } from './declare.js';
import { LookupError, raise, withArgs } from './exception.js';
import { PyIterator } from './iterators.js';
import { hashBytes, hashText } from './key-hash.js';
import { anything } from './kinds.js';
import { machineInt, machineIntMaybe } from './machine-int.js';
import { None } from './none.js';
import { str } from './protocol/show.js';
import { PySlice } from './slice.js';
import {
  badImplicitConversion,
  character,
  chargePrinted,
  checkLength,
  isStr,
  newNarrowStr,
  newStr,
  printedStr,
  quote,
  type Str,
  sharingStr,
  strLength,
  textOf,
} from './str.js';
import { textMethods } from './str-methods.js';
import { formatModulo } from './str-modulo.js';
import { boundUnit, build, part } from './text-units.js';
import { type Hold, primitiveTypes, type Slots, typeName } from './type.js';
import type { Value } from './value.js';

/** The encoding with a name that the firmware knows. Raises LookupError for other names. */
function encodingOf(name: Value): 'utf-8' | 'ascii' {
  const text = textOf(name);
  if (text === 'utf-8' || text === 'utf8') return 'utf-8';
  if (text !== 'ascii') throw withArgs(LookupError, [newStr(`unknown encoding: ${text}`)]);
  return text;
}

/** Text of bytes in an encoding. Raises UnicodeError for invalid bytes unless `errors` is 'ignore' or 'replace'. */
export function decode(source: Value, encoding: Value, errors: Value): Str {
  const bytes = source instanceof PyBytes ? source.bytes : readableBuffer(source).bytes;
  const ascii = encodingOf(encoding) === 'ascii';
  const strict = ascii && bytes.some((byte) => byte > 127) ? null : decodeUtf8(bytes);
  if (strict !== null) return source instanceof PyBytes ? sharingStr(strict) : newStr(strict);
  const mode = errors === None ? '' : textOf(errors);
  if (mode !== 'ignore' && mode !== 'replace') throw raise.UnicodeError();
  if (!ascii) return newStr(decodeUtf8(bytes, mode) as string);
  let text = '';
  for (const byte of bytes) text += byte < 128 ? String.fromCharCode(byte) : mode === 'replace' ? '\ufffd' : '';
  return newStr(text);
}

/** Bytes of a str in an encoding. Raises UnicodeError if the encoding is ASCII and the text is not. */
export function encode(self: Str, encoding: Value): PyBytes {
  const bytes = encodeUtf8(textOf(self));
  if (encodingOf(encoding) === 'ascii' && bytes.some((byte) => byte > 127)) throw raise.UnicodeError();
  // The bytes object shares the memory of the str.
  allocate(16);
  return new PyBytes(bytes);
}

function concat(left: Str, right: Str): Value {
  if (left === '') return right;
  if (right === '') return left;
  charge(EXTRA.STR_CONCAT);
  checkLength(strLength(left) + strLength(right));
  return typeof left === 'string' && typeof right === 'string' ? newNarrowStr(left + right) : newStr(textOf(left) + textOf(right));
}

function repeat(self: Str, count: number): Value {
  if (count <= 0) return '';
  const text = textOf(self);
  checkLength(utf8Length(text) * count + 1);
  return typeof self === 'string' ? newNarrowStr(text.repeat(count)) : newStr(text.repeat(count));
}

/** Compares by characters; returns a negative number, zero or a positive number. */
function compare(left: Str, right: Str): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return compareBytes(encodeUtf8(textOf(left)), encodeUtf8(textOf(right)));
}

function binaryOp(op: BinaryOp, left: Str, right: Value): Value | undefined {
  switch (op) {
    case BinaryOp.MODULO:
      return build(left, formatModulo(left, right));
    case BinaryOp.MULTIPLY: {
      const count = machineIntMaybe(right);
      return count === undefined ? undefined : repeat(left, count);
    }
  }
  if (!isStr(right)) {
    if (op === BinaryOp.IN) throw badImplicitConversion(right);
    return undefined;
  }
  switch (op) {
    case BinaryOp.ADD:
    case BinaryOp.INPLACE_ADD:
      return concat(left, right);
    case BinaryOp.IN:
      charge(EVENT_PRICE.COPY_PER_BYTE * textOf(left).length);
      return textOf(left).includes(textOf(right));
    case BinaryOp.EQUAL:
      charge(EXTRA.STR_EQUAL);
      return textOf(left) === textOf(right);
  }
  if (op > BinaryOp.MORE_EQUAL) return undefined;
  charge(EXTRA.STR_ORDER);
  return satisfies(op, compare(left, right));
}

function subscript(self: Str, index: Value): Value {
  if (index instanceof PySlice) return slice(self, index);
  const given = typeof index === 'number' ? machineInt(index) : machineIntMaybe(index);
  if (given === undefined) throw raise.TypeError('string indices must be integers, not %s', typeName(index));
  const items = typeof self === 'string' ? self : self.points;
  const item = items[given < 0 ? given + items.length : given];
  if (item === undefined) throw raise.IndexError('string index out of range');
  charge(EXTRA.SUBSCR_STR);
  return character(item);
}

function slice(self: Str, { start, stop, step }: PySlice): Value {
  if (step !== None && step !== 1) throw raise.NotImplementedError('only slices with step=1 (aka None) are supported');
  const text = textOf(self);
  const from = start === None ? 0 : boundUnit(self, text, start);
  const to = stop === None ? text.length : boundUnit(self, text, stop);
  charge(EXTRA.SUBSCR_STR_SLICE);
  if (to <= from) return '';
  return typeof self === 'string' ? newNarrowStr(self.slice(from, to)) : part(self, text.slice(from, to));
}

/** Yields the characters one by one. */
class CharacterIterator extends PyIterator {
  private at = 0;
  private readonly items: string | readonly string[];
  constructor(private readonly source: Str) {
    super();
    this.items = typeof source === 'string' ? source : source.points;
  }
  next(): Value | undefined {
    const item = this.items[this.at];
    if (item === undefined) return undefined;
    this.at++;
    return character(item);
  }
  override references(hold: Hold): number {
    hold(this.source);
    return super.references(hold);
  }
}

function convert(x: Value | undefined, encoding: Value | undefined, errors: Value | undefined): Value {
  if (x === undefined) return '';
  if (encoding !== undefined) return decode(x, encoding, errors ?? None);
  if (!isStr(x)) return printedStr(str(x));
  chargePrinted(textOf(x));
  return x;
}

const { method } = methodsOf<Str>();

const slots: Slots = {
  make: makeByPosition(
    [arg('object', anything, undefined), arg('encoding', anything, undefined), arg('errors', anything, undefined)],
    convert,
    { price: 2120 },
  ),
  repr: (self: Str) => quote(textOf(self), false),
  str: textOf,
  truth: (self: Str) => self !== '',
  length: strLength,
  hash: (self: Str) => (typeof self === 'string' ? hashText(self) : hashBytes(encodeUtf8(self.text))),
  binaryOp,
  subscript,
  iterate: (self: Str) => new CharacterIterator(self),
  buffer: (self: Str) => ({ bytes: encodeUtf8(textOf(self)), writable: false, typecode: 'B' }),
};

/** `str`. */
export const strType = nativeType('str', slots, {
  ...textMethods,
  encode: method(
    'The bytes of the text in an encoding.',
    [arg('encoding', anything, 'utf-8'), arg('errors', anything, None)],
    (self, encoding) => encode(self, encoding),
  ),
});
primitiveTypes.str = strType;
