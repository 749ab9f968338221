/** `bytearray`: the value. The Python type is filled by `bytearray-type.ts`. */
import { GrowingArray } from './growing-array.js';
import { PyType } from './type.js';

/** A `bytearray`; its typecode is of no concern to Python code. */
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

/** A bytearray on the heap; takes over the array. */
export function newByteArray(bytes: Uint8Array): PyByteArray {
  return new PyByteArray(bytes);
}
