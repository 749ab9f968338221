/** The operators of UNARY_OP and BINARY_OP, which values implement. */

/** Unary operators, as MicroPython numbers them (`py/runtime0.h`). */
export enum UnaryOp {
  POSITIVE = 0,
  NEGATIVE,
  INVERT,
  NOT,
}

/** Binary operators, as MicroPython orders them: the in-place forms in the order of the plain ones. */
export enum BinaryOp {
  LESS = 0,
  MORE,
  EQUAL,
  LESS_EQUAL,
  MORE_EQUAL,
  NOT_EQUAL,
  IN,
  IS,
  EXCEPTION_MATCH,
  NOT_IN,
  IS_NOT,
  INPLACE_OR,
  INPLACE_XOR,
  INPLACE_AND,
  INPLACE_LSHIFT,
  INPLACE_RSHIFT,
  INPLACE_ADD,
  INPLACE_SUBTRACT,
  INPLACE_MULTIPLY,
  INPLACE_MAT_MULTIPLY,
  INPLACE_FLOOR_DIVIDE,
  INPLACE_TRUE_DIVIDE,
  INPLACE_MODULO,
  INPLACE_POWER,
  OR,
  XOR,
  AND,
  LSHIFT,
  RSHIFT,
  ADD,
  SUBTRACT,
  MULTIPLY,
  MAT_MULTIPLY,
  FLOOR_DIVIDE,
  TRUE_DIVIDE,
  MODULO,
  POWER,
}

const IN_PLACE = BinaryOp.INPLACE_OR - BinaryOp.OR;

/** Returns the plain form of an operator that may be an in-place one. */
export function plainOperator(op: BinaryOp): BinaryOp {
  return op >= BinaryOp.INPLACE_OR && op <= BinaryOp.INPLACE_POWER ? op - IN_PLACE : op;
}

/** Returns the in-place form of a plain operator. */
export function inPlaceOperator(op: BinaryOp): BinaryOp {
  return op + IN_PLACE;
}
