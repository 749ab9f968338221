/** Emits the whole body of a scope: module, class, function, lambda or comprehension (`compile_scope`). */
import { NativeType } from '../bytecode/native-type.js';
import { Op } from '../bytecode/opcodes.js';
import type { ClassDef, Comprehension, Expression, ForClause, Lambda, Module, Parameter } from '../syntax/ast.js';
import { emitCondition } from './expressions.js';
import { annotatedLine } from './functions.js';
import { checkAssembly } from './inline-assembler.js';
import { Label } from './item.js';
import { MP } from './ledger.js';
import { ITERATOR_SLOTS } from './loops.js';
import { emitStore } from './targets.js';
import type { Unit } from './unit.js';
import { nativeTypeOf } from './viper-types.js';

/** Emits everything in a unit's scope, including the final RETURN_VALUE. */
export function emitScope(unit: Unit): void {
  const { node } = unit.scope;
  if (unit.scope.emitter === 'assembler') {
    if (node.kind === 'FunctionDef') checkAssembly(unit, node);
    else unit.error(node.span, 0, 'inline assembler must be a function');
    returnNone(unit);
    return;
  }
  switch (node.kind) {
    case 'Module':
      emitModule(unit, node);
      return;
    case 'FunctionDef':
      addParameters(unit, node.parameters);
      if (unit.scope.emitter === 'viper') unit.scope.returns = typeOfAnnotation(unit, node.returns);
      unit.block(node.body);
      returnNone(unit);
      return;
    case 'Lambda':
      emitLambdaBody(unit, node);
      return;
    case 'ClassDef':
      emitClassBody(unit, node);
      return;
    case 'Comprehension':
      emitComprehensionBody(unit, node);
      return;
  }
}

function emitModule(unit: Unit, node: Module): void {
  const first = node.body[0];
  if (node.mode !== 'eval' || first?.kind !== 'ExpressionStatement') {
    unit.block(node.body);
    returnNone(unit);
    return;
  }
  unit.expression(first.value);
  unit.asm.emit(Op.RETURN_VALUE, 0, MP.RETURN_VALUE);
}

function returnNone(unit: Unit): void {
  unit.after(unit.scope.node);
  unit.none();
  unit.asm.emit(Op.RETURN_VALUE, 0, MP.RETURN_VALUE);
}

function addParameters(unit: Unit, parameters: readonly Parameter[]): void {
  let hasStar = false;
  let hasDoubleStar = false;
  for (const parameter of parameters) {
    const isStar = parameter.form === 'star' || parameter.form === 'bareStar';
    if (hasDoubleStar || (isStar && hasStar)) {
      unit.error(parameter.span, annotatedLine(unit, parameter), 'invalid syntax');
      continue;
    }
    if (isStar) hasStar = true;
    if (parameter.form === 'doubleStar') hasDoubleStar = true;
    if (parameter.form === 'bareStar') continue;
    const form = parameter.form === 'plain' && hasStar ? 'keywordOnly' : parameter.form;
    const name = unit.scope.addParameter(parameter.name, form);
    if (name === null) unit.error(parameter.span, annotatedLine(unit, parameter), 'argument name reused');
    else if (unit.scope.emitter === 'viper') name.type = typeOfAnnotation(unit, parameter.annotation);
  }
}

/** The viper type that an annotation names (`compile_viper_type_annotation`). */
function typeOfAnnotation(unit: Unit, annotation: Expression | null): NativeType {
  if (annotation === null) return NativeType.OBJECT;
  if (annotation.kind !== 'Name' || unit.constantOf(annotation) !== null) {
    unit.errorAt(annotation, 'annotation must be an identifier');
    return NativeType.OBJECT;
  }
  const type = nativeTypeOf(annotation.id);
  if (type === undefined) unit.typeError(annotation.span, `unknown type '${annotation.id}'`);
  return type ?? NativeType.OBJECT;
}

function emitLambdaBody(unit: Unit, node: Lambda): void {
  unit.line(node.span.start);
  addParameters(unit, node.parameters);
  unit.expression(node.body);
  if (unit.scope.isGenerator) {
    unit.asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
    unit.none();
  }
  unit.asm.emit(Op.RETURN_VALUE, 0, MP.RETURN_VALUE);
}

/** The body returns the cell of `__class__` if a method uses it. */
function emitClassBody(unit: Unit, node: ClassDef): void {
  const { asm, scope } = unit;
  scope.add('__class__', 'local');
  unit.at(node);
  unit.name('load', '__name__');
  unit.name('store', '__module__');
  unit.text(node.name);
  unit.name('store', '__qualname__');
  unit.block(node.body);
  unit.after(node);
  asm.classCell(scope.add('__class__', 'local'));
  asm.emit(Op.RETURN_VALUE, 0, MP.RETURN_VALUE);
}

function emitComprehensionBody(unit: Unit, node: Comprehension): void {
  const { asm, scope } = unit;
  scope.addParameter('', 'plain');
  unit.line(node.element.span.start);
  unit.at(node);
  if (node.form === 'list') asm.emit(Op.BUILD_LIST, 0, MP.BUILD_LIST);
  else if (node.form === 'set') asm.emit(Op.BUILD_SET, 0, MP.BUILD_SET);
  else if (node.form === 'dict') asm.emit(Op.BUILD_MAP, 0, MP.BUILD_MAP);
  if (node.form === 'generator') {
    scope.isGenerator = true;
    asm.note(MP.LOAD_NULL);
    asm.adjust(1);
    unit.name('load', '');
    asm.note(MP.LOAD_NULL, MP.LOAD_NULL);
    asm.adjust(2);
  } else {
    unit.name('load', '');
    asm.emit(Op.GET_ITER, 0, MP.GET_ITER_STACK);
    asm.adjust(ITERATOR_SLOTS - 1);
  }
  emitLoop(unit, node, 0, 1);
  if (node.form === 'generator') unit.none();
  asm.emit(Op.RETURN_VALUE, 0, MP.RETURN_VALUE);
}

/** Emits the loop of the `for` clause at `index`, and everything inside it. Its iterator is on the stack. */
function emitLoop(unit: Unit, node: Comprehension, index: number, loops: number): void {
  const { asm } = unit;
  const clause = node.clauses[index] as ForClause;
  const head = new Label();
  const next = new Label();
  const end = new Label();
  asm.place(head);
  unit.at(clause);
  asm.jump(Op.FOR_ITER, end, MP.FOR_ITER);
  emitStore(unit, clause.target);
  let inner = index + 1;
  for (let test = node.clauses[inner]; test?.kind === 'IfClause'; test = node.clauses[++inner]) emitCondition(unit, test.test, false, next);
  const nested = node.clauses[inner];
  if (nested?.kind === 'ForClause') {
    unit.expression(nested.iterable);
    unit.at(nested);
    asm.emit(Op.GET_ITER, 0, MP.GET_ITER_STACK);
    asm.adjust(ITERATOR_SLOTS - 1);
    unit.nested(nested.span, () => emitLoop(unit, node, inner, loops + 1));
  } else {
    emitElement(unit, node, loops);
  }
  // In MicroPython a failing test goes straight to the head, so this jump is not counted for it.
  asm.note(MP.JUMP);
  asm.place(next);
  asm.jumpBack(head);
  asm.place(end);
  asm.adjust(-ITERATOR_SLOTS);
}

const COLLECTION = { list: 0, dict: 1, set: 2 } as const;

function emitElement(unit: Unit, node: Comprehension, loops: number): void {
  const { asm } = unit;
  if (node.value !== null) {
    unit.line(node.element.span.start);
    unit.expression(node.value as Expression);
  }
  unit.expression(node.element);
  unit.at(node);
  if (node.form === 'generator') {
    asm.emit(Op.YIELD_VALUE, 0, MP.YIELD_VALUE);
    asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
  } else {
    asm.emit(Op.STORE_COMP, COLLECTION[node.form] | (loops << 2), MP.STORE_COMP);
  }
}
