/** Addresses of the bytes of objects, for code that works with addresses: `uctypes`, `@micropython.viper`. */
import { bufferOf } from './bytes.js';
import { addressOfBytes, addressOfText } from './memory.js';
import { addressElsewhere } from './memoryview.js';
import { isStr, textOf } from './str.js';
import type { Value } from './value.js';

/** The address of the buffer that an object provides, or undefined if it provides none. */
export function addressOfBuffer(value: Value): number | undefined {
  const elsewhere = addressElsewhere(value);
  if (elsewhere !== undefined) return elsewhere;
  if (isStr(value)) return addressOfText(textOf(value));
  const buffer = bufferOf(value);
  return buffer === undefined ? undefined : addressOfBytes(buffer.bytes);
}
