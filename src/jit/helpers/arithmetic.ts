/** Operators, in the cases that generated code does not handle in place. */
import { BinaryOp, UnaryOp } from '../../bytecode/operators.js';
import { EXTRA } from '../../bytecode/prices.js';
import { SMALL_MAX } from '../../bytecode/small-int.js';
import { fuel } from '../../execution.js';
import { admit, heap } from '../../objects/charge.js';
import { compareNumbers } from '../../objects/compare.js';
import { complexSum, PyComplex } from '../../objects/complex.js';
import { EXACT_LIMIT, newFloat, PyFloat } from '../../objects/float.js';
import { binaryOp, unaryOp } from '../../objects/protocol/number.js';
import type { Value } from '../../objects/value.js';
import type { LinkedCode } from '../../vm/link.js';
import { current } from '../../vm/thread.js';

/** Returns `left op right` for operands of any kind. The result may be so large that the collector must look at once. */
export function operate(op: BinaryOp, left: Value, right: Value): Value {
  heap.isUrgent = false;
  const value = binaryOp(op, left, right);
  if (heap.isUrgent) current.collectBefore(value);
  return value;
}

const operands = { left: 0, right: 0 };

/** Stands for a float whose value is a number in the companion variable. */
export const RAW = new PyFloat(Number.NaN);

/** Makes the object of a raw float. Its memory was charged when the number was made. */
export const box = (v: number): PyFloat => new PyFloat(v);

/**
 * Called when the heap seems to have no room for a float, whose block has been counted. May raise MemoryError, and then charges the operator's
 * time (`price`).
 */
export function makeRoom(price: number): void {
  heap.taken--;
  fuel.left -= price;
  admit(16, 'float');
  fuel.left += price;
  heap.taken++;
}

/** Whether two operands are floats, or a float and a small int; if so, puts their values into `operands`. */
function takesFloats(left: Value, right: Value): boolean {
  if (left instanceof PyFloat) {
    operands.left = left.v;
    if (right instanceof PyFloat) {
      operands.right = right.v;
      return true;
    }
    if (typeof right !== 'number' || right > EXACT_LIMIT || right < -EXACT_LIMIT) return false;
    operands.right = right;
    return true;
  }
  if (!(right instanceof PyFloat) || typeof left !== 'number' || left > EXACT_LIMIT || left < -EXACT_LIMIT) return false;
  operands.left = left;
  operands.right = right.v;
  return true;
}

/** `left + right` if the inline path does not apply; `pc` is that of the next instruction, `op` the operator, in place or not. */
export function add(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left + right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.ADD, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left + operands.right);
}

/** `left - right`, likewise. */
export function subtract(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left - right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.SUBTRACT, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left - operands.right);
}

/** `left * right`, likewise. */
export function multiply(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    const value = left * right;
    if (value <= SMALL_MAX && value >= -SMALL_MAX) return value + 0;
  }
  if (left instanceof PyComplex && right instanceof PyComplex) return complexSum(BinaryOp.MULTIPLY, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left * operands.right);
}

/** `left / right`, likewise. */
export function divide(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (!takesFloats(left, right) || operands.right === 0) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_BINARY;
  return newFloat(operands.left / operands.right);
}

/** `<`, `>`, `<=` and `>=`, likewise. */
export function order(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(op, left, right);
  if (!takesFloats(left, right)) return operate(op, left, right);
  linked.noteSurprise(pc - 1, left, right);
  fuel.left -= EXTRA.FLOAT_COMPARE;
  return compareNumbers(op, operands.left, operands.right);
}

/** `left ** right`, likewise. */
export function power(linked: LinkedCode, pc: number, op: BinaryOp, left: Value, right: Value): Value {
  if (left instanceof PyFloat && right === 2) linked.noteSurprise(pc - 1, left, right);
  return operate(op, left, right);
}

/** `==` and `!=`. */
export function same(op: BinaryOp, left: Value, right: Value): Value {
  const kind = typeof left;
  if (kind !== 'object' && kind === typeof right) return (left === right) === (op === BinaryOp.EQUAL);
  if (left instanceof PyFloat && left !== right && takesFloats(left, right)) {
    fuel.left -= EXTRA.FLOAT_COMPARE;
    return (operands.left === operands.right) === (op === BinaryOp.EQUAL);
  }
  return operate(op, left, right);
}

/** `op value` if the inline path does not apply. */
export function unary(op: UnaryOp, value: Value): Value {
  if (op !== UnaryOp.NEGATIVE || !(value instanceof PyFloat)) return unaryOp(op, value);
  fuel.left -= EXTRA.FLOAT_UNARY;
  return newFloat(-value.v);
}
