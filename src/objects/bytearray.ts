/** `bytearray`: the value. `bytearray-type.ts` fills the Python type. */
import { GrowingArray } from './growing-array.js';
import { PyType } from './type.js';

/** A `bytearray`. Its typecode is not visible to Python code. */
export class PyByteArray extends GrowingArray {
  get type(): PyType {
    return bytearrayType;
  }
  get typecode(): string {
    return 'B';
  }
}

/** `bytearray`. */
export const bytearrayType = new PyType('bytearray', {});

/** Makes a bytearray on the heap, which takes over the array. */
export function newByteArray(bytes: Uint8Array): PyByteArray {
  return new PyByteArray(bytes);
}

/** Makes a bytearray over memory of native code which, like the memory, is not on the heap. */
export function unownedByteArray(bytes: Uint8Array): PyByteArray {
  return new PyByteArray(bytes, 'unowned');
}
