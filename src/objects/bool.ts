/** `bool` (`py/objbool.c`). It is no subtype of int, but computes like one. */
import type { BinaryOp, UnaryOp } from '../bytecode/opcodes.js';
import { arg, make, nativeType } from './declare.js';
import { intBinaryOp, intUnaryOp } from './int-type.js';
import { truth } from './kinds.js';
import { primitiveTypes } from './type.js';
import type { Value } from './value.js';

/** `bool`. */
export const boolType = nativeType('bool', {
  make: make([arg('x', truth, false)], (x) => x),
  repr: (self: boolean) => (self ? 'True' : 'False'),
  truth: (self: boolean) => self,
  hash: (self: boolean) => Number(self),
  unaryOp: (op: UnaryOp, self: boolean) => intUnaryOp(op, Number(self)),
  binaryOp: (op: BinaryOp, left: boolean, right: Value) => intBinaryOp(op, Number(left), right),
});
primitiveTypes.bool = boolType;
