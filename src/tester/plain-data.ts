/** Data that Python code passes to the host: texts, bytes, numbers, lists and dicts of these, as in a set-up. */
import { bufferOf } from '../objects/bytes.js';
import { PyDict } from '../objects/dict.js';
import { raise } from '../objects/exception.js';
import { asFloat } from '../objects/float.js';
import { PyList } from '../objects/list.js';
import { None } from '../objects/none.js';
import { isStr, textOf } from '../objects/str.js';
import { PyTuple } from '../objects/tuple.js';
import type { Value } from '../objects/value.js';

/** Converts a value to what `JSON.parse` would return, and bytes to an Uint8Array. Raises TypeError for a value that is not such data. */
export function plainData(value: Value): unknown {
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (value === None) return null;
  if (isStr(value)) return textOf(value);
  if (value instanceof PyList || value instanceof PyTuple) return value.items.map(plainData);
  if (value instanceof PyDict) return plainObject(value);
  const buffer = bufferOf(value);
  if (buffer !== undefined) return buffer.bytes.slice();
  const number = asFloat(value);
  if (number === undefined) throw raise.TypeError('data must be strings, bytes, numbers, True, False, None, or lists and dicts of these');
  return number;
}

/** Like `plainData`, for a dict whose keys are texts. */
export function plainObject(dict: PyDict): Record<string, unknown> {
  const entries = [...dict.table.ordered()].map(({ key, value }) => [textOf(key), plainData(value as Value)]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
