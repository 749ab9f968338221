/** Emits `def` and `class` with their decorators. */
import { Op } from '../bytecode/opcodes.js';
import type { ClassDef, Decorator, Expression, FunctionDef } from '../syntax/ast.js';
import { emitArguments } from './calls.js';
import { emitFunction } from './functions.js';
import { MP } from './ledger.js';
import type { Unit } from './unit.js';

/** `def` or `class`: makes the object, hands it to the decorators and binds the name. */
export function emitDefinition(unit: Unit, node: FunctionDef | ClassDef): void {
  let calls = 0;
  for (const decorator of node.decorators) if (emitDecorator(unit, decorator)) calls++;
  unit.at(node);
  if (node.kind === 'FunctionDef') {
    const scope = unit.child('function', node);
    if (node.isAsync) scope.isGenerator = true;
    emitFunction(unit, scope, node.parameters);
  } else {
    emitClass(unit, node);
  }
  unit.at(node);
  for (let i = 0; i < calls; i++) unit.call(Op.CALL_FUNCTION, 1);
  unit.name('store', node.name);
}

function emitClass(unit: Unit, node: ClassDef): void {
  const scope = unit.child('class', node);
  unit.asm.emit(Op.LOAD_BUILD_CLASS, 0, MP.LOAD_BUILD_CLASS);
  unit.asm.makeFunction(scope, false);
  unit.text(node.name);
  emitArguments(unit, node, node.args, false, 2);
}

/** Leaves the decorator on the stack; false for those of the compiler itself. */
function emitDecorator(unit: Unit, decorator: Decorator): boolean {
  const call = decorator.value.kind === 'Call' ? decorator.value : null;
  const path = dottedName(call === null ? decorator.value : call.callee);
  unit.at(decorator);
  if (path[0] === 'micropython') {
    checkBuiltIn(unit, decorator, path);
    return false;
  }
  unit.name('load', path[0] as string);
  for (const name of path.slice(1)) unit.asm.emit(Op.LOAD_ATTR, unit.asm.nameOf(name), MP.LOAD_ATTR);
  if (call === null) return true;
  unit.line(call.callee.span.end);
  emitArguments(unit, call, call.args, false);
  return true;
}

/**
 * `native`, `viper` and the assemblers emit machine code, which this machine has not: refused with MicroPython's words. A `native` function
 * does what bytecode does, so it may be bytecode; `viper`'s ints are the machine's.
 */
function checkBuiltIn(unit: Unit, decorator: Decorator, path: readonly string[]): void {
  if (path.length === 2 && (path[1] === 'bytecode' || (path[1] === 'native' && unit.session.native === 'bytecode'))) return;
  unit.error(decorator.span, 0, 'invalid micropython decorator');
}

function dottedName(node: Expression): string[] {
  const path: string[] = [];
  let part = node;
  for (; part.kind === 'Attribute'; part = part.object) path.push(part.name);
  if (part.kind === 'Name') path.push(part.id);
  return path.reverse();
}
