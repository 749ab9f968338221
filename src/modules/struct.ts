/** `struct` (`extmod/modstruct.c`): numbers packed in bytes. */
import { itemSize, readItem, writeItem } from '../objects/binary.js';
import { newBytes, readableBuffer, room, strData } from '../objects/bytes.js';
import { arg, fn, rest } from '../objects/declare.js';
import { engine } from '../objects/engine.js';
import { raise } from '../objects/exception.js';
import { anything, int, type Kind, writable } from '../objects/kinds.js';
import { nativeModule, type PyModule } from '../objects/module.js';
import { checkLength } from '../objects/str.js';
import { newTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

/** A format given as str or bytes; it ends at the first NUL. */
const format: Kind<string> = {
  name: 'str',
  convert(value) {
    return strData(value).split('\0', 1)[0] as string;
  },
};

/** One code of a format and its repeat count. */
interface Field {
  readonly code: string;
  readonly count: number;
}

interface Layout {
  readonly littleEndian: boolean;
  /** Native layout: items start at multiples of their size. */
  readonly aligned: boolean;
  readonly fields: readonly Field[];
}

/** The number in a format, as an unsigned machine word (`get_fmt_num`). */
function wordOf(digits: string): number {
  let word = 0;
  for (const digit of digits) word = (10 * word + Number(digit)) % 2 ** 32;
  return word;
}

function readFormat(text: string): Layout {
  const order = '@=<>!'.includes(text[0] ?? '.') ? (text[0] as string) : '';
  // MicroPython knows no type code after '=' (`mp_binary_get_size`): the first field other than `x` or `s` raises the error.
  const fields: Field[] = [];
  for (const [, digits, code] of text.slice(order.length).matchAll(/(\d*)([\s\S]?)/g) as Iterable<[string, string, string]>) {
    if (digits === '' && code === '') break;
    const known = code === 'x' || code === 's' || order !== '=';
    if (!known || code === '') throw raise.ValueError('bad typecode');
    if (code !== 'x' && code !== 's') itemSize(code);
    fields.push({ code, count: digits === '' ? 1 : wordOf(digits) });
  }
  return { littleEndian: order !== '>' && order !== '!', aligned: order === '' || order === '@', fields };
}

/** Walks the items of a layout; `at` is the offset from its first byte. */
class Cursor {
  at = 0;
  constructor(private readonly layout: Layout) {}

  /** Advances past an item. Returns the item's offset. */
  pass(code: string): number {
    const size = itemSize(code);
    if (this.layout.aligned) this.at = Math.ceil(this.at / size) * size;
    const place = this.at;
    this.at += size;
    return place;
  }
}

/** Number of bytes that a layout takes, as an unsigned machine word; nothing is allocated for it yet. */
function sizeOf(layout: Layout): number {
  const cursor = new Cursor(layout);
  for (const { code, count } of layout.fields) {
    if (code === 'x' || code === 's') cursor.at += count;
    else if (count > 0) {
      cursor.pass(code);
      cursor.at += (count - 1) * itemSize(code);
    }
  }
  return cursor.at % 2 ** 32;
}

/** Number of values in a layout. */
function valuesIn({ fields }: Layout): number {
  return fields.reduce((sum, { code, count }) => sum + (code === 'x' ? 0 : code === 's' ? 1 : count), 0);
}

/** The position of an offset; a negative offset counts from the end. Raises ValueError for an offset before the start. */
function startIn(bytes: Uint8Array, offset: number): number {
  const start = offset < 0 ? bytes.length + offset : offset;
  if (start < 0) throw raise.ValueError('buffer too small');
  return start;
}

/** The `size` bytes of a buffer from `start` on; raises ValueError if there are fewer. */
function windowAt(bytes: Uint8Array, start: number, size: number): Uint8Array {
  if (start + size > bytes.length) throw raise.ValueError('buffer too small');
  return bytes.subarray(start, start + size);
}

function unpack(text: string, source: Value, place: Value): Value {
  const layout = readFormat(text);
  // The firmware makes the tuple before it looks at the buffer.
  checkLength(8 + 4 * valuesIn(layout));
  const all = readableBuffer(source).bytes;
  const bytes = windowAt(all, startIn(all, int.convert(place)), sizeOf(layout));
  const cursor = new Cursor(layout);
  const items: Value[] = [];
  for (const { code, count } of layout.fields) {
    if (code === 'x') cursor.at += count;
    else if (code === 's') {
      items.push(newBytes(bytes.slice(cursor.at, cursor.at + count)));
      cursor.at += count;
    } else
      for (let i = 0; i < count; i++) {
        items.push(readItem(code, bytes, cursor.pass(code), layout.littleEndian));
        if (i % 1000 === 999) engine.look();
      }
  }
  return newTuple(items);
}

/** Writes values until they run out; the bytes of further fields are left as they are. */
function packInto(layout: Layout, bytes: Uint8Array, values: readonly Value[]): void {
  const cursor = new Cursor(layout);
  let next = 0;
  for (const { code, count } of layout.fields) {
    if (next >= values.length) return;
    if (code === 'x') {
      bytes.fill(0, cursor.at, cursor.at + count);
      cursor.at += count;
    } else if (code === 's') {
      const source = readableBuffer(values[next++] as Value).bytes.subarray(0, count);
      bytes.fill(0, cursor.at, cursor.at + count);
      bytes.set(source, cursor.at);
      cursor.at += count;
    } else
      for (let i = 0; i < count && next < values.length; i++)
        writeItem(code, bytes, cursor.pass(code), values[next++] as Value, layout.littleEndian);
  }
}

/** `struct`. */
export const struct = (): PyModule => {
  const unpacking = fn(
    'The values that a buffer holds, from `offset` on.',
    [arg('fmt', format), arg('data', anything), arg('offset', anything, 0)],
    unpack,
  );
  return nativeModule('struct', {
    calcsize: fn('Number of bytes of a format, as a small int.', [arg('fmt', format)], (text) => (sizeOf(readFormat(text)) << 1) >> 1),
    pack: fn('The bytes that hold the values.', [arg('fmt', format), rest('values')], (text, values) => {
      const layout = readFormat(text);
      const bytes = room(sizeOf(layout));
      packInto(layout, bytes, values);
      return newBytes(bytes);
    }),
    pack_into: fn(
      'Store the values in a buffer, from `offset` on.',
      [arg('fmt', anything), arg('buffer', writable), arg('offset', int), rest('values')],
      (given, { bytes }, offset, values) => {
        const start = startIn(bytes, offset);
        const layout = readFormat(format.convert(given));
        packInto(layout, windowAt(bytes, start, sizeOf(layout)), values);
      },
    ),
    unpack: unpacking,
    unpack_from: unpacking,
  });
};
