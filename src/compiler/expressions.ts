/** Emits expressions, in the order of evaluation of `py/compile.c`. */
import type { Constant } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { BinaryOp, inPlaceOperator, UnaryOp } from '../bytecode/operators.js';
import type { BinaryOperator, Compare, CompareOperator, Conditional, Expression, FormatString, Logical, Slice } from '../syntax/ast.js';
import { isTrue, smallInt } from './arithmetic.js';
import { emitCall, emitChain } from './calls.js';
import { emitDict, emitDisplay } from './displays.js';
import { emitComprehension, emitLambda } from './functions.js';
import { Label } from './item.js';
import { binary, MP, unary } from './ledger.js';
import { emitNamedExpression } from './named-expression.js';
import type { Unit } from './unit.js';

const BINARY: Readonly<Record<BinaryOperator, BinaryOp>> = {
  '+': BinaryOp.ADD,
  '-': BinaryOp.SUBTRACT,
  '*': BinaryOp.MULTIPLY,
  '/': BinaryOp.TRUE_DIVIDE,
  '//': BinaryOp.FLOOR_DIVIDE,
  '%': BinaryOp.MODULO,
  '**': BinaryOp.POWER,
  '@': BinaryOp.MAT_MULTIPLY,
  '&': BinaryOp.AND,
  '|': BinaryOp.OR,
  '^': BinaryOp.XOR,
  '<<': BinaryOp.LSHIFT,
  '>>': BinaryOp.RSHIFT,
};

const COMPARE: Readonly<Record<CompareOperator, BinaryOp>> = {
  '<': BinaryOp.LESS,
  '>': BinaryOp.MORE,
  '==': BinaryOp.EQUAL,
  '<=': BinaryOp.LESS_EQUAL,
  '>=': BinaryOp.MORE_EQUAL,
  '!=': BinaryOp.NOT_EQUAL,
  in: BinaryOp.IN,
  'not in': BinaryOp.NOT_IN,
  is: BinaryOp.IS,
  'is not': BinaryOp.IS_NOT,
};

const UNARY = { '+': UnaryOp.POSITIVE, '-': UnaryOp.NEGATIVE, '~': UnaryOp.INVERT } as const;

/** Emits an expression; its value is left on the stack. */
export function emitExpression(unit: Unit, original: Expression): void {
  const node = unit.session.folding.simplify(original);
  unit.lineOf(node);
  unit.at(node);
  const value = unit.constantOf(node);
  if (value !== null && !(node.kind === 'Tuple' && node.elements.length === 0)) {
    emitConstant(unit, node, value);
    return;
  }
  switch (node.kind) {
    case 'Name':
      unit.name('load', node.id);
      return;
    case 'Constant':
      return;
    case 'FormatString':
      emitFormat(unit, node);
      return;
    case 'Tuple':
      emitDisplay(unit, node, node.elements, Op.BUILD_TUPLE);
      return;
    case 'List':
      emitDisplay(unit, node, node.elements, Op.BUILD_LIST);
      return;
    case 'Set':
      emitDisplay(unit, node, node.elements, Op.BUILD_SET);
      return;
    case 'Dict':
      emitDict(unit, node);
      return;
    case 'Comprehension':
      emitComprehension(unit, node);
      return;
    case 'Unary':
      unit.expression(node.operand);
      unit.at(node);
      unit.asm.emit(Op.UNARY_OP, UNARY[node.operator], unary());
      return;
    case 'Not':
      unit.expression(node.operand);
      unit.at(node);
      unit.asm.emit(Op.UNARY_OP, UnaryOp.NOT, unary());
      return;
    case 'Binary':
      unit.expression(node.operands[0] as Expression);
      for (const [i, operator] of node.operators.entries()) {
        unit.expression(node.operands[i + 1] as Expression);
        unit.at(node);
        emitBinary(unit, BINARY[operator]);
      }
      return;
    case 'Logical':
      emitLogical(unit, node);
      return;
    case 'Compare':
      emitCompare(unit, node);
      return;
    case 'Conditional':
      emitConditional(unit, node);
      return;
    case 'Lambda':
      emitLambda(unit, node);
      return;
    case 'Call':
    case 'Attribute':
    case 'Subscript':
      emitChain(unit, node);
      return;
    case 'Slice':
      emitSlice(unit, node);
      return;
    case 'Await':
      if (!unit.allowsYield) {
        unit.errorAt(node, "'await' outside function");
        return;
      }
      unit.expression(node.value);
      unit.at(node);
      emitYieldFrom(unit);
      return;
    case 'Yield':
      if (!unit.allowsYield) {
        unit.errorAt(node, "'yield' outside function");
        return;
      }
      if (node.value === null) unit.none();
      else unit.expression(node.value);
      unit.at(node);
      unit.asm.emit(Op.YIELD_VALUE, 0, MP.YIELD_VALUE);
      unit.scope.isGenerator = true;
      return;
    case 'YieldFrom':
      if (!unit.allowsYield) {
        unit.errorAt(node, "'yield' outside function");
        return;
      }
      unit.expression(node.value);
      unit.at(node);
      emitYieldFrom(unit);
      return;
    case 'Star':
      unit.errorAt(node, '*x must be assignment target');
      return;
    case 'NamedExpression':
      emitNamedExpression(unit, node);
      return;
  }
}

/** A name that stands for a constant is loaded as an object, even if the constant itself would not be. */
function emitConstant(unit: Unit, node: Expression, value: Constant): void {
  const asObject = node.kind === 'Name' && smallInt(value) === null;
  if (asObject) unit.asm.constantObject(value);
  else unit.asm.constant(value, unit.session.folding.isInterned(node));
}

/** A binary operator on the two values on the stack. */
export function emitBinary(unit: Unit, op: BinaryOp): void {
  unit.asm.emit(Op.BINARY_OP, op, ...binary(op));
}

/** The operator of an augmented assignment. */
export function inPlace(operator: BinaryOperator): BinaryOp {
  return inPlaceOperator(BINARY[operator]);
}

/** `yield from` or `await` of the value on the stack. */
export function emitYieldFrom(unit: Unit): void {
  unit.asm.emit(Op.GET_ITER, 1, MP.GET_ITER);
  unit.none();
  unit.asm.emit(Op.YIELD_FROM, 0, MP.YIELD_FROM);
  unit.scope.isGenerator = true;
}

/** Jumps to `label` if the truth of `original` is `jumpIf`. `mirrored`: MicroPython's jump is for the opposite truth. */
export function emitCondition(unit: Unit, original: Expression, jumpIf: boolean, label: Label, mirrored = false): void {
  const node = unit.session.folding.simplify(original);
  const value = unit.constantOf(node);
  if (value !== null) {
    emitConstantCondition(unit, isConstantTrue(unit, node), jumpIf, label, mirrored);
    return;
  }
  if (node.kind === 'Not') {
    emitCondition(unit, node.operand, !jumpIf, label, mirrored);
    return;
  }
  if (node.kind === 'Logical') {
    emitLogicalCondition(unit, node, jumpIf, label, mirrored);
    return;
  }
  unit.expression(node);
  unit.at(node);
  const ledger = jumpIf !== mirrored ? MP.POP_JUMP_IF_TRUE : MP.POP_JUMP_IF_FALSE;
  unit.asm.jump(jumpIf ? Op.POP_JUMP_IF_TRUE : Op.POP_JUMP_IF_FALSE, label, ledger);
}

/** The truth of a constant; null if the expression is not a constant. */
export function constantTruth(unit: Unit, node: Expression): boolean | null {
  return unit.constantOf(node) === null ? null : isConstantTrue(unit, node);
}

function isConstantTrue(unit: Unit, node: Expression): boolean {
  const value = unit.constantOf(node);
  return value !== null && isTrue(value);
}

function emitConstantCondition(unit: Unit, truth: boolean, jumpIf: boolean, label: Label, mirrored: boolean): void {
  const ledger = truth === (jumpIf !== mirrored) ? [MP.JUMP] : [];
  if (truth === jumpIf) unit.asm.jump(ledger.length > 0 ? Op.JUMP : Op.GO, label, ...ledger);
  else if (ledger.length > 0) unit.asm.check(...ledger);
}

function emitLogicalCondition(unit: Unit, node: Logical, jumpIf: boolean, label: Label, mirrored: boolean): void {
  const operands = unit.session.folding.operands(node);
  const last = operands.length - 1;
  // `a or b` can jump at the first true operand, `a and b` at the first false one; for the opposite jump that operand skips to the end.
  const skips = (node.operator === 'or') !== jumpIf;
  const end = new Label();
  for (const [i, operand] of operands.entries()) {
    if (i === last) emitCondition(unit, operand, jumpIf, label, mirrored);
    else emitCondition(unit, operand, skips ? !jumpIf : jumpIf, skips ? end : label);
  }
  unit.asm.place(end);
}

function emitFormat(unit: Unit, node: FormatString): void {
  unit.asm.constant({ type: 'text', value: node.template }, unit.session.folding.isInterned(node));
  unit.asm.emit(Op.LOAD_METHOD, unit.asm.nameOf('format'), MP.LOAD_METHOD);
  for (const arg of node.args) unit.expression(arg);
  emitCall(unit, node, Op.CALL_METHOD, node.args.length);
}

function emitLogical(unit: Unit, node: Logical): void {
  const end = new Label();
  const operands = unit.session.folding.operands(node);
  for (const [i, operand] of operands.entries()) {
    unit.expression(operand);
    if (i === operands.length - 1) break;
    unit.at(node);
    if (node.operator === 'or') unit.asm.jump(Op.JUMP_IF_TRUE_OR_POP, end, MP.JUMP_IF_TRUE_OR_POP);
    else unit.asm.jump(Op.JUMP_IF_FALSE_OR_POP, end, MP.JUMP_IF_FALSE_OR_POP);
  }
  unit.asm.place(end);
}

function emitCompare(unit: Unit, node: Compare): void {
  const { asm } = unit;
  const fail = new Label();
  const last = node.operators.length - 1;
  unit.expression(node.operands[0] as Expression);
  for (const [i, operator] of node.operators.entries()) {
    unit.expression(node.operands[i + 1] as Expression);
    unit.at(node);
    if (i < last) {
      asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
      asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
    }
    emitBinary(unit, COMPARE[operator]);
    if (i < last) asm.jump(Op.JUMP_IF_FALSE_OR_POP, fail, MP.JUMP_IF_FALSE_OR_POP);
  }
  if (last === 0) return;
  const end = new Label();
  asm.jump(Op.JUMP, end, MP.JUMP);
  asm.place(fail);
  asm.adjust(1);
  asm.emit(Op.ROT_TWO, 0, MP.ROT_TWO);
  asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
  asm.place(end);
}

function emitConditional(unit: Unit, node: Conditional): void {
  const { asm } = unit;
  const fail = new Label();
  const end = new Label();
  emitCondition(unit, node.test, false, fail);
  const depth = asm.depth;
  unit.expression(node.body);
  asm.jump(Op.JUMP, end, MP.JUMP);
  // If the test is known to be true, no jump has set the depth of `fail`.
  asm.depth = depth;
  asm.place(fail);
  asm.adjust(-1);
  unit.expression(node.orElse);
  asm.place(end);
}

function emitSlice(unit: Unit, node: Slice): void {
  for (const part of [node.start, node.stop]) {
    if (part === null) unit.none();
    else unit.expression(part);
  }
  if (node.step !== null) unit.expression(node.step);
  unit.at(node);
  unit.asm.emit(Op.BUILD_SLICE, node.step === null ? 2 : 3, MP.BUILD_SLICE);
}
