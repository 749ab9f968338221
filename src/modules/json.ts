/** `json` (`extmod/modjson.c`). */
import { PyBytes, readableBuffer, strData } from '../objects/bytes.js';
import { NATIVE, search } from '../objects/class-lookup.js';
import { arg, fn, keyword } from '../objects/declare.js';
import { newDict, PyDict } from '../objects/dict.js';
import { PyException, raise } from '../objects/exception.js';
import { newFloat, parseFloatText } from '../objects/float.js';
import { PyInstance } from '../objects/instance.js';
import { parseInteger } from '../objects/int-text.js';
import { anything } from '../objects/kinds.js';
import { appendItem, newList, PyList } from '../objects/list.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { None } from '../objects/none.js';
import { repr } from '../objects/protocol/show.js';
import { enter, leave } from '../objects/recursion.js';
import { arrayOf } from '../objects/sequence.js';
import { isStr, newStr, textOf, wholeStr } from '../objects/str.js';
import { type Stream, streamOf } from '../objects/stream.js';
import { checked, writeBytes } from '../objects/stream-methods.js';
import type { Table } from '../objects/table.js';
import { PyTuple, tupleType } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';
import { decodeUtf8, encodeUtf8, textOfPoint } from '../utf8.js';

interface Separators {
  readonly item: string;
  readonly key: string;
}

const USUAL: Separators = { item: ', ', key: ': ' };

/** JSON text of a value. A value that JSON has no form for is shown as by `repr`. */
function show(value: Value, separators: Separators): string {
  switch (typeof value) {
    case 'boolean':
      return value ? 'true' : 'false';
    case 'string':
      return quoted(value);
    case 'object':
      break;
    default:
      return repr(value);
  }
  if (value === None) return 'null';
  if (isStr(value)) return quoted(textOf(value));
  if (value instanceof PyBytes) return quoted(decodeUtf8(value.bytes, 'keep') as string);
  enter();
  try {
    return showComposite(value, separators);
  } finally {
    leave();
  }
}

function showComposite(value: Value, separators: Separators): string {
  if (value instanceof PyList || (value instanceof PyTuple && value.type === tupleType)) {
    return showItems(value.items, separators);
  }
  if (value instanceof PyDict) return showTable(value.table, separators);
  // An exception is its arguments, one of a derived class its repr (`py/objexcept.c`, mp_obj_exception_print).
  if (value instanceof PyException) return showItems(value.args, separators);
  if (!(value instanceof PyInstance) || value.native === undefined || value.native instanceof PyException) return repr(value);
  return search(value.type, '__repr__', 'repr') === NATIVE ? show(value.native, separators) : repr(value);
}

const showItems = (items: readonly Value[], separators: Separators): string =>
  `[${items.map((item) => show(item, separators)).join(separators.item)}]`;

function showTable(table: Table, separators: Separators): string {
  const items: string[] = [];
  for (const { key, value } of table.ordered()) {
    const name = show(key, separators);
    const isText = isStr(key) || key instanceof PyBytes;
    items.push((isText ? name : `"${name}"`) + separators.key + show(value as Value, separators));
  }
  return `{${items.join(separators.item)}}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string): string {
  return `"${text.replace(/["\\\p{Cc}]/gu, (c) => ESCAPES[c] ?? (c < ' ' ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c))}"`;
}

function separatorsOf(value: Value): Separators {
  if (value === None) return USUAL;
  const parts = arrayOf(value);
  if (parts.length !== 2) throw raise.ValueError('requested length %d but object has length %d', 2, parts.length);
  return { item: strData(parts[0] as Value), key: strData(parts[1] as Value) };
}

/** Returns the parser's next byte, or 0 at the end. */
type Source = () => number;

function bufferSource(bytes: Uint8Array): Source {
  let at = 0;
  return () => bytes[at++] ?? 0;
}

function streamSource(stream: Stream): Source {
  const one = new Uint8Array(1);
  return () => (checked(stream.read?.(one) ?? 0) === 0 ? 0 : (one[0] as number));
}

const code = (character: string): number => character.charCodeAt(0);
const QUOTE = code('"');
const BACKSLASH = code('\\');
const CONTROL: Readonly<Record<number, number>> = { [code('b')]: 8, [code('f')]: 12, [code('n')]: 10, [code('r')]: 13, [code('t')]: 9 };
const WORDS: Readonly<Record<string, readonly [rest: string, value: Value]>> = { n: ['ull', None], f: ['alse', false], t: ['rue', true] };

function failed(): object {
  return raise.ValueError('syntax error in JSON');
}

/** Parses in one pass, without recursion. Like the firmware, it accepts more than JSON: commas and colons are space, brackets need not match. */
class Parser {
  #current: number;

  constructor(private readonly source: Source) {
    this.#current = source();
  }

  parse(): Value {
    const outer: (PyList | PyDict)[] = [];
    let top: PyList | PyDict | null = null;
    let key: Value | undefined;
    for (;;) {
      const c = String.fromCharCode(this.#take());
      if (/[,: \t\n\r]/.test(c)) continue;
      if (c === '\0') throw failed();
      if (c === '}' || c === ']') {
        if (top === null) throw failed();
        const below = outer.pop();
        if (below === undefined) return this.#end(top);
        top = below;
        continue;
      }
      const composite: PyList | PyDict | null = c === '[' ? newList([]) : c === '{' ? newDict(0) : null;
      const value: Value = composite ?? this.#simple(c);
      if (top === null) {
        if (composite === null) return this.#end(value);
        top = composite;
        continue;
      }
      if (top instanceof PyList) appendItem(top, value);
      else if (key !== undefined) {
        top.table.set(key, value);
        key = undefined;
      } else if (composite !== null) throw failed();
      else key = value;
      if (composite !== null) {
        outer.push(top);
        top = composite;
      }
    }
  }

  /** Returns the current byte and advances. */
  #take(): number {
    const byte = this.#current;
    this.#current = this.source();
    return byte;
  }

  /** Returns the value, checking that only space follows. */
  #end(value: Value): Value {
    while (this.#current === 32 || (this.#current >= 9 && this.#current <= 13)) this.#take();
    if (this.#current !== 0) throw failed();
    return value;
  }

  #simple(c: string): Value {
    const word = WORDS[c];
    if (word !== undefined) {
      for (const letter of word[0]) if (this.#take() !== code(letter)) throw failed();
      return word[1];
    }
    if (c === '"') return this.#string();
    if (c === '-' || (c >= '0' && c <= '9')) return this.#number(c);
    throw failed();
  }

  #number(first: string): Value {
    let text = first;
    while (/[-+.eE0-9]/.test(String.fromCharCode(this.#current))) text += String.fromCharCode(this.#take());
    return /[.eE]/.test(text) ? newFloat(parseFloatText(text)) : parseInteger(text, 10);
  }

  #string(): Value {
    const bytes: number[] = [];
    for (;;) {
      let c = this.#take();
      if (c === 0) throw failed();
      if (c === QUOTE) return wholeStr(Uint8Array.from(bytes));
      if (c === BACKSLASH) {
        c = this.#take();
        if (c === code('u')) {
          bytes.push(...encodeUtf8(textOfPoint(this.#hex())));
          continue;
        }
        c = CONTROL[c] ?? c;
      }
      bytes.push(c);
    }
  }

  /** Reads four hex digits. Any other character counts by its code, as in the firmware. */
  #hex(): number {
    let number = 0;
    for (let i = 0; i < 4; i++) {
      let digit = ((this.#take() | 0x20) - 48) & 0xff;
      if (digit > 9) digit = (digit - 39) & 0xff;
      number = (number << 4) | digit;
    }
    return number;
  }
}

const separators = keyword('separators', anything, None);

/** `json`. */
export const json = (): PyModule =>
  nativeModule('json', {
    dump: fn(
      'Write the text of a value to a stream.',
      [arg('value', anything), arg('stream', anything), separators],
      (value, to, given) => {
        const stream = streamOf(to, 'write');
        writeBytes(stream, encodeUtf8(show(value, separatorsOf(given))));
      },
    ),
    dumps: fn('Text of a value.', [arg('value', anything), separators], (value, given) => newStr(show(value, separatorsOf(given)))),
    load: fn('The value of the text in a stream.', [arg('stream', anything)], (from) =>
      new Parser(streamSource(streamOf(from, 'read'))).parse(),
    ),
    loads: fn('The value of a text.', [arg('text', anything)], (text) => new Parser(bufferSource(readableBuffer(text).bytes)).parse()),
  });
