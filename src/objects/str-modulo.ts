/** The `%` operator of str and bytes (`py/objstr.c`). */
import { EXTRA } from '../bytecode/prices.js';
import { utf8Length } from '../utf8.js';
import { PyBytes } from './bytes.js';
import { charge } from './charge.js';
import { dictType, PyDict } from './dict.js';
import { raise } from './exception.js';
import { floatToInt, PyFloat, toFloat } from './float.js';
import { asUnits, characterOf, cut, looksInteger, wrappingNumber } from './format-field.js';
import { machineInt } from './machine-int.js';
import { type Field, pad, plainField, printFloat, printInt } from './print-number.js';
import { toInteger } from './protocol/convert.js';
import { repr, str } from './protocol/show.js';
import { loadSubscript } from './protocol/subscript.js';
import { interned, isStr, makeStr, textOf } from './str.js';
import { type Text, unitsOf } from './text-units.js';
import { PyTuple } from './tuple.js';
import type { Value } from './value.js';

/** Returns the units of the result of `pattern % value`. */
export function formatModulo(pattern: Text, value: Value): string {
  charge(EXTRA.STR_FORMAT);
  const values = value instanceof PyTuple ? value.items : [value];
  return new Modulo(
    unitsOf(pattern),
    values,
    value instanceof PyDict && value.type === dictType ? value : null,
    pattern instanceof PyBytes,
  ).run();
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
    for (;;) {
      const percent = pattern.indexOf('%', this.at);
      if (percent < 0) break;
      result += pattern.slice(this.at, percent);
      this.at = percent + 1;
      result += pattern[this.at] === '%' ? '%' : this.field();
      this.at++;
    }
    result += pattern.slice(this.at);
    if (this.dict === null && this.used !== this.values.length) throw raise.TypeError("format string didn't convert all arguments");
    return result;
  }

  /** Formats one field. Afterwards `at` is the place of the field's type. */
  private field(): string {
    const { pattern } = this;
    if (this.at >= pattern.length) throw incomplete();
    let value = pattern[this.at] === '(' ? this.byName() : undefined;
    const field = plainField();
    let left = false;
    flags: for (; ; this.at++) {
      switch (pattern[this.at]) {
        case '-':
          left = true;
          continue;
        case '+':
          field.sign = '+';
          continue;
        case ' ':
          field.sign ||= ' ';
          continue;
        case '#':
          field.prefix = true;
          continue;
        case '0':
          field.fill = '0';
          continue;
        default:
          break flags;
      }
    }
    field.width = this.number(0);
    if (pattern[this.at] === '.') {
      this.at++;
      field.precision = this.number(0);
    }
    if (this.at >= pattern.length) throw incomplete();
    value ??= this.take();
    field.align = left ? '<' : field.fill === '0' ? '=' : '>';
    const type = pattern[this.at] as string;
    if (field.prefix) field.prefix = 'oxX'.includes(type);
    return this.format(value, type, field);
  }

  /** The value of `%(name)`. */
  private byName(): Value {
    if (this.dict === null) throw raise.TypeError('format needs a dict');
    this.used = 1;
    const end = this.pattern.indexOf(')', this.at);
    if (end < 0) throw raise.ValueError('incomplete format key');
    const key = makeStr(interned(this.pattern.slice(this.at + 1, end)));
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
    const start = this.at;
    while (isDigit(this.pattern[this.at])) this.at++;
    return this.at === start ? otherwise : wrappingNumber(this.pattern.slice(start, this.at));
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
        // Bytes in bytes are inserted unchanged.
        return padUnits(unitsOf(value), field);
      default:
        throw raise.ValueError("unsupported format character '%c' (0x%x) at index %d", type, type.charCodeAt(0), this.at);
    }
  }

  private text(text: string, field: Field): string {
    // Text is never filled with zeros.
    if (field.align !== '<') field.align = '>';
    field.fill = ' ';
    return asUnits(pad(cut(text, field.precision), field), this.isBytes);
  }
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= '0' && c <= '9';

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
