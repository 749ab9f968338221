/** Comparisons of ordered values. */
import { BinaryOp } from '../bytecode/operators.js';

/** Whether a comparison of two numbers holds. Ints that may be large use a separate function, so that V8 compiles this one for numbers only. */
export function compareNumbers(op: BinaryOp, left: number, right: number): boolean {
  switch (op) {
    case BinaryOp.LESS:
      return left < right;
    case BinaryOp.MORE:
      return left > right;
    case BinaryOp.LESS_EQUAL:
      return left <= right;
    case BinaryOp.MORE_EQUAL:
      return left >= right;
    case BinaryOp.NOT_EQUAL:
      return left !== right;
    default:
      return left === right;
  }
}

/** Whether an order (negative, zero, positive) satisfies a comparison. */
export const satisfies = (op: BinaryOp, order: number): boolean => compareNumbers(op, order, 0);
