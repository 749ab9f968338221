/** Numbers in bytes, with the typecodes of `struct` and `array` (`py/binary.c`). Little-endian and 32-bit, like the board. */
import { raise } from './exception.js';
import { newFloat, toFloat } from './float.js';
import { type Int, isInt, newInt } from './int.js';
import { intToBytes } from './int-text.js';
import { machineInt } from './machine-int.js';
import { textAt } from './memory.js';
import { valueOf, wordOf } from './references.js';
import { newStr } from './str.js';
import type { Value } from './value.js';

/** Sizes in bytes by typecode. `O`, `P` and `S` are the addresses of an object, of anything, and of a text. */
const SIZES: Readonly<Record<string, number>> = {
  b: 1,
  B: 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  P: 4,
  O: 4,
  S: 4,
};

/** The size of an item in bytes. Raises ValueError for an unknown typecode. */
export function itemSize(code: string): number {
  const size = SIZES[code];
  if (size === undefined) throw raise.ValueError('bad typecode');
  return size;
}

const scratch = new DataView(new ArrayBuffer(8));

/** Copies bytes into the scratch view, least significant first. */
function load(bytes: Uint8Array, at: number, size: number, littleEndian: boolean): DataView {
  for (let i = 0; i < size; i++) scratch.setUint8(littleEndian ? i : size - 1 - i, bytes[at + i] as number);
  return scratch;
}

/** Copies bytes out of the scratch view. */
function store(bytes: Uint8Array, at: number, size: number, littleEndian: boolean): void {
  for (let i = 0; i < size; i++) bytes[at + i] = scratch.getUint8(littleEndian ? i : size - 1 - i);
}

/** Reads the item at an offset. */
export function readItem(code: string, bytes: Uint8Array, at: number, littleEndian = true): Value {
  if (code === 'B') return bytes[at] as number;
  const view = load(bytes, at, itemSize(code), littleEndian);
  switch (code) {
    case 'b':
      return view.getInt8(0);
    case 'h':
      return view.getInt16(0, true);
    case 'H':
      return view.getUint16(0, true);
    case 'i':
    case 'l':
      return newInt(view.getInt32(0, true));
    case 'I':
    case 'L':
    case 'P':
      return newInt(view.getUint32(0, true));
    case 'q':
      return newInt(view.getBigInt64(0, true));
    case 'Q':
      return newInt(view.getBigUint64(0, true));
    case 'e':
      return newFloat(decodeHalf(view.getUint16(0, true)));
    case 'f':
      return newFloat(view.getFloat32(0, true));
    case 'd':
      return newFloat(view.getFloat64(0, true));
    case 'O':
      return valueOf(view.getUint32(0, true));
    default:
      return newStr(textAt(view.getUint32(0, true)));
  }
}

/** Stores an item; integers are truncated to its size. Raises TypeError for a value that is not a number. */
export function writeItem(code: string, bytes: Uint8Array, at: number, value: Value, littleEndian = true): void {
  const size = itemSize(code);
  switch (code) {
    case 'e':
      scratch.setUint16(0, encodeHalf(toFloat(value)), true);
      break;
    case 'f':
      scratch.setFloat32(0, toFloat(value), true);
      break;
    case 'd':
      scratch.setFloat64(0, toFloat(value), true);
      break;
    case 'O':
      scratch.setUint32(0, wordOf(value), true);
      break;
    default:
      writeInt(bytes, at, size, value, littleEndian);
      return;
  }
  store(bytes, at, size, littleEndian);
}

function writeInt(bytes: Uint8Array, at: number, size: number, value: Value, littleEndian: boolean): void {
  const n: Int = isInt(value) ? value : machineInt(value);
  if (size === 1 && typeof n === 'number') bytes[at] = n;
  else intToBytes(n, bytes.subarray(at, at + size), littleEndian);
}

function decodeHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (fraction + 1024) * 2 ** (exponent - 25);
}

/** Rounds to the nearest half-precision number, ties away from zero, as `py/binary.c` does without hardware support. */
function encodeHalf(v: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, v);
  const raw = view.getUint32(0);
  let mantissa = ((raw >> 13) & 0x3ff) + ((raw >> 12) & 1);
  let exponent = (raw >> 23) & 0xff;
  if (exponent === 0xff) exponent = 0x1f;
  else if (exponent !== 0) {
    exponent -= 127 - 15;
    if (exponent < 0) {
      mantissa = exponent >= -11 ? (mantissa | 0x400) >> -exponent : 0;
      mantissa = mantissa & 1 ? (mantissa >> 1) + 1 : mantissa >> 1;
      exponent = 0;
    } else if (exponent > 0x3f) {
      exponent = 0x1f;
      mantissa = 0;
    }
  }
  return (((raw >> 16) & 0x8000) | (exponent << 10) | mantissa) & 0xffff;
}
