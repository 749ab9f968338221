/**
 * Shared by the methods of str, bytes and bytearray (`py/objstr.c`): conversion of each to a string of units, one per UTF-16 unit or one
 * per byte, on which string algorithms work, and back to a value of the same type.
 */

import { bytesToUnits, charactersOf, encodeUtf8, hasLoneBytes, unitsToBytes } from '../utf8.js';
import { newByteArray, PyByteArray } from './bytearray.js';
import { emptyBytes, newBytes, PyBytes } from './bytes.js';
import { raise } from './exception.js';
import { machineInt, machineIntMaybe } from './machine-int.js';
import { None } from './none.js';
import { boundIndex } from './sequence.js';
import { badImplicitConversion, isStr, newNarrowStr, newStr, PyStr, type Str, wholeStr } from './str.js';
import { typeName } from './type.js';
import type { Value } from './value.js';

/** A value that has the methods of a string. */
export type Text = Str | PyBytes | PyByteArray;

/** Whether a value is of type str, bytes or bytearray. */
export function isText(value: Value): value is Text {
  return isStr(value) || value instanceof PyBytes || value instanceof PyByteArray;
}

/** The units of a text. */
export function unitsOf(text: Text): string {
  if (typeof text === 'string') return text;
  return text instanceof PyStr ? text.text : bytesToUnits(text.bytes);
}

/** Makes a new value of the type of `like`. */
export function rebuild(like: Text, units: string): Text {
  if (typeof like === 'string') return newNarrowStr(units);
  if (like instanceof PyStr) return newStr(units);
  return like instanceof PyBytes ? newBytes(unitsToBytes(units)) : newByteArray(unitsToBytes(units));
}

/** As `rebuild`, for a part of a text (`mp_obj_new_str_of_type`). Raises UnicodeError for a str that is not UTF-8. */
export function part(like: Text, units: string): Text {
  return like instanceof PyStr && hasLoneBytes(units) ? wholeStr(encodeUtf8(units)) : rebuild(like, units);
}

/** As `rebuild`, for a result that may contain characters that `like` does not. */
export function build(like: Text, units: string): Text {
  return typeof like === 'string' ? newStr(units) : rebuild(like, units);
}

/** The empty value for the type of `like`. MicroPython: for a bytearray, too, it is b''. */
export function emptyLike(like: Text): Text {
  return isStr(like) ? '' : emptyBytes;
}

/** The units of an argument that must have the type of `like`; bytes and bytearray count as one type. Raises TypeError. */
export function sameUnits(like: Text, argument: Value): string {
  if (isStr(like) ? isStr(argument) : argument instanceof PyBytes || argument instanceof PyByteArray) return unitsOf(argument as Text);
  throw badImplicitConversion(argument);
}

/** The units of a str or bytes, in the form that `like` has. Raises TypeError for other values. */
export function anyUnits(like: Text, argument: Value): string {
  if (!isStr(argument) && !(argument instanceof PyBytes)) throw badImplicitConversion(argument);
  if (isStr(like) === isStr(argument)) return unitsOf(argument);
  return isStr(argument) ? bytesToUnits(encodeUtf8(unitsOf(argument))) : unitsOf(argument);
}

/** The unit for an index of a slice or search, clamped to the text. Raises TypeError. */
export function boundUnit(text: Text, units: string, index: Value): number {
  if (!isStr(text)) return boundIndex(text.type, units.length, index);
  const given = typeof index === 'number' ? machineInt(index) : machineIntMaybe(index);
  if (given === undefined) throw raise.TypeError('string indices must be integers, not %s', typeName(index));
  const { length } = text instanceof PyStr ? text.points : units;
  const place = Math.min(length, Math.max(0, given < 0 ? given + length : given));
  return text instanceof PyStr ? pointToUnit(text, place) : place;
}

/** Start and end of a search, in units, from its optional arguments. */
export function boundUnits(text: Text, units: string, start: Value | undefined, stop: Value | undefined): [start: number, stop: number] {
  return [
    start === undefined || start === None ? 0 : boundUnit(text, units, start),
    stop === undefined || stop === None ? units.length : boundUnit(text, units, stop),
  ];
}

/** Unit at which a character begins. */
function pointToUnit(text: PyStr, point: number): number {
  let unit = 0;
  for (let i = 0; i < point; i++) unit += (text.points[i] as string).length;
  return unit;
}

/** Number of characters before a unit. */
export function unitToPoint(text: Text, unit: number): number {
  if (!(text instanceof PyStr)) return unit;
  return charactersOf(text.text.slice(0, unit)).length;
}
