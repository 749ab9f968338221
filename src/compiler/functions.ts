/** Emits the making of functions: defaults and closures of `def` and `lambda`, and comprehensions, which are functions called at once. */
import { Op } from '../bytecode/opcodes.js';
import type { Comprehension, ForClause, Lambda, Parameter } from '../syntax/ast.js';
import { MP } from './ledger.js';
import type { Scope, ScopeKind } from './symbols.js';
import type { Unit } from './unit.js';

const COMPREHENSION_SCOPE = { list: 'listcomp', dict: 'dictcomp', set: 'setcomp', generator: 'genexpr' } as const satisfies Record<
  Comprehension['form'],
  ScopeKind
>;

/** `lambda …: …`. */
export function emitLambda(unit: Unit, node: Lambda): void {
  const scope = unit.child('lambda', node);
  emitFunction(unit, scope, node.parameters);
}

/** Evaluates the defaults and makes the function of a scope. */
export function emitFunction(unit: Unit, scope: Scope, parameters: readonly Parameter[]): void {
  const hasDefaults = emitDefaults(unit, parameters);
  if (hasDefaults === null) return;
  unit.asm.makeFunction(scope, hasDefaults);
}

/** Makes the function of a comprehension and calls it with the first iterable. */
export function emitComprehension(unit: Unit, node: Comprehension): void {
  const scope = unit.child(COMPREHENSION_SCOPE[node.form], node);
  unit.asm.makeFunction(scope, false);
  unit.expression((node.clauses[0] as ForClause).iterable);
  unit.at(node);
  if (node.form === 'generator') unit.asm.emit(Op.GET_ITER, 1, MP.GET_ITER);
  unit.call(Op.CALL_FUNCTION, 1);
}

/** Leaves a tuple and a dict (or null) of defaults on the stack, if there are any. Returns whether there are; null after an error. */
function emitDefaults(unit: Unit, parameters: readonly Parameter[]): boolean | null {
  const { asm } = unit;
  let hasStar = false;
  let positional = 0;
  let keywords = 0;
  for (const parameter of parameters) {
    if (parameter.form === 'star' || parameter.form === 'bareStar') hasStar = true;
    if (parameter.form !== 'plain' && parameter.form !== 'keywordOnly') continue;
    if (parameter.default === null) {
      if (!hasStar && positional > 0)
        unit.error(parameter.span, annotatedLine(unit, parameter), 'non-default argument follows default argument');
    } else if (!hasStar) {
      positional++;
      unit.expression(parameter.default);
    } else {
      if (keywords++ === 0) beginKeywordDefaults(unit, positional);
      unit.expression(parameter.default);
      unit.text(parameter.name);
      asm.emit(Op.STORE_MAP, 0, MP.STORE_MAP);
    }
  }
  if (unit.session.problem !== null) return null;
  if (positional > 0 && keywords === 0) {
    asm.emit(Op.BUILD_TUPLE, positional, MP.BUILD_TUPLE);
    asm.emit(Op.LOAD_NULL, 0, MP.LOAD_NULL);
  }
  return positional + keywords > 0;
}

function beginKeywordDefaults(unit: Unit, positional: number): void {
  if (positional > 0) unit.asm.emit(Op.BUILD_TUPLE, positional, MP.BUILD_TUPLE);
  else unit.asm.emit(Op.LOAD_NULL, 0, MP.LOAD_NULL);
  unit.asm.emit(Op.BUILD_MAP, 0, MP.BUILD_MAP);
}

/** The line of a parameter in MicroPython's tree; 0 for a plain name, which has none. */
export function annotatedLine(unit: Unit, parameter: Parameter): number {
  const isPlainName =
    (parameter.form === 'plain' || parameter.form === 'keywordOnly') && parameter.annotation === null && parameter.default === null;
  return isPlainName ? 0 : unit.session.lines.offsetToLine(parameter.span.start);
}
