/** Numbers in bytes, by the codes of `struct` and `array` (`py/binary.c`). Little-endian and 32-bit, as the board is. */
import { raise } from './exception.js';
import { newFloat, toFloat } from './float.js';
import { type Int, intToBytes, isInt, newInt } from './int.js';
import { machineInt } from './machine-int.js';
import type { Value } from './value.js';

/** Sizes by code. `O`, `P` and `S` are addresses in the firmware. */
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

/** Bytes of an item; raises ValueError for an unknown code. */
export function itemSize(code: string): number {
  const size = SIZES[code];
  if (size === undefined) throw raise.ValueError('bad typecode');
  return size;
}

/** The item at a place. */
export function readItem(code: string, bytes: Uint8Array, at: number, littleEndian = true): Value {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, itemSize(code));
  switch (code) {
    case 'b':
      return view.getInt8(0);
    case 'B':
      return view.getUint8(0);
    case 'h':
      return view.getInt16(0, littleEndian);
    case 'H':
      return view.getUint16(0, littleEndian);
    case 'i':
    case 'l':
      return newInt(view.getInt32(0, littleEndian));
    case 'I':
    case 'L':
    case 'P':
      return newInt(view.getUint32(0, littleEndian));
    case 'q':
      return newInt(view.getBigInt64(0, littleEndian));
    case 'Q':
      return newInt(view.getBigUint64(0, littleEndian));
    case 'e':
      return newFloat(decodeHalf(view.getUint16(0, littleEndian)));
    case 'f':
      return newFloat(view.getFloat32(0, littleEndian));
    case 'd':
      return newFloat(view.getFloat64(0, littleEndian));
    default:
      throw raise.NotImplementedError("typecode '%s' is an address and is not simulated", code);
  }
}

/** Stores an item; integers are cut to its size. Raises TypeError for what is no number. */
export function writeItem(code: string, bytes: Uint8Array, at: number, value: Value, littleEndian = true): void {
  const size = itemSize(code);
  if (code === 'e' || code === 'f' || code === 'd') {
    const view = new DataView(bytes.buffer, bytes.byteOffset + at, size);
    const v = toFloat(value);
    if (code === 'e') view.setUint16(0, encodeHalf(v), littleEndian);
    else if (code === 'f') view.setFloat32(0, v, littleEndian);
    else view.setFloat64(0, v, littleEndian);
    return;
  }
  if (code === 'O' || code === 'S') throw raise.NotImplementedError("typecode '%s' is an address and is not simulated", code);
  if (size === 1 && typeof value === 'number') {
    bytes[at] = value;
    return;
  }
  const n: Int = isInt(value) ? value : machineInt(value);
  intToBytes(n, bytes.subarray(at, at + size), littleEndian);
}

function decodeHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (fraction + 1024) * 2 ** (exponent - 25);
}

/** To the nearest half, ties away from zero, as `py/binary.c` does without help of the hardware. */
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
