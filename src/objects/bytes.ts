/** `bytes`: the value, and reading the bytes of any object that has them. The Python type is filled by `bytes-type.ts`. */
import { EVENT_PRICE } from '../bytecode/prices.js';
import { allocate, charge } from './charge.js';
import { raise } from './exception.js';
import { PyInstance } from './instance.js';
import { lengthMaybe } from './protocol/truth.js';
import { checkLength } from './str.js';
import { type Buffer, PyType, typeOf } from './type.js';
import type { PyObject, Value } from './value.js';

/** Immutable: nobody writes to the array. */
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

/** A bytes object on the heap; takes over the array. */
export function newBytes(bytes: Uint8Array): PyBytes {
  if (bytes.length === 0) return emptyBytes;
  charge(EVENT_PRICE.COPY_PER_BYTE * bytes.length);
  allocate(16, 'bytes');
  allocate(bytes.length + 1, 'bytes');
  return new PyBytes(bytes);
}

/** Room for so many bytes, zeroed; raises MemoryError for more than any board holds. */
export function room(length: number): Uint8Array {
  checkLength(length);
  return new Uint8Array(length);
}

/** Asks a source of items for its length, as the firmware does before it makes an array of them: unsigned, so a negative one is beyond any memory. Whether it knows. */
export function askLength(source: Value): boolean {
  const expected = lengthMaybe(source);
  if (typeof expected === 'number') checkLength(expected < 0 ? 2 ** 32 + expected : expected);
  return expected !== undefined;
}

/** The buffer of an object, or undefined if it has none. */
export function bufferOf(value: Value): Buffer | undefined {
  if (value instanceof PyInstance) return value.native === undefined ? undefined : bufferOf(value.native);
  return typeOf(value).slots.buffer?.(value);
}

/** The buffer of an object; raises TypeError. */
export function readableBuffer(value: Value): Buffer {
  const buffer = bufferOf(value);
  if (buffer === undefined) throw raise.TypeError('object with buffer protocol required');
  return buffer;
}

/** The buffer of an object that may be written to; raises TypeError. */
export function writableBuffer(value: Value): Buffer {
  const buffer = readableBuffer(value);
  if (!buffer.writable) throw raise.TypeError('object with buffer protocol required');
  return buffer;
}

/** Order of two byte sequences, as of unsigned bytes: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const least = Math.min(a.length, b.length);
  for (let i = 0; i < least; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
