/** Emits statements. */
import { Op } from '../bytecode/opcodes.js';
import type {
  Assert,
  Assign,
  Expression,
  ExpressionStatement,
  Global,
  If,
  ImportedModule,
  ImportFrom,
  Nonlocal,
  Raise,
  Return,
  Statement,
  Tuple,
} from '../syntax/ast.js';
import { emitAsyncFor, emitAsyncWith } from './async.js';
import { headOf, isCounted, startOf } from './beginnings.js';
import { emitDefinition } from './definitions.js';
import { emitBreakOrContinue, emitReraise, emitReturnValue } from './exits.js';
import { constantTruth, emitCondition, inPlace } from './expressions.js';
import { Label } from './item.js';
import { MP } from './ledger.js';
import { emitFor, emitWhile } from './loops.js';
import { isTupleParenthesised } from './parentheses.js';
import { emitAugmented, emitDelete, emitStore } from './targets.js';
import { emitTry, emitWith } from './try.js';
import type { Unit } from './unit.js';

/** Emits the statements of a block, up to the first error. */
export function emitBlock(unit: Unit, statements: readonly Statement[]): void {
  const { asm } = unit;
  const outer = asm.statement;
  for (const [i, statement] of statements.entries()) {
    const start = startOf(statement);
    unit.line(start);
    unit.at(statement);
    if (isCounted(unit, statement, i === 0)) unit.begin(headOf(statement));
    if (statements.length > 1) asm.statement = { line: unit.session.lines.offsetToLine(start), isFirst: i === 0, outer };
    emitStatement(unit, statement);
    if (statements.length > 1 && unit.scope.emitter === 'viper') asm.endStatement();
    asm.statement = outer;
    unit.after(statement);
    // MicroPython's tree has no list around a single statement, so its line is not noted there.
    if (unit.session.problem !== null) {
      if (statements.length > 1) unit.failed(unit.session.lines.offsetToLine(start));
      return;
    }
  }
}

function emitStatement(unit: Unit, node: Statement): void {
  switch (node.kind) {
    case 'ExpressionStatement':
      emitExpressionStatement(unit, node);
      return;
    case 'Assign':
      unit.session.folding.isDropped(node) ? undefined : emitAssign(unit, node);
      return;
    case 'AnnotatedAssign':
      if (node.value !== null) {
        unit.session.folding.isDropped(node) ? undefined : emitPlainAssign(unit, node.target, node.value);
        return;
      }
      if (unit.scope.kind === 'function' && node.target.kind === 'Name') unit.scope.add(node.target.id, 'local');
      return;
    case 'AugmentedAssign':
      emitAugmented(unit, node, inPlace(node.operator));
      return;
    case 'Delete':
      for (const target of node.targets) emitDelete(unit, target);
      return;
    case 'Pass':
      return;
    case 'Break':
      emitBreakOrContinue(unit, node, 'break');
      return;
    case 'Continue':
      emitBreakOrContinue(unit, node, 'continue');
      return;
    case 'Return':
      emitReturn(unit, node);
      return;
    case 'Raise':
      emitRaise(unit, node);
      return;
    case 'Import':
      for (const imported of node.names) emitImport(unit, imported);
      return;
    case 'ImportFrom':
      emitImportFrom(unit, node);
      return;
    case 'Global':
    case 'Nonlocal':
      declare(unit, node);
      return;
    case 'Assert':
      emitAssert(unit, node);
      return;
    case 'If':
      emitIf(unit, node);
      return;
    case 'While':
      emitWhile(unit, node);
      return;
    case 'For':
      node.isAsync ? emitAsync(unit, node, () => emitAsyncFor(unit, node)) : emitFor(unit, node);
      return;
    case 'With':
      node.isAsync ? emitAsync(unit, node, () => emitAsyncWith(unit, node)) : emitWith(unit, node);
      return;
    case 'Try':
      emitTry(unit, node);
      return;
    case 'FunctionDef':
    case 'ClassDef':
      emitDefinition(unit, node);
      return;
  }
}

function emitAsync(unit: Unit, node: Statement, emit: () => void): void {
  if (!unit.scope.isGenerator) unit.errorAtLine(node, 'async for/with outside async function');
  else emit();
}

function emitExpressionStatement(unit: Unit, node: ExpressionStatement): void {
  if (unit.session.isPrompt && unit.scope.kind === 'module') {
    unit.name('load', '__repl_print__');
    unit.expression(node.value);
    unit.at(node);
    unit.call(Op.CALL_FUNCTION, 1);
  } else {
    const value = unit.constantOf(node.value);
    if (value !== null && !(value.type === 'tuple' && value.items.length === 0)) return;
    unit.expression(node.value);
  }
  unit.asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
}

function emitAssign(unit: Unit, node: Assign): void {
  const [target] = node.targets;
  if (node.targets.length === 1) {
    emitPlainAssign(unit, target as Expression, node.value);
    return;
  }
  unit.expression(node.value);
  for (const [i, each] of node.targets.entries()) {
    if (i + 1 < node.targets.length) unit.asm.emit(Op.DUP_TOP, 0, MP.DUP_TOP);
    emitStore(unit, each);
  }
}

/** `a, b = c, d` makes no tuple. */
function emitPlainAssign(unit: Unit, target: Expression, value: Expression): void {
  if (!isSwap(unit, target, value)) {
    unit.expression(value);
    emitStore(unit, target);
    return;
  }
  for (const element of (value as Tuple).elements) unit.expression(element);
  unit.at(value);
  if ((target as Tuple).elements.length === 3) unit.asm.emit(Op.ROT_THREE, 0, MP.ROT_THREE);
  unit.asm.emit(Op.ROT_TWO, 0, MP.ROT_TWO);
  for (const element of (target as Tuple).elements) emitStore(unit, element);
}

function isSwap(unit: Unit, target: Expression, value: Expression): boolean {
  if (target.kind !== 'Tuple' || value.kind !== 'Tuple' || unit.constantOf(value) !== null) return false;
  const count = target.elements.length;
  if ((count !== 2 && count !== 3) || count !== value.elements.length) return false;
  if (target.elements.some((element) => element.kind === 'Star')) return false;
  return !isTupleParenthesised(unit.session.text, target) && !isTupleParenthesised(unit.session.text, value);
}

function emitReturn(unit: Unit, node: Return): void {
  if (unit.scope.kind !== 'function') {
    unit.errorAtLine(node, "'return' outside function");
    return;
  }
  if (node.value === null) {
    unit.none();
  } else if (node.value.kind === 'Conditional') {
    const fail = new Label();
    emitCondition(unit, node.value.test, false, fail);
    unit.expression(node.value.body);
    emitReturnValue(unit);
    unit.asm.place(fail);
    unit.expression(node.value.orElse);
  } else {
    unit.expression(node.value);
  }
  unit.at(node);
  emitReturnValue(unit);
}

function emitRaise(unit: Unit, node: Raise): void {
  const { asm } = unit;
  if (node.exception === null) {
    asm.note(MP.RAISE_LAST);
    emitReraise(unit);
    return;
  }
  unit.expression(node.exception);
  if (node.cause !== null) unit.expression(node.cause);
  unit.at(node);
  if (node.cause === null) asm.emit(Op.RAISE_OBJ, 0, MP.RAISE_OBJ);
  else asm.emit(Op.RAISE_FROM, 0, MP.RAISE_FROM);
}

function emitImport(unit: Unit, node: ImportedModule): void {
  const path = node.module.split('.');
  unit.at(node);
  unit.smallInt(0);
  unit.none();
  unit.asm.emit(Op.IMPORT_NAME, unit.asm.nameOf(node.module), MP.IMPORT_NAME);
  if (node.as !== null) for (const name of path.slice(1)) unit.asm.emit(Op.LOAD_ATTR, unit.asm.nameOf(name), MP.LOAD_ATTR);
  unit.name('store', node.as ?? (path[0] as string));
}

function emitImportFrom(unit: Unit, node: ImportFrom): void {
  const { asm } = unit;
  if (node.names === '*' && unit.scope.kind !== 'module') {
    unit.errorAtLine(node, 'import * not at module level');
    return;
  }
  const names = node.names === '*' ? ['*'] : node.names.map((imported) => imported.name);
  unit.smallInt(node.level);
  for (const name of names) unit.text(name);
  asm.emit(Op.BUILD_TUPLE, names.length, MP.BUILD_TUPLE);
  asm.emit(Op.IMPORT_NAME, asm.nameOf(node.module), MP.IMPORT_NAME);
  if (node.names === '*') {
    asm.emit(Op.IMPORT_STAR, 0, MP.IMPORT_STAR);
    return;
  }
  for (const imported of node.names) {
    unit.at(imported);
    asm.emit(Op.IMPORT_FROM, asm.nameOf(imported.name), MP.IMPORT_FROM);
    unit.name('store', imported.as ?? imported.name);
  }
  asm.emit(Op.POP_TOP, 0, MP.POP_TOP);
}

function declare(unit: Unit, node: Global | Nonlocal): void {
  const { scope } = unit;
  if (node.kind === 'Nonlocal' && scope.kind === 'module') {
    unit.errorAtLine(node, "can't declare nonlocal in outer code");
    return;
  }
  for (const id of node.names) {
    const name = scope.add(id, 'undecided');
    const wrong = node.kind === 'Global' ? scope.declareGlobal(name) : scope.declareNonlocal(name);
    if (wrong !== null) unit.errorAtLine(node, wrong);
  }
}

function emitAssert(unit: Unit, node: Assert): void {
  if (unit.session.optimize > 0) return;
  const end = new Label();
  emitCondition(unit, node.test, true, end);
  unit.at(node);
  unit.loadGlobal('AssertionError');
  if (node.message !== null) {
    unit.expression(node.message);
    unit.at(node);
    unit.call(Op.CALL_FUNCTION, 1);
  }
  unit.asm.emit(Op.RAISE_OBJ, 0, MP.RAISE_OBJ);
  unit.asm.place(end);
}

/** A branch whose test is a constant is left out if that is false, and ends the chain if it is true. */
function emitIf(unit: Unit, node: If): void {
  const { asm } = unit;
  const end = new Label();
  for (const [i, branch] of node.branches.entries()) {
    if (i > 0) unit.begin(headOf(branch));
    const truth = constantTruth(unit, branch.test);
    if (truth === false) continue;
    const fail = new Label();
    emitCondition(unit, branch.test, false, fail);
    const held = unit.mark();
    unit.block(branch.body);
    if (truth === true) {
      asm.place(end);
      return;
    }
    // MicroPython jumps from the end of every `elif`, even of the last.
    const isLast = node.branches.length === 1 && node.orElse === null;
    const jumps = i > 0 || !isLast;
    if (jumps) asm.jump(Op.JUMP, end, MP.JUMP);
    const joined = jumps ? null : unit.mark();
    asm.place(fail);
    unit.fork(branch, held, joined);
  }
  unit.block(node.orElse);
  asm.place(end);
}
