/** Arithmetic on constants, as far as MicroPython folds it when parsing (`py/parse.c`): numbers only, and never an operation that would raise. */
import type { Constant } from '../bytecode/code.js';
import { pow } from '../libm/exponential.js';
import type { BinaryOperator } from '../syntax/ast.js';

/** A whole or floating-point constant. */
export type NumberConstant = Extract<Constant, { type: 'int' | 'float' }>;

/** The largest integer worth folding, in bits: more does not fit in a board's heap, where the real compiler gives up. */
const FOLDED_BITS = 800_000;

/** Small integers of a 32-bit board. */
const SMALL_INT_LIMIT = 2 ** 30;

/** Numbers are the only constants that arithmetic folds; `True` and imaginary ones are none. */
export function isNumber(value: Constant | null): value is NumberConstant {
  return value !== null && (value.type === 'int' || value.type === 'float');
}

/** The small integer that the constant is, or null. */
export function smallInt(value: Constant | null): number | null {
  if (value === null || value.type !== 'int' || typeof value.value !== 'number') return null;
  return value.value >= -SMALL_INT_LIMIT && value.value < SMALL_INT_LIMIT ? value.value : null;
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

/** `left operator right`, or null where the operation would raise or give something else than a real number. */
export function foldBinary(operator: BinaryOperator, left: NumberConstant, right: NumberConstant): NumberConstant | null {
  if (left.type === 'int' && right.type === 'int') return foldInts(operator, BigInt(left.value), BigInt(right.value));
  return foldFloats(operator, Number(left.value), Number(right.value));
}

function int(value: bigint): NumberConstant {
  const near = Number(value);
  return { type: 'int', value: Number.isSafeInteger(near) ? near : value };
}

const float = (value: number): NumberConstant => ({ type: 'float', value });

function foldInts(operator: BinaryOperator, a: bigint, b: bigint): NumberConstant | null {
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
      return b === 0n ? null : float(Number(a) / Number(b));
    case '**':
      if (b < 0n) return a === 0n ? null : float(pow(Number(a), Number(b)));
      return bits(a) * Number(b) > FOLDED_BITS ? null : int(a ** b);
    case '@':
      return null;
  }
}

function foldFloats(operator: BinaryOperator, a: number, b: number): NumberConstant | null {
  switch (operator) {
    case '+':
      return float(a + b);
    case '-':
      return float(a - b);
    case '*':
      return float(a * b);
    case '/':
      return b === 0 ? null : float(a / b);
    case '//':
      return b === 0 ? null : float(floatDivide(a, b));
    case '%':
      return b === 0 ? null : float(floatModulo(a, b));
    case '**':
      if ((a === 0 && b < 0) || (a < 0 && b !== Math.floor(b))) return null;
      return float(pow(a, b));
    default:
      return null;
  }
}

const bits = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** As `py/objfloat.c` does it: the remainder has the divisor's sign. */
function floatModulo(a: number, b: number): number {
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

function floatDivide(a: number, b: number): number {
  const quotient = (a - floatModulo(a, b)) / b;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}
