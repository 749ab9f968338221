/**
 * Words of the machine, on which code of `@micropython.viper` works: 32 bits, kept as a signed number whatever they stand for. The operators
 * behave like the instructions that MicroPython emits for a Cortex-M4 (`py/emitnative.c`, `py/asmthumb.c`; ARM DDI 0403 A7.7).
 */
import { NativeType } from '../bytecode/native-type.js';
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { addressOfBuffer } from './address.js';
import { compareNumbers } from './compare.js';
import { newInt } from './int.js';
import { truncatedInt } from './machine-int.js';
import { isTrue } from './protocol/truth.js';
import type { Value } from './value.js';

/**
 * Converts an object to a word of a type (`py/nativeglue.c`, mp_native_from_obj). Raises TypeError for an int type if the object is not an
 * int, and for a pointer type if it is neither a buffer nor an int.
 */
export function toWord(value: Value, type: NativeType): number {
  switch (type) {
    case NativeType.BOOL:
      return isTrue(value) ? 1 : 0;
    case NativeType.INT:
    case NativeType.UINT:
      return truncatedInt(value) | 0;
    default:
      return (addressOfBuffer(value) ?? truncatedInt(value)) | 0;
  }
}

/** Converts a word of a type to an object (mp_native_to_obj). An address becomes an int. */
export function toObject(word: number, type: NativeType): Value {
  switch (type) {
    case NativeType.BOOL:
      return word !== 0;
    case NativeType.INT:
      return newInt(word);
    default:
      return newInt(word >>> 0);
  }
}

/** `-word` or `~word`. */
export const wordUnary = (op: UnaryOp, word: number): number => (op === UnaryOp.INVERT ? ~word : -word | 0);

/** Applies an operator to words; a comparison returns 1 or 0. */
export function wordBinary(op: BinaryOp, left: number, right: number, isUnsigned: boolean): number {
  switch (op) {
    case BinaryOp.ADD:
      return (left + right) | 0;
    case BinaryOp.SUBTRACT:
      return (left - right) | 0;
    case BinaryOp.MULTIPLY:
      return Math.imul(left, right);
    case BinaryOp.AND:
      return left & right;
    case BinaryOp.OR:
      return left | right;
    case BinaryOp.XOR:
      return left ^ right;
    case BinaryOp.LSHIFT:
      return shiftLeft(left, right);
    case BinaryOp.RSHIFT:
      return isUnsigned ? shiftRightUnsigned(left, right) : shiftRight(left, right);
    case BinaryOp.FLOOR_DIVIDE:
      return floorDivide(left, right);
    case BinaryOp.MODULO:
      return modulo(left, right);
    default:
      return compareNumbers(op, isUnsigned ? left >>> 0 : left, isUnsigned ? right >>> 0 : right) ? 1 : 0;
  }
}

/** LSL by a register, of which only the lowest byte counts. */
export const shiftLeft = (word: number, by: number): number => ((by & 0xff) > 31 ? 0 : word << by);
/** ASR by a register. */
export const shiftRight = (word: number, by: number): number => word >> Math.min(by & 0xff, 31);
/** LSR by a register. */
export const shiftRightUnsigned = (word: number, by: number): number => ((by & 0xff) > 31 ? 0 : (word >>> by) | 0);

/** SDIV, which returns 0 for a division by 0. */
const divide = (left: number, right: number): number => (right === 0 ? 0 : (left / right) | 0);

/** `left // right` (`py/smallint.c`, mp_small_int_floor_divide). The adjustment of the dividend before the division may wrap. */
export function floorDivide(left: number, right: number): number {
  let dividend = left;
  if (left >= 0) {
    if (right < 0) dividend = (left - right - 1) | 0;
  } else if (right >= 0) dividend = (left - right + 1) | 0;
  return divide(dividend, right);
}

/** `left % right` (mp_small_int_modulo), computed by a division and a multiplication. */
export function modulo(left: number, right: number): number {
  const rest = (left - Math.imul(divide(left, right), right)) | 0;
  return (rest < 0 && right > 0) || (rest > 0 && right < 0) ? (rest + right) | 0 : rest;
}
