/** Emits `name := value`. */
import { Op } from '../bytecode/opcodes.js';
import type { NamedExpression } from '../syntax/ast.js';
import { MP } from './ledger.js';
import type { Unit } from './unit.js';

/** Leaves the value on the stack and binds the name; a comprehension binds the name of the enclosing scope (PEP 572). */
export function emitNamedExpression(unit: Unit, node: NamedExpression): void {
  const { target } = node;
  const isName = target.kind === 'Name' && unit.constantOf(target) === null;
  if (!isName) unit.errorAt(target, "can't assign to expression");
  unit.expression(node.value);
  unit.at(node);
  unit.asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
  if (!isName) {
    unit.asm.adjust(-1);
    return;
  }
  if (unit.scope.isComprehension) declareInParent(unit, node, target.id);
  unit.name('store', target.id);
}

function declareInParent(unit: Unit, node: NamedExpression, id: string): void {
  const { scope } = unit;
  const parent = scope.parent;
  if (parent === null) return;
  if (parent.modify(id).kind === 'global') {
    scope.add(id, 'global');
    return;
  }
  const name = scope.add(id, 'undecided');
  const isOuter = parent.parent === null;
  // The name has only been read until now, but now it must be closed over.
  if (!isOuter && name.kind === 'byName') name.kind = 'undecided';
  const wrong = isOuter ? scope.declareGlobal(name) : scope.declareNonlocal(name);
  if (wrong !== null) unit.errorAt(node.target, wrong);
}
