/** `bool` (`py/objbool.c`). It is not a subtype of int, but computes like one. */
import { BinaryOp, type UnaryOp } from '../bytecode/operators.js';
import { arg, make, nativeType } from './declare.js';
import { intUnaryOp } from './int-type.js';
import { truth } from './kinds.js';
import { binaryOp, contains } from './protocol/number.js';
import { primitiveTypes } from './type.js';
import type { Value } from './value.js';

/** `bool`. */
export const boolType = nativeType('bool', {
  make: make([arg('x', truth, false)], (x) => x),
  repr: (self: boolean) => (self ? 'True' : 'False'),
  truth: (self: boolean) => self,
  hash: (self: boolean) => Number(self),
  unaryOp: (op: UnaryOp, self: boolean) => intUnaryOp(op, Number(self)),
  // The int operator decides everything, so unsupported operands are an error about ints. For IN, the container is on the left.
  binaryOp: (op: BinaryOp, left: boolean, right: Value) =>
    op === BinaryOp.IN ? contains(Number(left), right, '__contains__') : binaryOp(op, Number(left), right),
});
primitiveTypes.bool = boolType;
