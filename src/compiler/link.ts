/** Makes a scope's Code from its items: decides how each name is stored, and collects the Code's other properties. */
import type { Code, CodeKind, Signature } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { Problem } from '../source/problem.js';
import type { FunctionDef, Parameter } from '../syntax/ast.js';
import type { Assembler } from './assembler.js';
import { finish } from './finish.js';
import type { Item, NameUse } from './item.js';
import { type Entry, loadFast, MP, storeFast } from './ledger.js';
import { jumpsTooFar } from './reach.js';
import type { Name, Scope } from './symbols.js';

/** Decides how each name of a scope is stored. This is known only when all scopes have been read. */
export function resolveNames(assembler: Assembler, scope: Scope): void {
  for (const item of assembler.items) resolve(item, assembler, scope);
}

/** Makes the Code of a scope whose names have been resolved. `codeOf` returns the Codes of the scopes inside it. */
export function link(
  assembler: Assembler,
  scope: Scope,
  codeOf: (scope: Scope) => Code,
  options: { filename: string; text: string; count: boolean },
): Code {
  const isBytecode = scope.emitter === 'bytecode';
  const { code, reached } = finish(
    assembler,
    {
      name: scope.name,
      filename: options.filename,
      text: options.text,
      kind: kindOf(scope),
      isGenerator: scope.isGenerator,
      emitter: scope.emitter,
      children: assembler.children.map(codeOf),
      signature: signatureOf(scope),
      slots: scope.slots.length,
      slotNames: scope.slots.map((name) => name.id),
      captured: scope.free.map((name) => scope.parent?.names.get(name.id)?.cell ?? -1),
      cells: scope.cells.map((name) => (name.parameter === null ? -1 : name.slot)),
      cellNames: [...scope.free, ...scope.cells].map((name) => name.id),
      frameWords: Math.max(1, scope.locals + assembler.mpDepth),
      exceptDepth: assembler.exceptDepth,
      machine: scope.machine,
    },
    options.count,
  );
  if (isBytecode && jumpsTooFar(reached)) throw new Problem('RuntimeError', 'bytecode overflow', scope.node.span, null);
  return code;
}

function resolve(item: Item, assembler: Assembler, scope: Scope): void {
  if (item.kind === 'function' && item.child !== null) resolveFunction(item, item.child, assembler, scope);
  if (item.name === null) return;
  const { name } = item;
  if (item.kind === 'name') {
    const { op, a, entry } = access(name, item.use, item.a);
    item.op = op;
    item.a = a;
    item.ledger = [entry];
  } else if (name.kind === 'cell') {
    item.op = Op.LOAD_CELL;
    item.a = name.cell;
    item.ledger = [loadFast(name.number)];
  } else {
    item.op = Op.LOAD_CONST;
    item.ledger = [MP.LOAD_CONST_NONE];
  }
}

/** MicroPython pushes the cells that a closure captures, so they count for its stack. */
function resolveFunction(item: Item, child: Scope, assembler: Assembler, scope: Scope): void {
  const hasDefaults = item.b === 1;
  if (child.free.length === 0) {
    item.ledger = [hasDefaults ? MP.MAKE_FUNCTION_DEFARGS : MP.MAKE_FUNCTION];
    return;
  }
  const loads = child.free.map((name) => loadFast(scope.names.get(name.id)?.number ?? 0));
  item.ledger = [...loads, hasDefaults ? MP.MAKE_CLOSURE_DEFARGS : MP.MAKE_CLOSURE];
  assembler.mpDepth = Math.max(assembler.mpDepth, item.stack + child.free.length);
}

const LOCAL = { load: Op.LOAD_FAST, store: Op.STORE_FAST, delete: Op.DELETE_FAST } as const;
const CELL = { load: Op.LOAD_DEREF, store: Op.STORE_DEREF, delete: Op.DELETE_DEREF } as const;
const GLOBAL = { load: Op.LOAD_GLOBAL, store: Op.STORE_GLOBAL, delete: Op.DELETE_GLOBAL } as const;
const BY_NAME = { load: Op.LOAD_NAME, store: Op.STORE_NAME, delete: Op.DELETE_NAME } as const;

function access(name: Name, use: NameUse, index: number): { op: Op; a: number; entry: Entry } {
  switch (name.kind) {
    case 'local':
      return {
        op: LOCAL[use],
        a: name.slot,
        entry: use === 'load' ? loadFast(name.number) : use === 'store' ? storeFast(name.number) : MP.DELETE_FAST,
      };
    case 'cell':
    case 'free':
      return { op: CELL[use], a: name.cell, entry: use === 'load' ? MP.LOAD_DEREF : use === 'store' ? MP.STORE_DEREF : MP.DELETE_DEREF };
    case 'global':
      return { op: GLOBAL[use], a: index, entry: use === 'load' ? MP.LOAD_GLOBAL : use === 'store' ? MP.STORE_GLOBAL : MP.DELETE_GLOBAL };
    default:
      return { op: BY_NAME[use], a: index, entry: use === 'load' ? MP.LOAD_NAME : use === 'store' ? MP.STORE_NAME : MP.DELETE_NAME };
  }
}

function kindOf(scope: Scope): CodeKind {
  switch (scope.kind) {
    case 'module':
    case 'class':
    case 'lambda':
      return scope.kind;
    case 'function':
      return scope.isGenerator ? 'generator' : 'function';
    default:
      return 'comprehension';
  }
}

const NO_SIGNATURE: Signature = { positional: 0, defaults: 0, keywordOnly: 0, star: false, doubleStar: false, names: [] };

function signatureOf(scope: Scope): Signature {
  const { node } = scope;
  if (node.kind === 'Comprehension') return { ...NO_SIGNATURE, positional: 1, names: [''] };
  if (node.kind !== 'FunctionDef' && node.kind !== 'Lambda') return NO_SIGNATURE;
  const parameters: readonly Parameter[] = (node as FunctionDef).parameters;
  const of = (form: Name['parameter']) => scope.slots.filter((name) => name.parameter === form).map((name) => name.id);
  const positional = of('plain');
  const known = new Set(positional);
  const keywordOnly = of('keywordOnly');
  return {
    positional: positional.length,
    defaults: parameters.filter((parameter) => parameter.default !== null && known.has(parameter.name)).length,
    keywordOnly: keywordOnly.length,
    star: of('star').length > 0,
    doubleStar: of('doubleStar').length > 0,
    names: [...positional, ...keywordOnly],
  };
}
