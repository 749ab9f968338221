/** Arithmetic on constants that MicroPython folds when parsing (`py/parse.c`): only numbers, and never an operation that would raise. */

import type { Constant } from '../bytecode/code.js';
import { SMALL_LIMIT } from '../bytecode/small-int.js';
import { divmod, floatOf, modulo, rounded } from '../libm/arithmetic.js';
import { pow } from '../libm/exponential.js';
import type { BinaryOperator } from '../syntax/ast.js';

/** A whole or floating-point constant. */
export type NumberConstant = Extract<Constant, { type: 'int' | 'float' }>;

/** Size in bits of the largest integer that is folded. A larger one does not fit in a board's heap, and the real compiler gives up. */
const FOLDED_BITS = 800_000;

/** Numbers are the only constants that arithmetic folds; `True` and imaginary constants do not count as numbers. */
export function isNumber(value: Constant | null): value is NumberConstant {
  return value !== null && (value.type === 'int' || value.type === 'float');
}

/** The small integer that the constant is, or null. */
export function smallInt(value: Constant | null): number | null {
  if (value === null || value.type !== 'int' || typeof value.value !== 'number') return null;
  return value.value >= -SMALL_LIMIT && value.value < SMALL_LIMIT ? value.value : null;
}

/** `bool(value)`. */
export function isTrue(value: Constant): boolean {
  switch (value.type) {
    case 'none':
      return false;
    case 'ellipsis':
      return true;
    case 'bool':
      return value.value;
    case 'int':
      return value.value !== 0 && value.value !== 0n;
    case 'float':
    case 'imaginary':
      return value.value !== 0;
    case 'text':
    case 'bytes':
      return value.value.length > 0;
    case 'tuple':
      return value.items.length > 0;
  }
}

/** `operator value`, or null where nothing is folded. */
export function foldUnary(operator: '+' | '-' | '~', value: NumberConstant): NumberConstant | null {
  if (value.type === 'float') {
    if (operator === '~') return null;
    return operator === '-' ? { type: 'float', value: -value.value } : value;
  }
  if (operator === '+') return value;
  return int(operator === '-' ? -BigInt(value.value) : ~BigInt(value.value));
}

/** `left operator right`, or null if the operation would raise or give something other than a real number. */
export function foldBinary(operator: BinaryOperator, left: NumberConstant, right: NumberConstant, single: boolean): NumberConstant | null {
  const isWhole = left.type === 'int' && right.type === 'int';
  const result = isWhole ? foldInts(operator, BigInt(left.value), BigInt(right.value)) : undefined;
  if (result !== undefined) return result;
  const [a, b] = [left, right].map(({ type, value }) => (type === 'int' ? floatOf(value, single) : (value as number))) as [number, number];
  const value = foldFloats(operator, a, b, single);
  return value === null ? null : { type: 'float', value: rounded(value, single) };
}

function int(value: bigint): NumberConstant {
  const near = Number(value);
  return { type: 'int', value: Number.isSafeInteger(near) ? near : value };
}

/** Like `foldBinary`; undefined if the result is a float. */
function foldInts(operator: BinaryOperator, a: bigint, b: bigint): NumberConstant | null | undefined {
  switch (operator) {
    case '+':
      return int(a + b);
    case '-':
      return int(a - b);
    case '*':
      return int(a * b);
    case '&':
      return int(a & b);
    case '|':
      return int(a | b);
    case '^':
      return int(a ^ b);
    case '<<':
      return b < 0n || bits(a) + Number(b) > FOLDED_BITS ? null : int(a << b);
    case '>>':
      return b < 0n || b > 0x7fffffffn ? null : int(a >> b);
    case '//':
      return b === 0n ? null : int(floorDivide(a, b));
    case '%':
      return b === 0n ? null : int(a - floorDivide(a, b) * b);
    case '/':
      return undefined;
    case '**':
      if (b < 0n) return undefined;
      return bits(a) * Number(b) > FOLDED_BITS ? null : int(a ** b);
    case '@':
      return null;
  }
}

function foldFloats(operator: BinaryOperator, a: number, b: number, single: boolean): number | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? null : a / b;
    case '//':
      return b === 0 ? null : divmod(a, b, single)[0];
    case '%':
      return b === 0 ? null : modulo(a, b, single);
    case '**':
      return (a === 0 && b < 0) || (a < 0 && b !== Math.floor(b)) ? null : pow(a, b);
    default:
      return null;
  }
}

const bits = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
