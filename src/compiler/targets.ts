/** Emits assignment to targets, and `del`. */
import { Op } from '../bytecode/opcodes.js';
import type { BinaryOp } from '../bytecode/operators.js';
import type { AugmentedAssign, Expression } from '../syntax/ast.js';
import { emitTrailer, objectOf, type Trailer, unroll } from './calls.js';
import { binary, MP } from './ledger.js';
import { skipToTrailer } from './parentheses.js';
import type { Unit } from './unit.js';

const CANNOT_ASSIGN = "can't assign to expression";

/** Binds the value on the stack to a target. */
export function emitStore(unit: Unit, target: Expression): void {
  unit.at(target);
  if (unit.constantOf(target) !== null && !isEmptySequence(target)) {
    unit.errorAt(target, CANNOT_ASSIGN);
    return;
  }
  switch (target.kind) {
    case 'Name':
      unit.name('store', target.id);
      return;
    case 'Attribute':
      emitObject(unit, target);
      unit.asm.emit(Op.STORE_ATTR, unit.asm.nameOf(target.name), MP.STORE_ATTR);
      return;
    case 'Subscript':
      emitObject(unit, target);
      unit.expression(target.index);
      unit.at(target);
      unit.asm.emit(Op.STORE_SUBSCR, 0, MP.STORE_SUBSCR);
      return;
    case 'Tuple':
      if (target.elements.length === 0) {
        unit.errorAt(target, CANNOT_ASSIGN);
        return;
      }
      emitUnpack(unit, target.elements);
      return;
    case 'List':
      emitUnpack(unit, target.elements);
      return;
    default:
      unit.errorAt(target, CANNOT_ASSIGN);
      return;
  }
}

/** `target op= value`. */
export function emitAugmented(unit: Unit, node: AugmentedAssign, op: BinaryOp): void {
  const { asm } = unit;
  const { target, value } = node;
  unit.at(target);
  if (unit.constantOf(target) !== null) unit.errorAt(target, CANNOT_ASSIGN);
  switch (target.kind) {
    case 'Name':
      unit.name('load', target.id);
      emitOperation(unit, node, op);
      unit.name('store', target.id);
      return;
    case 'Attribute':
      emitObject(unit, target);
      asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
      asm.emit(Op.LOAD_ATTR, asm.nameOf(target.name), MP.LOAD_ATTR);
      emitOperation(unit, node, op);
      asm.emit(Op.ROT_TWO, 0, MP.ROT_TWO);
      asm.emit(Op.STORE_ATTR, asm.nameOf(target.name), MP.STORE_ATTR);
      return;
    case 'Subscript':
      emitObject(unit, target);
      unit.expression(target.index);
      unit.at(target);
      asm.emit(Op.DUP_TOP_TWO, 0, MP.DUP_TOP_TWO);
      asm.emit(Op.LOAD_SUBSCR, 0, MP.LOAD_SUBSCR);
      emitOperation(unit, node, op);
      asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
      asm.emit(Op.STORE_SUBSCR, 0, MP.STORE_SUBSCR);
      return;
    default:
      unit.errorAt(target, CANNOT_ASSIGN);
      unit.expression(value);
  }
}

/** `del target`. */
export function emitDelete(unit: Unit, target: Expression): void {
  unit.at(target);
  const isConstant = unit.constantOf(target) !== null;
  if (target.kind === 'Name' && !isConstant) {
    unit.name('delete', target.id);
    return;
  }
  if (target.kind === 'Attribute' && !isConstant) {
    emitObject(unit, target);
    unit.asm.adjust(1);
    unit.asm.adjust(-1);
    unit.asm.emit(Op.DELETE_ATTR, unit.asm.nameOf(target.name), MP.LOAD_NULL, MP.ROT_TWO, MP.STORE_ATTR);
    return;
  }
  if (target.kind === 'Subscript') {
    emitObject(unit, target);
    unit.expression(target.index);
    unit.at(target);
    unit.asm.adjust(1);
    unit.asm.adjust(-1);
    unit.asm.emit(Op.DELETE_SUBSCR, 0, MP.LOAD_NULL, MP.ROT_THREE, MP.STORE_SUBSCR);
    return;
  }
  if (target.kind === 'Tuple' && target.elements.length > 0 && !isConstant) {
    for (const element of target.elements) unit.nested(element.span, () => emitDelete(unit, element));
    return;
  }
  unit.errorAt(target, "can't delete expression");
}

/** Emits a chain without its last trailer, each trailer separately: MicroPython makes no method calls here. */
function emitObject(unit: Unit, target: Trailer): void {
  const { base, trailers } = unroll(unit, target);
  unit.expression(base);
  for (const trailer of trailers.slice(0, -1)) {
    unit.line(skipToTrailer(unit.session.text, objectOf(trailer).span.end));
    emitTrailer(unit, trailer);
  }
  unit.at(target);
}

function emitOperation(unit: Unit, node: AugmentedAssign, op: BinaryOp): void {
  unit.expression(node.value);
  unit.at(node);
  unit.asm.emit(Op.BINARY_OP, op, ...binary(op));
}

function emitUnpack(unit: Unit, elements: readonly Expression[]): void {
  const star = elements.findIndex((element) => element.kind === 'Star');
  const second = elements.findIndex((element, i) => i > star && star >= 0 && element.kind === 'Star');
  if (star >= 0) unit.asm.emit(Op.UNPACK_EX, star | ((elements.length - star - 1) << 8), MP.UNPACK_EX);
  if (second >= 0) {
    unit.errorAt(elements[second] as Expression, 'multiple *x in assignment');
    return;
  }
  if (star < 0) unit.asm.emit(Op.UNPACK_SEQUENCE, elements.length, MP.UNPACK_SEQUENCE);
  for (const element of elements) unit.nested(element.span, () => emitStore(unit, element.kind === 'Star' ? element.value : element));
}

const isEmptySequence = (node: Expression): boolean => node.kind === 'Tuple' && node.elements.length === 0;
