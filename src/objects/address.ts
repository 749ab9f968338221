/** Where an object's bytes lie, for code that works with addresses: `uctypes`, `@micropython.viper`. */
import { bufferOf } from './bytes.js';
import { addressOfBytes, addressOfText } from './memory.js';
import { addressElsewhere } from './memoryview.js';
import { isStr, textOf } from './str.js';
import type { Value } from './value.js';

/** The address of what an object gives as a buffer; undefined if it gives none. */
export function addressOfBuffer(value: Value): number | undefined {
  const elsewhere = addressElsewhere(value);
  if (elsewhere !== undefined) return elsewhere;
  if (isStr(value)) return addressOfText(textOf(value));
  const buffer = bufferOf(value);
  return buffer === undefined ? undefined : addressOfBytes(buffer.bytes);
}
