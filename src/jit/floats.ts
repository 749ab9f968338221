/** Where compiled code may have floats that are no objects yet: what the interpreter has seen, and which operators make a float of floats. */
import type { Code } from '../bytecode/code.js';
import { BinaryOp, Op } from '../bytecode/opcodes.js';
import type { Kinds } from '../vm/link.js';
import { aOf, type Flow, opOf } from './flow.js';

/** What is known of floats when code is written. */
export interface Seen {
  /** Kinds of the operands that operators have seen beside two ints, by pc. */
  readonly floats: ReadonlyMap<number, Kinds> | null;
  /** Whether they are of single precision. */
  readonly single: boolean;
}
/** Nothing. */
export const NOTHING_SEEN: Seen = { floats: null, single: false };

/** Locals to which the result of an operator on floats goes straight. */
export function* rawLocals(code: Code, flow: Flow, floats: ReadonlyMap<number, Kinds>): Generator<string> {
  for (const pc of floats.keys()) {
    const isResult = opOf(code, pc) === Op.BINARY_OP && isArithmetic(aOf(code, pc)) && opOf(code, pc + 1) === Op.STORE_FAST;
    if (isResult && !flow.targets.has(pc + 1)) yield `v${aOf(code, pc + 1)}`;
  }
}

/** Whether an operator makes a float of floats in generated code. */
export function isArithmetic(op: BinaryOp): boolean {
  switch (plain(op)) {
    case BinaryOp.ADD:
    case BinaryOp.SUBTRACT:
    case BinaryOp.MULTIPLY:
    case BinaryOp.TRUE_DIVIDE:
    case BinaryOp.POWER:
      return true;
    default:
      return false;
  }
}

/** The plain form of an operator that may be in place. */
export function plain(op: BinaryOp): BinaryOp {
  return op >= BinaryOp.INPLACE_OR && op <= BinaryOp.INPLACE_POWER ? op + (BinaryOp.OR - BinaryOp.INPLACE_OR) : op;
}
