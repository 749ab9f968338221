/** `str.format` and the `%` operator of str and bytes (`py/objstr.c`). */
import { EXTRA } from '../bytecode/prices.js';
import { charge } from './charge.js';
import { PyDict } from './dict.js';
import { raise } from './exception.js';
import { asFloat, floatToInt, PyFloat, round, toFloat } from './float.js';
import { type Int, isInt } from './int.js';
import { machineInt } from './machine-int.js';
import { type Field, pad, plainField, printFloat, printInt } from './print-number.js';
import { toInteger } from './protocol/convert.js';
import { repr, str } from './protocol/show.js';
import { loadSubscript } from './protocol/subscript.js';
import { enter, leave } from './recursion.js';
import { isStr, makeStr, textOf } from './str.js';
import { type Text, unitsOf } from './text-units.js';
import { PyTuple } from './tuple.js';
import { typeName } from './type.js';
import { PyBytes } from './bytes.js';
import { bytesToUnits, decodeUtf8, encodeUtf8, utf8Length } from './utf8.js';
import type { Keywords, Value } from './value.js';

const looksInteger = (value: Value): value is Int | boolean => isInt(value) || typeof value === 'boolean';
const looksNumeric = (value: Value): boolean => looksInteger(value) || value instanceof PyFloat;

/** At most so many bytes of text, in whole characters. */
function cut(text: string, bytes: number): string {
  if (bytes < 0 || utf8Length(text) <= bytes) return text;
  let end = 0;
  for (let size = 0; end < text.length; ) {
    const character = String.fromCodePoint(text.codePointAt(end) as number);
    size += utf8Length(character);
    if (size > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** The character of a code point. */
function characterOf(value: Value): string {
  const point = machineInt(value);
  if (point < 0 || point >= 0x110000) throw raise.OverflowError('char not in range(0x110000)');
  return String.fromCodePoint(point);
}

/** Text that goes into a pattern of units of the same kind. */
const asUnits = (text: string, isBytes: boolean): string => (isBytes ? bytesToUnits(encodeUtf8(text)) : text);

// str.format

interface Arguments {
  readonly values: readonly Value[];
  readonly names: Keywords | null;
  /** Next automatic field; −1 once fields are numbered by hand. */
  next: number;
  readonly isBytes: boolean;
}

/** `pattern.format(*args, **names)`: the units of the result. */
export function formatText(pattern: Text, values: readonly Value[], names: Keywords | null): string {
  charge(EXTRA.STR_FORMAT);
  return expand(unitsOf(pattern), { values, names, next: 0, isBytes: !isStr(pattern) });
}

function expand(pattern: string, given: Arguments): string {
  let result = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === '}') {
      if (pattern[++i] !== '}') throw raise.ValueError("single '}' encountered in format string");
      result += '}';
    } else if (c !== '{') result += c;
    else if (pattern[i + 1] === '{') {
      i++;
      result += '{';
    } else {
      const field = readReplacement(pattern, i + 1);
      result += asUnits(formatField(field, given), given.isBytes);
      i = field.end;
    }
  }
  return result;
}

/** What stands between braces. `end` is the place of the closing one. */
interface Replacement {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string | null;
  readonly end: number;
}

function readReplacement(pattern: string, start: number): Replacement {
  let i = start;
  while (i < pattern.length && !'}!:'.includes(pattern[i] as string)) i++;
  const name = pattern.slice(start, i);
  let conversion = '';
  if (pattern[i] === '!') {
    conversion = pattern[++i] ?? '';
    if (conversion !== 'r' && conversion !== 's') throw raise.ValueError('bad conversion specifier');
    i++;
  }
  let spec: string | null = null;
  if (pattern[i] === ':') {
    const begin = ++i;
    // An empty specification is none: '{:}' shows True, '{:d}' shows 1.
    if (pattern[i] !== '}') {
      for (let nest = 1; i < pattern.length; i++) {
        if (pattern[i] === '{') nest++;
        else if (pattern[i] === '}' && --nest === 0) break;
      }
      spec = pattern.slice(begin, i);
    }
  }
  if (i >= pattern.length) throw raise.ValueError("unmatched '{' in format");
  if (pattern[i] !== '}') throw raise.ValueError("expected ':' after format specifier");
  return { name, conversion, spec, end: i };
}

/** The argument that a field names. */
function findArgument(name: string, given: Arguments): Value {
  let index: number;
  if (name === '') {
    if (given.next < 0) throw raise.ValueError("can't switch from manual field specification to automatic field numbering");
    index = given.next++;
    if (index >= given.values.length) {
      given.next--;
      throw raise.IndexError('tuple index out of range');
    }
    return given.values[index] as Value;
  }
  const digits = /^\d+/.exec(name)?.[0];
  if (digits !== undefined) {
    if (given.next > 0) throw raise.ValueError("can't switch from automatic field numbering to manual field specification");
    index = Number(digits);
    const value = given.values[index];
    if (value === undefined) throw raise.IndexError('tuple index out of range');
    given.next = -1;
    if (digits.length < name.length) throw raise.NotImplementedError('attributes not supported');
    return value;
  }
  const key = /^[^.[]*/.exec(name)?.[0] ?? '';
  const value = given.names?.get(key);
  if (value === undefined) throw raise.KeyError(makeStr(key));
  if (key.length < name.length) throw raise.NotImplementedError('attributes not supported');
  return value;
}

function formatField({ name, conversion, spec }: Replacement, given: Arguments): string {
  let value = findArgument(name, given);
  if (conversion !== '' || spec === null) {
    const text = conversion === 'r' ? repr(value) : str(value);
    if (spec === null) return text;
    value = makeStr(text);
  }
  enter();
  try {
    const { field, type } = readSpec(expand(spec, given), value);
    return formatValue(value, field, type);
  } finally {
    leave();
  }
}

const SPEC = /^(?:([<>=^])|([\s\S])([<>=^]))?([-+ ])?(#)?(\d*)([,_])?(?:\.(\d*))?([bcdeEfFgGnosxX%])?/u;

/** Reads `[[fill]align][sign][#][0][width][grouping][.precision][type]`. */
function readSpec(spec: string, value: Value): { field: Field; type: string } {
  const parts = SPEC.exec(spec) as RegExpExecArray;
  if (parts[0].length !== spec.length) throw raise.ValueError('invalid format specifier');
  const [, align, fill, alignAfterFill, sign, prefix, width = '', grouping, places, type = ''] = parts;
  const numeric = looksNumeric(value);
  const zero = width.startsWith('0');
  const field: Field = {
    align: (align ?? alignAfterFill ?? (numeric ? (zero ? '=' : '>') : '<')) as Field['align'],
    fill: fill ?? (zero ? '0' : ' '),
    width: width === '' ? -1 : Number(width),
    precision: places === undefined || places === '' ? -1 : Number(places),
    sign: sign === '+' || sign === ' ' ? sign : '',
    prefix: prefix !== undefined,
    grouping: (grouping ?? '') as Field['grouping'],
  };
  if (field.sign !== '') {
    if (type === 's') throw raise.ValueError('sign not allowed in string format specifier');
    if (type === 'c') throw raise.ValueError("sign not allowed with integer format specifier 'c'");
  }
  return { field, type };
}

/** Text of a str, or of bytes that are taken for text; raises TypeError. */
function textIn(value: Value): string {
  return value instanceof PyBytes ? (decodeUtf8(value.bytes, 'replace') as string) : textOf(value);
}

function formatValue(value: Value, field: Field, type: string): string {
  if (looksInteger(value)) {
    const n = typeof value === 'boolean' ? Number(value) : value;
    // MicroPython: a precision says nothing of an integer.
    const whole: Field = { ...field, precision: 0 };
    switch (type) {
      case 'b':
        return printInt(n, 2, false, whole);
      case 'c':
        return pad(characterOf(value), field);
      case '':
      case 'n':
      case 'd':
        return printInt(n, 10, false, whole);
      case 'o':
        return printInt(n, 8, false, whole);
      case 'x':
      case 'X':
        return printInt(n, 16, type === 'X', whole);
    }
  }
  if (looksNumeric(value)) {
    const v = asFloat(value) as number;
    if (type === '%') return printFloat(round(v * 100), 'f', true, field);
    if (type === '' || type === 'n') return printFloat(v, 'g', false, field);
    if ('eEfFgG'.includes(type)) return printFloat(v, type, false, field);
  } else {
    if (field.align === '=') throw raise.ValueError("'=' alignment not allowed in string format specifier");
    if (type === '' || type === 's') return pad(cut(textIn(value), field.precision), field);
  }
  throw raise.ValueError("unknown format code '%c' for object of type '%s'", type, typeName(value));
}

// The % operator

/** `pattern % value`: the units of the result. */
export function formatModulo(pattern: Text, value: Value): string {
  charge(EXTRA.STR_FORMAT);
  const values = value instanceof PyTuple ? value.items : [value];
  return new Modulo(unitsOf(pattern), values, value instanceof PyDict ? value : null, pattern instanceof PyBytes).run();
}

/** One formatting by `%`. */
class Modulo {
  private at = 0;
  private used = 0;

  constructor(
    private readonly pattern: string,
    private readonly values: readonly Value[],
    private readonly dict: PyDict | null,
    private readonly isBytes: boolean,
  ) {}

  run(): string {
    let result = '';
    const { pattern } = this;
    for (; this.at < pattern.length; this.at++) {
      const c = pattern[this.at] as string;
      if (c !== '%') result += c;
      else if (pattern[++this.at] === '%') result += '%';
      else result += this.field();
    }
    if (this.dict === null && this.used !== this.values.length) throw raise.TypeError("format string didn't convert all arguments");
    return result;
  }

  /** One field, up to its type, on which it stops. */
  private field(): string {
    const { pattern } = this;
    if (this.at >= pattern.length) throw incomplete();
    let value = pattern[this.at] === '(' ? this.byName() : undefined;
    const field = plainField();
    let alternate = false;
    let zero = false;
    let left = false;
    for (; '-+ #0'.includes(pattern[this.at] ?? '.'); this.at++) {
      const flag = pattern[this.at];
      if (flag === '-') left = true;
      else if (flag === '+') field.sign = '+';
      else if (flag === ' ') field.sign = field.sign === '+' ? '+' : ' ';
      else if (flag === '#') alternate = true;
      else zero = true;
    }
    field.width = this.number(0);
    if (pattern[this.at] === '.') {
      this.at++;
      field.precision = this.number(0);
    }
    if (this.at >= pattern.length) throw incomplete();
    value ??= this.take();
    field.align = left ? '<' : zero ? '=' : '>';
    const type = pattern[this.at] as string;
    return this.format(value, type, { ...field, fill: zero ? '0' : ' ', prefix: alternate && 'oxX'.includes(type) });
  }

  /** The value of `%(name)`. */
  private byName(): Value {
    if (this.dict === null) throw raise.TypeError('format needs a dict');
    this.used = 1;
    const end = this.pattern.indexOf(')', this.at);
    if (end < 0) throw raise.ValueError('incomplete format key');
    const key = makeStr(this.pattern.slice(this.at + 1, end));
    this.at = end + 1;
    return loadSubscript(this.dict, key);
  }

  private take(): Value {
    const value = this.values[this.used++];
    if (value === undefined) throw raise.TypeError('format string needs more arguments');
    return value;
  }

  /** A width or precision: digits, or `*` for the next argument. */
  private number(otherwise: number): number {
    if (this.pattern[this.at] === '*') {
      this.at++;
      return machineInt(this.take());
    }
    const digits = /^\d*/.exec(this.pattern.slice(this.at, this.at + 20))?.[0] ?? '';
    this.at += digits.length;
    return digits === '' ? otherwise : Number(digits);
  }

  /** The units of one value. */
  private format(value: Value, type: string, field: Field): string {
    switch (type) {
      case 'c':
        return this.text(characterArgument(value), { ...field, precision: -1 });
      case 'd':
      case 'i':
      case 'u':
        return printInt(value instanceof PyFloat ? floatToInt(value.v) : toInteger(value), 10, false, field);
      case 'o':
        return printInt(toInteger(value), 8, false, field);
      case 'x':
      case 'X':
        return printInt(toInteger(value), 16, type === 'X', field);
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return printFloat(toFloat(value), type, false, field);
      case 'r':
        return this.text(repr(value), field);
      case 's':
        if (!this.isBytes || !(value instanceof PyBytes)) return this.text(str(value), field);
        // Bytes in bytes are taken as they are.
        return padUnits(unitsOf(value), field);
      default:
        throw raise.ValueError("unsupported format character '%c' (0x%x) at index %d", type, type.charCodeAt(0), this.at);
    }
  }

  private text(text: string, field: Field): string {
    return asUnits(pad(cut(text, field.precision), blank(field)), this.isBytes);
  }
}

/** Text is never filled with zeros. */
const blank = (field: Field): Field => ({ ...field, align: field.align === '<' ? '<' : '>', fill: ' ' });

function padUnits(units: string, field: Field): string {
  const kept = field.precision < 0 ? units : units.slice(0, field.precision);
  const padding = ' '.repeat(Math.max(0, Math.min(field.width, 1 << 24) - kept.length));
  return field.align === '<' ? kept + padding : padding + kept;
}

/** The character that `%c` shows. */
function characterArgument(value: Value): string {
  if (isStr(value)) {
    if (utf8Length(textOf(value)) !== 1) throw raise.TypeError('%%c needs int or char');
    return textOf(value);
  }
  if (!looksInteger(value)) throw raise.TypeError('integer needed');
  return characterOf(value);
}

const incomplete = (): object => raise.ValueError('incomplete format');
