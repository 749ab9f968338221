/** Where statements begin, and which of them count as lines of code. */
import type { Span } from '../source/span.js';
import type { Branch, Handler, Statement } from '../syntax/ast.js';
import type { Unit } from './unit.js';

/**
 * Whether a statement counts, by the rules of coverage.py: it does something, even if MicroPython has no opcode for it. A definition has marks
 * of its own. `isFirst`: it is the first of its block, where a string is a docstring.
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

/** The span of a statement or clause without its blocks: up to the last thing that is written before the first block. */
export function headOf(node: Statement | Branch | Handler): Span {
  const { start } = node.span;
  const last = lastOfHead(node);
  // A keyword alone, or with a name, does not extend past the end of its line.
  return { start, end: last === null ? start + 1 : last.span.end };
}

function lastOfHead(node: Statement | Branch | Handler): { readonly span: Span } | null {
  switch (node.kind) {
    case 'If':
      return (node.branches[0] as Branch).test;
    case 'Branch':
    case 'While':
      return node.test;
    case 'For':
      return node.iterable;
    case 'With':
      return node.items.at(-1) ?? null;
    case 'Handler':
      return node.type;
    case 'FunctionDef':
      return node.returns ?? node.parameters.at(-1) ?? null;
    case 'ClassDef':
      return node.args.at(-1) ?? null;
    case 'Try':
      return null;
    default:
      return node;
  }
}
