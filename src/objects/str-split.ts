/** Splitting of str, bytes and bytearray (`py/objstr.c`, mp_obj_str_split and the like). */
import { raise } from './exception.js';
import { appendItem, newList } from './list.js';
import { None } from './none.js';
import { checkLength } from './str.js';
import { anyUnits, part, sameUnits, type Text, unitsOf } from './text-units.js';
import type { Value } from './value.js';

/** White space. */
export const SPACE = ' \t\n\r\v\f';
/** Whether a unit is white space. */
export const isSpace = (unit: string): boolean => SPACE.includes(unit);

/** `split(separator, most)`. If `most` < 0, there is no limit. */
export function split(self: Text, separator: Value, most: number): Value {
  const pieces = separator === None ? splitSpace(unitsOf(self), most) : splitAt(unitsOf(self), separatorUnits(self, separator), most);
  const list = newList([]);
  for (const piece of pieces) appendItem(list, part(self, piece));
  return list;
}

/** Splits at runs of white space. If `most` < 0, there is no limit. */
function splitSpace(units: string, most: number): string[] {
  const pieces: string[] = [];
  let at = 0;
  const skip = (space: boolean): void => {
    while (at < units.length && isSpace(units[at] as string) === space) at++;
  };
  skip(true);
  for (let left = most; at < units.length && left !== 0; left--) {
    const start = at;
    skip(false);
    pieces.push(units.slice(start, at));
    if (at >= units.length) return pieces;
    skip(true);
  }
  if (at < units.length) pieces.push(units.slice(at));
  return pieces;
}

/** The units of a separator. MicroPython: to split bytes or a bytearray, it must be bytes. */
function separatorUnits(self: Text, separator: Value): string {
  sameUnits(self, separator);
  return anyUnits(self, separator);
}

function splitAt(units: string, separator: string, most: number): string[] {
  if (separator === '') throw raise.ValueError('empty separator');
  const pieces = units.split(separator);
  if (most < 0 || pieces.length <= most + 1) return pieces;
  return [...pieces.slice(0, most), pieces.slice(most).join(separator)];
}

/** `rsplit(separator, most)`. */
export function rsplit(self: Text, separator: Value, most: number): Value {
  if (most < 0) return split(self, separator, most);
  if (separator === None) throw raise.NotImplementedError('rsplit(None,n)');
  const cut = anyUnits(self, separator);
  if (cut === '') throw raise.ValueError('empty separator');
  // The firmware makes a list with room for the maximum number of parts.
  checkLength(4 * (most + 1));
  const list = newList([], most + 1);
  const units = unitsOf(self);
  const pieces: string[] = [];
  let end = units.length;
  for (let left = most; left > 0; left--) {
    const found = end < cut.length ? -1 : units.lastIndexOf(cut, end - cut.length);
    if (found < 0) break;
    pieces.push(units.slice(found + cut.length, end));
    end = found;
  }
  pieces.push(units.slice(0, end));
  for (const piece of pieces.reverse()) list.items.push(part(self, piece));
  return list;
}

/** `splitlines(keepends)`. */
export function splitLines(self: Text, keepEnds: boolean): Value {
  const lines = newList([]);
  for (const [line, body] of unitsOf(self).matchAll(/([^\r\n]*)(?:\r\n|\n|\r|$)/g) as Iterable<[string, string]>) {
    if (line !== '') appendItem(lines, part(self, keepEnds ? line : body));
  }
  return lines;
}
