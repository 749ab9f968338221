/** The methods that str, bytes and bytearray share (`py/objstr.c`). */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { bytesToUnits, charactersOf, decodeUtf8, encodeUtf8, unitsToBytes } from '../utf8.js';
import { charge } from './charge.js';
import { arg, type FunctionDeclaration, keywords, methodsOf, option, rest } from './declare.js';
import { raise } from './exception.js';
import { anything, truth } from './kinds.js';
import { machineInt, machineIntMaybe } from './machine-int.js';
import { None } from './none.js';
import { collect } from './protocol/iterate.js';
import { checkLength, isStr, newStr, PyStr, wholeStr } from './str.js';
import { formatText } from './str-format.js';
import { isSpace, rsplit, SPACE, split, splitLines } from './str-split.js';
import { anyUnits, boundUnits, build, emptyLike, isText, part, rebuild, sameUnits, type Text, unitsOf, unitToPoint } from './text-units.js';
import { newTuple, PyTuple, tupleType } from './tuple.js';
import { typeOf } from './type.js';
import type { Value } from './value.js';

const { method } = methodsOf<Text>();
const optionalArg = (name: string) => arg(name, anything, undefined);

const NOT_ASCII = /[^\0-\x7f]/;
const isAlpha = (unit: string): boolean => (unit >= 'a' && unit <= 'z') || (unit >= 'A' && unit <= 'Z');
const isDigit = (unit: string): boolean => unit >= '0' && unit <= '9';
const isUpper = (unit: string): boolean => unit >= 'A' && unit <= 'Z';
const isLower = (unit: string): boolean => unit >= 'a' && unit <= 'z';

/** The units to search for. A single byte to be found in bytes may be given as an int. */
function needleOf(self: Text, needle: Value): string {
  if (!isStr(self)) {
    const byte = isText(needle) ? undefined : machineIntMaybe(needle);
    if (byte !== undefined) {
      if (byte < 0 || byte > 255) throw raise.ValueError('bytes value out of range');
      return String.fromCharCode(byte);
    }
  }
  return sameUnits(self, needle);
}

/** Index of the unit at which a needle is found, from the left or the right, between two bounds; −1 if it is not found. */
function search(units: string, needle: string, [start, stop]: readonly [number, number], direction: 1 | -1): number {
  charge(EVENT_PRICE.COPY_PER_BYTE * Math.max(0, stop - start));
  const last = stop - needle.length;
  if (last < start) return -1;
  const found = direction === 1 ? units.indexOf(needle, start) : units.lastIndexOf(needle, last);
  return found > last || found < start ? -1 : found;
}

const finder = (doc: string, direction: 1 | -1, raises: boolean): FunctionDeclaration =>
  method(doc, [arg('sub', anything), optionalArg('start'), optionalArg('stop')], (self, sub, start, stop) => {
    const needle = needleOf(self, sub);
    const units = unitsOf(self);
    const found = search(units, needle, boundUnits(self, units, start, stop), direction);
    if (found < 0 && raises) throw raise.ValueError('substring not found');
    return found < 0 ? -1 : unitToPoint(self, found);
  });

function join(self: Text, iterable: Value): Value {
  const items = typeOf(iterable).slots.items?.(iterable) ?? collect(iterable);
  const parts = items.map((item) => {
    if (!isText(item) || isStr(item) !== isStr(self))
      throw raise.TypeError('join expects a list of str/bytes objects consistent with self object');
    return unitsOf(item);
  });
  const separator = unitsOf(self);
  checkLength(parts.reduce((sum, part) => sum + part.length, separator.length * Math.max(0, parts.length - 1)));
  const wide = self instanceof PyStr || items.some((item) => item instanceof PyStr);
  return (wide ? build : rebuild)(self, parts.join(separator));
}

/** Whether the text between two bounds starts or ends with an affix, or with one of a tuple of affixes. */
function affix(self: Text, prefix: Value, bounds: readonly [Value | undefined, Value | undefined], atEnd: boolean): boolean {
  const units = unitsOf(self);
  // The end is evaluated first (`py/objstr.c`, get_substring_data).
  const stop = boundUnits(self, units, undefined, bounds[1])[1];
  const start = boundUnits(self, units, bounds[0], undefined)[0];
  const prefixes = prefix instanceof PyTuple && prefix.type === tupleType ? prefix.items : [prefix];
  return prefixes.some((each) => {
    const wanted = anyUnits(self, each);
    if (wanted.length > Math.max(0, stop - start)) return false;
    return units.startsWith(wanted, atEnd ? stop - wanted.length : start);
  });
}

const affixTest = (doc: string, atEnd: boolean): FunctionDeclaration =>
  method(doc, [arg('affix', anything), optionalArg('start'), optionalArg('stop')], (self, wanted, start, stop) =>
    affix(self, wanted, [start, stop], atEnd),
  );

function strip(self: Text, chars: Value | undefined, sides: 'left' | 'right' | 'both'): Value {
  const remove = chars === undefined ? SPACE : sameUnits(self, chars);
  // MicroPython removes bytes, which may cut a character.
  const cutsCharacters = isStr(self) && NOT_ASCII.test(remove);
  const set = cutsCharacters ? bytesToUnits(encodeUtf8(remove)) : remove;
  const units = cutsCharacters ? bytesToUnits(encodeUtf8(unitsOf(self))) : unitsOf(self);
  let start = 0;
  let stop = units.length;
  if (sides !== 'right') while (start < stop && set.includes(units[start] as string)) start++;
  if (sides !== 'left') while (stop > start && set.includes(units[stop - 1] as string)) stop--;
  if (start === stop) return emptyLike(self);
  if (stop - start === units.length) return self;
  const kept = units.slice(start, stop);
  return cutsCharacters ? wholeStr(unitsToBytes(kept)) : part(self, kept);
}

const stripper = (doc: string, sides: 'left' | 'right' | 'both'): FunctionDeclaration =>
  method(doc, [optionalArg('chars')], (self, chars) => strip(self, chars, sides));

/** Replaces the empty text, which MicroPython finds between all bytes, even within a character. */
function putBetweenBytes(units: string, by: string, most: number): Value {
  const bytes = ['', ...bytesToUnits(encodeUtf8(units))];
  const times = most < 0 ? bytes.length : Math.min(bytes.length, most);
  const put = bytesToUnits(encodeUtf8(by));
  checkLength(bytes.length - 1 + times * put.length);
  const text = bytes.map((byte, index) => byte + (index < times ? put : '')).join('');
  return newStr(decodeUtf8(unitsToBytes(text), 'keep') as string);
}

function replace(self: Text, old: Value, by: Value, most: number): Value {
  if (most === 0) return self;
  const from = sameUnits(self, old);
  const to = sameUnits(self, by);
  const units = unitsOf(self);
  if (from.length > units.length) return self;
  if (from === '' && isStr(self) && NOT_ASCII.test(units)) return putBetweenBytes(units, to, most);
  const count = occurrences(self, units, from);
  const times = most < 0 ? count : Math.min(count, most);
  if (times === 0) return self;
  checkLength(units.length + times * (to.length - from.length));
  const pieces = from === '' ? ['', ...units] : units.split(from);
  const head = pieces.slice(0, times).join(to);
  const tail = pieces.slice(times).join(from);
  return (isStr(by) && by instanceof PyStr ? build : rebuild)(self, head + to + tail);
}

/** Number of non-overlapping occurrences of a needle. An empty one occurs before, between and after the characters. */
function occurrences(self: Text, units: string, needle: string): number {
  if (needle === '') return (self instanceof PyStr ? charactersOf(units).length : units.length) + 1;
  let count = 0;
  for (let at = units.indexOf(needle); at >= 0; at = units.indexOf(needle, at + needle.length)) count++;
  return count;
}

/** Number of occurrences of empty bytes: between characters, as if the bytes were UTF-8 (`str_count` calls `utf8_charlen` for bytes, too). */
const gaps = (units: string): number => units.replace(/[\x80-\xbf]/g, '').length + 1;

function partition(self: Text, separator: Value, direction: 1 | -1): Value {
  const cut = sameUnits(self, separator);
  if (cut === '') throw raise.ValueError('empty separator');
  const units = unitsOf(self);
  const empty = emptyLike(self);
  const found = search(units, cut, [0, units.length], direction);
  if (found < 0) return newTuple(direction === 1 ? [self, empty, empty] : [empty, empty, self]);
  const middle = typeOf(separator) === typeOf(self) ? separator : rebuild(self, cut);
  return newTuple([part(self, units.slice(0, found)), middle, part(self, units.slice(found + cut.length))]);
}

function center(self: Text, width: Value): Value {
  const wanted = machineInt(width);
  const units = unitsOf(self);
  const padding = wanted - (self instanceof PyStr ? self.points.length : units.length);
  // MicroPython: the width is unsigned, so a negative one is beyond any memory.
  if (wanted < 0) checkLength(2 ** 32 + wanted);
  if (padding <= 0) return self;
  checkLength(wanted);
  const left = padding >> 1;
  return rebuild(self, ' '.repeat(left) + units + ' '.repeat(padding - left));
}

const caseChange = (doc: string, pattern: RegExp, change: (unit: string) => string): FunctionDeclaration =>
  method(doc, [], (self) => rebuild(self, unitsOf(self).replace(pattern, change)));

const everyTest = (doc: string, test: (unit: string) => boolean): FunctionDeclaration =>
  method(doc, [], (self) => {
    const units = unitsOf(self);
    return units !== '' && units.split('').every(test);
  });

const letterTest = (doc: string, test: (unit: string) => boolean): FunctionDeclaration =>
  method(doc, [], (self) => {
    const letters = unitsOf(self).split('').filter(isAlpha);
    return letters.length > 0 && letters.every(test);
  });

/** Methods of str, bytes and bytearray. */
export const textMethods = {
  find: finder('The place of the first `sub`, or -1.', 1, false),
  rfind: finder('The place of the last `sub`, or -1.', -1, false),
  index: finder('The place of the first `sub`; ValueError if there is none.', 1, true),
  rindex: finder('The place of the last `sub`; ValueError if there is none.', -1, true),
  join: method('All items of `iterable`, with this text between them.', [arg('iterable', anything)], join),
  split: method(
    'The parts between separators, by default white space.',
    [arg('sep', anything, None), optionalArg('maxsplit')],
    (self, sep, most) => split(self, sep, most === undefined ? -1 : machineInt(most)),
  ),
  splitlines: method('The lines.', [option('keepends', truth, false)], splitLines),
  rsplit: method(
    'As `split`, counting `maxsplit` from the end.',
    [arg('sep', anything, None), optionalArg('maxsplit')],
    (self, sep, most) => rsplit(self, sep, most === undefined ? -1 : machineInt(most)),
  ),
  startswith: affixTest('Whether the text starts with `affix`, or one of a tuple of them.', false),
  endswith: affixTest('Whether the text ends with `affix`, or one of a tuple of them.', true),
  strip: stripper('Without white space, or `chars`, at both ends.', 'both'),
  lstrip: stripper('Without white space, or `chars`, at the start.', 'left'),
  rstrip: stripper('Without white space, or `chars`, at the end.', 'right'),
  format: method(
    'Replace the fields in braces by the arguments.',
    [rest('args'), keywords('names')],
    (self, args, names) => build(self, formatText(self, args, names)),
    { price: 2620 },
  ),
  replace: method(
    'Replace `old` by `new`, at most `count` times.',
    [arg('old', anything), arg('new', anything), optionalArg('count')],
    (self, old, by, count) => replace(self, old, by, count === undefined ? -1 : machineInt(count)),
  ),
  count: method('How often `sub` occurs.', [arg('sub', anything), optionalArg('start'), optionalArg('stop')], (self, sub, start, stop) => {
    const needle = sameUnits(self, sub);
    const units = unitsOf(self);
    const [from, to] = boundUnits(self, units, start, stop);
    const part = units.slice(from, to);
    return needle === '' && !isStr(self) ? gaps(part) : occurrences(self, part, needle);
  }),
  partition: method('The parts before and after the first separator, and it between them.', [arg('sep', anything)], (self, sep) =>
    partition(self, sep, 1),
  ),
  rpartition: method('The parts before and after the last separator, and it between them.', [arg('sep', anything)], (self, sep) =>
    partition(self, sep, -1),
  ),
  center: method('The text in the middle of `width` characters.', [arg('width', anything)], center),
  lower: caseChange('With ASCII letters in lower case.', /[A-Z]+/g, (units) => units.toLowerCase()),
  upper: caseChange('With ASCII letters in upper case.', /[a-z]+/g, (units) => units.toUpperCase()),
  isspace: everyTest('Whether there is white space only.', isSpace),
  isalpha: everyTest('Whether there are ASCII letters only.', isAlpha),
  isdigit: everyTest('Whether there are digits only.', isDigit),
  isupper: letterTest('Whether all letters, and at least one, are in upper case.', isUpper),
  islower: letterTest('Whether all letters, and at least one, are in lower case.', isLower),
} as const;
