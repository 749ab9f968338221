/** Comparisons of what has an order. */
import { BinaryOp } from '../bytecode/opcodes.js';

/** Whether an order (negative, zero, positive) satisfies a comparison. */
export function satisfies(op: BinaryOp, order: number): boolean {
  switch (op) {
    case BinaryOp.LESS:
      return order < 0;
    case BinaryOp.MORE:
      return order > 0;
    case BinaryOp.LESS_EQUAL:
      return order <= 0;
    case BinaryOp.MORE_EQUAL:
      return order >= 0;
    default:
      return order === 0;
  }
}
