/** `bytes`: the value, and access to the bytes of any object that has a buffer. `bytes-type.ts` fills the Python type. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { decodeUtf8 } from '../utf8.js';
import { allocate, charge } from './charge.js';
import { raise } from './exception.js';
import { PyInstance } from './instance.js';
import { lengthMaybe } from './protocol/truth.js';
import { checkLength, textOf } from './str.js';
import { type Buffer, PyType, typeOf } from './type.js';
import type { PyObject, Value } from './value.js';

/** A `bytes` object. Immutable: the array must never be written to. */
export class PyBytes implements PyObject {
  constructor(readonly bytes: Uint8Array) {}
  get type(): PyType {
    return bytesType;
  }
}

/** `bytes`. */
export const bytesType = new PyType('bytes', {});

/** `b''`. */
export const emptyBytes = new PyBytes(new Uint8Array(0));

/** Makes a bytes object on the heap, which takes over the array. */
export function newBytes(bytes: Uint8Array): PyBytes {
  if (bytes.length === 0) return emptyBytes;
  charge(EVENT_PRICE.COPY_PER_BYTE * bytes.length);
  allocate(16, 'bytes');
  allocate(bytes.length + 1, 'bytes');
  return new PyBytes(bytes);
}

/** The text of a str or of bytes, as the firmware's own code takes both (`mp_obj_str_get_data`). Raises TypeError for any other value. */
export function strData(value: Value): string {
  return value instanceof PyBytes ? (decodeUtf8(value.bytes, 'keep') as string) : textOf(value);
}

/** Makes a zeroed array of `length` bytes. Raises MemoryError for more than any board holds. */
export function room(length: number): Uint8Array {
  checkLength(length);
  return new Uint8Array(length);
}

/**
 * Asks a source of items for its length, as the firmware does before it makes an array of them. The length is unsigned, so a negative one
 * exceeds any memory. Returns undefined if the source has no length. Raises MemoryError.
 */
export function askLength(source: Value, itemBytes = 1): number | undefined {
  const expected = lengthMaybe(source);
  if (typeof expected !== 'number') return expected === undefined ? undefined : 0;
  checkLength((expected < 0 ? 2 ** 32 + expected : expected) * itemBytes);
  return expected;
}

/** The buffer of an object, or undefined if it has none. */
export function bufferOf(value: Value): Buffer | undefined {
  if (value instanceof PyInstance) return value.native === undefined ? undefined : bufferOf(value.native);
  return typeOf(value).slots.buffer?.(value);
}

/** The buffer of an object. Raises TypeError if it has none. */
export function readableBuffer(value: Value): Buffer {
  const buffer = bufferOf(value);
  if (buffer === undefined) throw raise.TypeError('object with buffer protocol required');
  return buffer;
}

/** The buffer of an object. Raises TypeError if it has none that is writable. */
export function writableBuffer(value: Value): Buffer {
  const buffer = readableBuffer(value);
  if (!buffer.writable) throw raise.TypeError('object with buffer protocol required');
  return buffer;
}

/** Compares two sequences of unsigned bytes; returns a negative number, zero or a positive number. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const least = Math.min(a.length, b.length);
  for (let i = 0; i < least; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
