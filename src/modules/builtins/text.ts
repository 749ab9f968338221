/** Builtins for text and bytes (`py/modbuiltins.c`). */
import { bytearrayType, PyByteArray } from '../../objects/bytearray.js';
import '../../objects/bytearray-type.js';
import { bytesType } from '../../objects/bytes.js';
import '../../objects/bytes-type.js';
import { arg, fn, type Members, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { memoryviewType } from '../../objects/memoryview.js';
import { badImplicitConversion, character, isStr, strLength, textOf } from '../../objects/str.js';
import { strType } from '../../objects/str-type.js';
import { newTemplate } from '../../objects/template.js';
import { isText, unitsOf } from '../../objects/text-units.js';
import type { Value } from '../../objects/value.js';
import { codePointOf, textOfPoint } from '../../utf8.js';

function characterOf(point: number): Value {
  if (point < 0 || point >= 0x110000) throw raise.ValueError('char not in range(0x110000)');
  return character(textOfPoint(point));
}

function codeOf(value: Value): Value {
  if (!isText(value) || value instanceof PyByteArray) throw badImplicitConversion(value);
  const length = isStr(value) ? strLength(value) : value.bytes.length;
  if (length !== 1) throw raise.TypeError('ord() expected a character, but string of length %d found', length);
  return isStr(value) ? codePointOf(textOf(value)) : unitsOf(value).charCodeAt(0);
}

/** Builtins for text and bytes. */
export const text: Members = {
  bytearray: bytearrayType,
  bytes: bytesType,
  memoryview: memoryviewType,
  str: strType,
  chr: fn('The character of a code point.', [arg('code', int)], characterOf, { price: 375 }),
  ord: fn('The code point of a character, or the value of a byte.', [arg('character', anything)], codeOf, { price: 410 }),
};

/** Further builtins of a firmware with t-strings. */
export const templates: Members = {
  __template__: fn('What a t-string calls.', [arg('strings', anything), rest('interpolations')], newTemplate),
};
