/** Emits displays: tuples, lists, sets and dicts written out. */
import { Op } from '../bytecode/opcodes.js';
import type { Dict, Expression } from '../syntax/ast.js';
import { MP } from './ledger.js';
import type { Unit } from './unit.js';

const BUILD = { [Op.BUILD_TUPLE]: MP.BUILD_TUPLE, [Op.BUILD_LIST]: MP.BUILD_LIST, [Op.BUILD_SET]: MP.BUILD_SET } as const;

/** A tuple, list or set of these elements. */
export function emitDisplay(unit: Unit, node: Expression, elements: readonly Expression[], op: keyof typeof BUILD): void {
  for (const element of elements) {
    unit.expression(element);
    if (op === Op.BUILD_LIST && elements.length > 1 && unit.failed(unit.nodeLine(element))) break;
  }
  unit.at(node);
  unit.asm.emit(op, elements.length, BUILD[op]);
}

/** A dict display. */
export function emitDict(unit: Unit, node: Dict): void {
  unit.asm.emit(Op.BUILD_MAP, node.items.length, MP.BUILD_MAP);
  emitItems(unit, node);
}

/** Stores the items of a dict display into the dict on the stack. */
export function emitItems(unit: Unit, node: Dict): void {
  for (const item of node.items) {
    unit.line(item.key.span.start);
    unit.expression(item.value);
    unit.expression(item.key);
    unit.at(node);
    unit.asm.emit(Op.STORE_MAP, 0, MP.STORE_MAP);
  }
}
