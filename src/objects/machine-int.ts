/** Ints as the firmware's own code takes them: 32 bits, from any value that counts as an int (`py/obj.c`, mp_obj_get_int). */
import { raise } from './exception.js';
import { isInt, isSmall, truncateToWord } from './int.js';
import { None } from './none.js';
import { asInteger, toInteger } from './protocol/convert.js';
import { wordOf } from './references.js';
import { typeName } from './type.js';
import type { Value } from './value.js';

const OVERFLOW = 'overflow converting long int to machine word';

/** The number, or undefined if the value is not an int. Raises OverflowError beyond 32 bits and for -2**31 (`py/mpz.c`, mpz_as_int_checked). */
export function machineIntMaybe(value: Value): number | undefined {
  const integer = typeof value === 'number' ? value : asInteger(value);
  if (integer === undefined) return undefined;
  if (typeof integer === 'bigint' || integer !== (integer | 0) || integer === -0x8000_0000) throw raise.OverflowError(OVERFLOW);
  return integer;
}

/** The number. Raises TypeError for a value that is not an int, OverflowError as `machineIntMaybe` does. */
export function machineInt(value: Value): number {
  // Small ints, which most arguments are, need no more than this.
  if (typeof value === 'number' && value === (value | 0) && value !== -0x8000_0000) return value;
  const result = machineIntMaybe(value);
  if (result === undefined) throw raise.TypeError("can't convert %s to int", typeName(value));
  return result;
}

/** The same, but takes the low 32 bits of a larger int (`mp_obj_get_int_truncated`). */
export function truncatedInt(value: Value): number {
  return isInt(value) ? truncateToWord(value) : machineInt(value);
}

/** The same for an unsigned word: raises OverflowError for a negative number, too (`mp_obj_get_uint`). */
export function unsignedInt(value: Value): number {
  const integer = toInteger(value);
  if (integer < 0 || integer > 0xffff_ffff) throw raise.OverflowError(OVERFLOW);
  return Number(integer);
}

/** The value that code gets which takes any object for a small int unchecked (MP_OBJ_SMALL_INT_VALUE): its word without the lowest bit. */
export function uncheckedInt(value: Value): number {
  if (isInt(value) && isSmall(value)) return Number(value);
  if (value === None) return 3;
  if (typeof value === 'boolean') return value ? 15 : 7;
  return wordOf(value) >> 1;
}
