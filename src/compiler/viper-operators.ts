/** Viper's operators and `for … in range(…)`. */
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, plainOperator, UnaryOp } from '../bytecode/operators.js';
import { MACHINE_CODE_PRICE as PRICE } from '../bytecode/prices.js';
import type { Item } from './item.js';
import { machineCode } from './machine-prices.js';
import type { ViperState } from './viper-state.js';
import { isInteger, typeName, type ViperType, valueOf } from './viper-types.js';

/** Names of the operators that are not implemented (`mp_binary_op_method_name`); operators without a method have no name. */
const METHODS: Readonly<Partial<Record<BinaryOp, string>>> = {
  [BinaryOp.MAT_MULTIPLY]: '__matmul__',
  [BinaryOp.TRUE_DIVIDE]: '__truediv__',
  [BinaryOp.POWER]: '__pow__',
};

/** UNARY_OP. */
export function emitViperUnary(state: ViperState, op: UnaryOp): void {
  const { type } = state.peek();
  if (type === NativeType.OBJECT) return;
  if (!isInteger(type)) state.error(`can't do unary op of '${typeName(type)}'`);
  else if (op === UnaryOp.NOT) state.error("'not' not implemented");
  else if (op === UnaryOp.POSITIVE) state.rewriting.replace(state.item);
  else {
    state.become(Op.WORD_UNARY, op, PRICE.WORD);
    state.set(0, valueOf(type));
  }
}

/** BINARY_OP. */
export function emitViperBinary(state: ViperState, op: BinaryOp): void {
  const right = state.pop().type;
  const left = state.pop().type;
  const plain = plainOperator(op);
  const type = resultOf(state, left, plain, right);
  if (type !== NativeType.OBJECT || left !== NativeType.OBJECT)
    state.become(Op.WORD_BINARY, plain, priceOf(plain), left === NativeType.UINT ? 1 : 0);
  state.push(valueOf(type));
}

function priceOf(op: BinaryOp): number {
  if (op === BinaryOp.FLOOR_DIVIDE || op === BinaryOp.MODULO) return PRICE.DIVIDE + PRICE.CALL;
  return op <= BinaryOp.NOT_EQUAL ? PRICE.COMPARE : PRICE.WORD;
}

/** The type of an operator's result. */
function resultOf(state: ViperState, left: ViperType, op: BinaryOp, right: ViperType): ViperType {
  if (left === NativeType.OBJECT && right === NativeType.OBJECT) return NativeType.OBJECT;
  if (!isInteger(left) || !isInteger(right)) {
    state.error(`can't do binary op between '${typeName(left)}' and '${typeName(right)}'`);
    return left;
  }
  if (op <= BinaryOp.NOT_EQUAL) {
    if (left !== right) state.error('comparison of int and uint');
    return NativeType.BOOL;
  }
  switch (op) {
    case BinaryOp.FLOOR_DIVIDE:
    case BinaryOp.MODULO:
      if (left !== NativeType.INT) state.error('div/mod not implemented for uint');
      return NativeType.INT;
    case BinaryOp.OR:
    case BinaryOp.XOR:
    case BinaryOp.AND:
    case BinaryOp.LSHIFT:
    case BinaryOp.RSHIFT:
    case BinaryOp.ADD:
    case BinaryOp.SUBTRACT:
    case BinaryOp.MULTIPLY:
      return left;
    default:
      state.error(`binary op ${METHODS[op] ?? ''} not implemented`);
      return left;
  }
}

/** Registers an error if a jump tests a value that has no truth. */
export function checkTruth(state: ViperState, type: ViperType): void {
  if (type === NativeType.OBJECT || type === NativeType.BOOL || isInteger(type)) return;
  state.error(`can't implicitly convert '${typeName(type)}' to 'bool'`);
}

/** FOR_RANGE: the counter has the type of the start value. Whether it can count is checked after the body, where MicroPython emits the test. */
export function emitViperRange(state: ViperState, item: Item): void {
  state.settle();
  state.ranges.push(item);
  state.push(valueOf(state.peek().type));
}

/** RANGE_STEP. */
export function emitViperStep(state: ViperState): void {
  const counter = state.peek().type;
  const range = state.ranges.pop() as Item;
  const next = resultOf(state, counter, BinaryOp.ADD, NativeType.INT);
  checkTruth(state, resultOf(state, next, BinaryOp.LESS, state.peek(1).type));
  if (counter === NativeType.UINT) range.op = Op.FOR_UINT_RANGE;
  range.ledger = machineCode(PRICE.COMPARE + PRICE.TEST_JUMP);
  state.set(0, valueOf(next));
  state.become(Op.WORD_STEP, 0, PRICE.WORD, state.item.b);
}
