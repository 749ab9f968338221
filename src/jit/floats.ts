/** Where compiled code may have floats that are not objects yet: what the interpreter has seen, and which operators make floats of floats. */
import type { Code } from '../bytecode/code.js';
import { aAt, opAt } from '../bytecode/instruction.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, plainOperator } from '../bytecode/operators.js';
import type { Kinds } from '../vm/link.js';
import type { Flow } from './flow.js';

/** What is known about floats when code is written. */
export interface Seen {
  /** The kinds of operands that operators have seen, other than two ints, by pc. */
  readonly floats: ReadonlyMap<number, Kinds> | null;
  /** Whether floats have single precision. */
  readonly single: boolean;
}
/** No floats seen. */
export const NOTHING_SEEN: Seen = { floats: null, single: false };

/** Yields the locals in which the result of an operator on floats is stored directly. */
export function* rawLocals(code: Code, flow: Flow, floats: ReadonlyMap<number, Kinds>): Generator<string> {
  for (const pc of floats.keys()) {
    const isResult =
      opAt(code.words, pc) === Op.BINARY_OP && isArithmetic(aAt(code.words, pc)) && opAt(code.words, pc + 1) === Op.STORE_FAST;
    if (isResult && !flow.targets.has(pc + 1)) yield `v${aAt(code.words, pc + 1)}`;
  }
}

/** Whether an operator makes a float from floats in generated code. */
export function isArithmetic(op: BinaryOp): boolean {
  switch (plainOperator(op)) {
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
