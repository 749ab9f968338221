/** Emits `def` and `class` with their decorators. */
import type { EmitterKind } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import type { ClassDef, Decorator, Expression, FunctionDef } from '../syntax/ast.js';
import { headOf } from './beginnings.js';
import { emitArguments } from './calls.js';
import { emitFunction } from './functions.js';
import { MP } from './ledger.js';
import type { Unit } from './unit.js';

/** `def` or `class`: makes the object, hands it to the decorators and binds the name. */
export function emitDefinition(unit: Unit, node: FunctionDef | ClassDef): void {
  let calls = 0;
  let { emitter } = unit.scope;
  for (const decorator of node.decorators) {
    const chosen = emitDecorator(unit, decorator);
    if (chosen === null) calls++;
    else emitter = chosen ?? emitter;
  }
  unit.at(node);
  unit.begin(headOf(node));
  if (node.kind === 'FunctionDef') {
    const scope = unit.child('function', node, emitter);
    if (node.isAsync) scope.isGenerator = true;
    emitFunction(unit, scope, node.parameters);
  } else {
    emitClass(unit, node, emitter);
  }
  unit.at(node);
  for (let i = 0; i < calls; i++) unit.call(Op.CALL_FUNCTION, 1);
  unit.name('store', node.name);
}

function emitClass(unit: Unit, node: ClassDef, emitter: EmitterKind): void {
  const scope = unit.child('class', node, emitter);
  unit.asm.emit(Op.LOAD_BUILD_CLASS, 0, MP.LOAD_BUILD_CLASS);
  unit.asm.makeFunction(scope, false);
  unit.text(node.name);
  emitArguments(unit, node, node.args, false, 2);
}

/**
 * Leaves the decorator on the stack and returns null. For `@micropython.…`, which concerns only the compiler, returns the chosen emitter,
 * undefined after an error.
 */
function emitDecorator(unit: Unit, decorator: Decorator): EmitterKind | undefined | null {
  const call = decorator.value.kind === 'Call' ? decorator.value : null;
  const path = dottedName(call === null ? decorator.value : call.callee);
  unit.at(decorator);
  unit.begin(decorator.span);
  if (path[0] === 'micropython') {
    return chosenEmitter(unit, decorator, path);
  }
  unit.name('load', path[0] as string);
  for (const name of path.slice(1)) unit.asm.emit(Op.LOAD_ATTR, unit.asm.nameOf(name), MP.LOAD_ATTR);
  if (call === null) return null;
  unit.line(call.callee.span.end);
  emitArguments(unit, call, call.args, false);
  return null;
}

const EMITTERS: ReadonlyMap<string | undefined, EmitterKind> = new Map([
  ['bytecode', 'bytecode'],
  ['native', 'native'],
  ['viper', 'viper'],
  ['asm_thumb', 'assembler'],
]);

/** The emitter that `@micropython.…` chooses; the last one counts. Undefined after an error. */
function chosenEmitter(unit: Unit, decorator: Decorator, path: readonly string[]): EmitterKind | undefined {
  const emitter = path.length === 2 ? EMITTERS.get(path[1]) : undefined;
  if (emitter === undefined) unit.error(decorator.span, 0, 'invalid micropython decorator');
  return emitter;
}

function dottedName(node: Expression): string[] {
  const path: string[] = [];
  let part = node;
  for (; part.kind === 'Attribute'; part = part.object) path.push(part.name);
  if (part.kind === 'Name') path.push(part.id);
  return path.reverse();
}
