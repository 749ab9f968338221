/** Where statements begin, and which of them are lines of code for people. */
import type { Statement } from '../syntax/ast.js';
import type { Unit } from './unit.js';

/**
 * Whether a statement does something, though MicroPython may have no opcode for it: as coverage.py counts. A definition has marks of its own.
 * `isFirst`: of its block, where a text is a docstring.
 */
export function isCounted(unit: Unit, node: Statement, isFirst: boolean): boolean {
  switch (node.kind) {
    case 'Global':
    case 'Nonlocal':
    case 'FunctionDef':
    case 'ClassDef':
      return false;
    case 'AnnotatedAssign':
      return node.value !== null || unit.scope.kind !== 'function';
    case 'Assert':
      return unit.session.optimize === 0;
    case 'ExpressionStatement':
      return !(isFirst && unit.constantOf(node.value)?.type === 'text');
    default:
      return true;
  }
}

/** A definition begins at its first decorator. */
export function startOf(node: Statement): number {
  const isDefinition = node.kind === 'FunctionDef' || node.kind === 'ClassDef';
  return Math.min(node.span.start, (isDefinition ? node.decorators[0]?.span.start : undefined) ?? node.span.start);
}
