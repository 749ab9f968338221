/** `str.format` (`py/objstr.c`). */
import { strData } from './bytes.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { asFloat, PyFloat, round } from './float.js';
import { asUnits, characterOf, cut, looksInteger, wrappingNumber } from './format-field.js';
import { type Field, pad, printFloat, printInt } from './print-number.js';
import { repr, str } from './protocol/show.js';
import { enter, leave } from './recursion.js';
import { chargePrinted, interned, isStr, makeStr } from './str.js';
import { type Text, unitsOf } from './text-units.js';
import { typeName } from './type.js';
import type { Keywords, Value } from './value.js';

const looksNumeric = (value: Value): boolean => looksInteger(value) || value instanceof PyFloat;

interface Arguments {
  readonly values: readonly Value[];
  readonly names: Keywords | null;
  /** Number of the next automatic field; −1 once a field has an explicit number. */
  next: number;
  readonly isBytes: boolean;
}

/** `pattern.format(*args, **names)`: the units of the result. */
export function formatText(pattern: Text, values: readonly Value[], names: Keywords | null): string {
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

/** The content of a pair of braces. `end` is the place of the closing brace. */
interface Replacement {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string | null;
  readonly end: number;
}

/** The ValueError for a `!` that is followed by neither r nor s. */
function badConversion(given: string): object {
  if (!features.detailedErrors) return raise.ValueError('bad conversion specifier');
  return given === ''
    ? raise.ValueError('end of format while looking for conversion specifier')
    : raise.ValueError('unknown conversion specifier %c', given);
}

function readReplacement(pattern: string, start: number): Replacement {
  let i = start;
  while (i < pattern.length && !'}!:'.includes(pattern[i] as string)) i++;
  const name = pattern.slice(start, i);
  let conversion = '';
  if (pattern[i] === '!') {
    conversion = pattern[++i] ?? '';
    if (conversion !== 'r' && conversion !== 's') throw badConversion(conversion);
    i++;
  }
  let spec: string | null = null;
  if (pattern[i] === ':') {
    const begin = ++i;
    // An empty specification counts as none: '{:}' shows True, '{:d}' shows 1.
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
    index = wrappingNumber(digits);
    const value = given.values[index];
    if (value === undefined) throw raise.IndexError('tuple index out of range');
    given.next = -1;
    if (digits.length < name.length) throw raise.NotImplementedError('attributes not supported');
    return value;
  }
  const key = interned(/^[^.[]*/.exec(name)?.[0] ?? '');
  const value = given.names?.get(key);
  if (value === undefined) throw raise.KeyError(makeStr(key));
  if (key.length < name.length) throw raise.NotImplementedError('attributes not supported');
  return value;
}

function formatField({ name, conversion, spec }: Replacement, given: Arguments): string {
  let value = findArgument(name, given);
  if (conversion !== '' || spec === null) {
    const text = conversion === 'r' ? repr(value) : str(value);
    // The firmware first makes a string of the text.
    chargePrinted(text);
    if (spec === null) return text;
    value = makeStr(text);
  }
  enter();
  try {
    // MicroPython: a NUL ends the specification, as it does in C.
    const { field, type } = readSpec(expand(spec, given).replace(/\0[\s\S]*/, ''), value);
    return formatValue(value, field, type);
  } finally {
    leave();
  }
}

const SPEC = /^(?:([<>=^])|([\0-\x7f])([<>=^]))?([-+ ])?(#)?(\d*)([,_])?(?:\.(\d*))?([bcdeEfFgGnosxX%])?/u;

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
    width: width === '' ? -1 : wrappingNumber(width),
    precision: places === undefined || places === '' ? -1 : wrappingNumber(places),
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

function formatValue(value: Value, field: Field, type: string): string {
  if (looksInteger(value)) {
    const n = typeof value === 'boolean' ? Number(value) : value;
    // MicroPython ignores the precision of an integer.
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
    if (type === '' || type === 's') return pad(cut(strData(value), field.precision), field);
  }
  throw raise.ValueError("unknown format code '%c' for object of type '%s'", type, typeName(value));
}
