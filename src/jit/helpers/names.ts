/** Names, cells, imports, and the frame that natives see as their caller. */
import { allocate } from '../../objects/charge.js';
import { raise } from '../../objects/exception.js';
import { Cell } from '../../objects/function.js';
import { makeSuper } from '../../objects/function-type.js';
import { loadMethod } from '../../objects/protocol/attribute.js';
import type { Entry } from '../../objects/table-slots.js';
import type { Value } from '../../objects/value.js';
import { buildClass } from '../../vm/build-class.js';
import { execute } from '../../vm/execute.js';
import { Frame } from '../../vm/frame.js';
import { type Import, importFrom, importStatement } from '../../vm/import.js';
import type { LinkedCode } from '../../vm/link.js';

/** The NameError for a local variable that has no value. */
export const unbound = (): object => raise.NameError('local variable referenced before assignment');

/** Stores a global and returns its entry. */
export function storeGlobal(linked: LinkedCode, index: number, value: Value): Entry {
  const entry = linked.globals.setName(linked.names[index] as string, value);
  linked.cells[index] = entry;
  return entry;
}

/** Loads `super().name`, to be called. */
export function loadSuperMethod(type: Value, self: Value, name: string): Value {
  return loadMethod(makeSuper(type, self), name);
}

/** LOAD_BUILD_CLASS. */
export const loadBuildClass = ({ runtime }: LinkedCode): Value => runtime.builtins.override('__build_class__') ?? buildClass;

/** Makes a cell for a variable that functions share. */
export function newCell(value: Value | undefined): Cell {
  allocate(16, 'cell');
  return new Cell(value);
}

/** Finishes an import; the bodies of modules run as frames. */
function finishImport(begun: Value | Frame): Value {
  let step = begun;
  while (step instanceof Frame) {
    const importing: Import = step.importing as Import;
    execute(step);
    step = importing.proceed();
  }
  return step;
}

/** IMPORT_NAME. */
export function importModule(linked: LinkedCode, index: number, level: Value, fromList: Value): Value {
  const name = linked.names[index] as string;
  return finishImport(importStatement(linked.runtime, linked.globals, { name, level: level as number, fromList }));
}

/** IMPORT_FROM. */
export function importName(linked: LinkedCode, module: Value, index: number): Value {
  return finishImport(importFrom(linked.runtime, linked.globals, module, linked.names[index] as string));
}

/** Makes the frame that natives see when they ask for their caller: it has the names of the code's module. */
export function callerFrame(linked: LinkedCode): Frame {
  return new Frame(linked, [], [], null);
}
