/** From a scope's items to its Code: decides how each name is kept, lays out, and fills in everything a Code says about itself. */
import type { Code, CodeKind, Signature } from '../bytecode/code.js';
import { Op } from '../bytecode/opcodes.js';
import { CALL_PRICE, MACHINE_CODE_PRICE } from '../bytecode/prices.js';
import { Problem } from '../source/problem.js';
import type { FunctionDef, Parameter } from '../syntax/ast.js';
import type { Assembler, Item, Label, NameUse } from './assembler.js';
import { type Layout, layOut, type Placed } from './layout.js';
import { type Entry, loadFast, MP, storeFast } from './ledger.js';
import { jumpsTooFar } from './reach.js';
import type { Name, Scope } from './symbols.js';

/** Decides how each name of a scope is kept, which is known when all scopes have been read. */
export function resolveNames(assembler: Assembler, scope: Scope): void {
  for (const item of assembler.items) resolve(item, assembler, scope);
}

/** Makes the Code of a scope, whose names have been resolved. `codeOf` knows the Codes of the scopes inside it. */
export function link(
  assembler: Assembler,
  scope: Scope,
  codeOf: (scope: Scope) => Code,
  options: { filename: string; text: string; count: boolean },
): Code {
  const isBytecode = scope.emitter === 'bytecode';
  // What counts opcodes is the interpreter of bytecode.
  const layout = layOut(assembler, options.count && isBytecode);
  if (isBytecode && jumpsTooFar(layout.reached)) throw new Problem('RuntimeError', 'bytecode overflow', scope.node.span, null);
  const pcs = programCounters(layout);
  const pc = (label: Label) => pcs[layout.mark(label).index] as number;
  const frameWords = Math.max(1, scope.locals + assembler.mpDepth);
  return {
    name: scope.name,
    filename: options.filename,
    text: options.text,
    kind: kindOf(scope),
    isGenerator: scope.isGenerator,
    emitter: scope.emitter,
    ...encode(layout, pcs),
    firstLine: assembler.firstLine ?? 1,
    constants: assembler.constants,
    names: assembler.names,
    children: assembler.children.map(codeOf),
    signature: signatureOf(scope),
    slots: scope.slots.length,
    slotNames: scope.slots.map((name) => name.id),
    stackSize: assembler.maxDepth,
    captured: scope.free.map((name) => scope.parent?.names.get(name.id)?.cell ?? -1),
    cells: scope.cells.map((name) => (name.parameter === null ? -1 : name.slot)),
    cellNames: [...scope.free, ...scope.cells].map((name) => name.id),
    handlers: Int32Array.from(layout.ranges.flatMap((i) => handlerRow(assembler.ranges[i] as Assembler['ranges'][number], pc))),
    // A final part that is never left by END_FINALLY has no pads.
    finallies: assembler.finallies.map((table) => (table.every((label) => layout.mark(label).index >= 0) ? table.map(pc) : [])),
    active: assembler.active,
    entryCharge: entryCharge(scope, frameWords, assembler.exceptDepth),
    frameWords,
    exceptDepth: assembler.exceptDepth,
    machine: scope.machine,
    ledger: layout.ledger,
  };
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

/** MicroPython pushes the cells that a closure captures; they count in its stack. */
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

/** The pc of each placed instruction, and one more for the end. A jump that must charge first begins with its CHARGE. */
function programCounters(layout: Layout): Int32Array {
  const pcs = new Int32Array(layout.placed.length + 1);
  let pc = 0;
  for (const [i, placed] of layout.placed.entries()) {
    pcs[i] = pc;
    pc += placed.commit > 0 ? 2 : 1;
  }
  pcs[layout.placed.length] = pc;
  return pcs;
}

function encode(layout: Layout, pcs: Int32Array): Pick<Code, 'words' | 'lines' | 'spans'> {
  const size = pcs[layout.placed.length] as number;
  const words = new Int32Array(size * 2);
  const lines = new Int32Array(size);
  const spans = new Int32Array(size * 2);
  const put = (pc: number, placed: Placed, first: number, second: number) => {
    words[pc * 2] = first;
    words[pc * 2 + 1] = second;
    lines[pc] = placed.line;
    spans[pc * 2] = placed.span.start;
    spans[pc * 2 + 1] = placed.span.end;
  };
  for (const [i, placed] of layout.placed.entries()) {
    let pc = pcs[i] as number;
    if (placed.commit > 0) put(pc++, placed, Op.CHARGE, placed.commit);
    const a = placed.target === null ? placed.a : (pcs[placed.target.index] as number);
    put(pc, placed, placed.op | (a << 8), placed.b);
  }
  return { words, lines, spans };
}

function handlerRow(range: Assembler['ranges'][number], pc: (label: Label) => number): number[] {
  return [pc(range.from), pc(range.to), pc(range.target), range.depth];
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

function entryCharge(scope: Scope, frameWords: number, exceptDepth: number): number {
  if (scope.isGenerator) return CALL_PRICE.GENERATOR;
  if (scope.emitter !== 'bytecode') return machineEntryCharge(scope, frameWords, exceptDepth);
  if (scope.free.length > 0) return CALL_PRICE.CLOSURE + CALL_PRICE.CLOSURE_PER_FRAME_WORD * frameWords;
  return CALL_PRICE.BYTECODE + CALL_PRICE.BYTECODE_PER_FRAME_WORD * frameWords;
}

function machineEntryCharge({ emitter, free }: Scope, frameWords: number, exceptDepth: number): number {
  const call = emitter === 'viper' ? MACHINE_CODE_PRICE.VIPER_CALL : MACHINE_CODE_PRICE.NATIVE_CALL;
  const perWord = emitter === 'viper' ? 0 : MACHINE_CODE_PRICE.PER_FRAME_WORD * frameWords;
  const closure = free.length > 0 ? CALL_PRICE.CLOSURE - CALL_PRICE.BYTECODE : 0;
  return call + perWord + closure + (exceptDepth > 0 ? MACHINE_CODE_PRICE.HANDLERS : 0);
}
