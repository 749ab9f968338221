/**
 * The symbol table: decides whether a name is local, cell, free, global or looked up by name, as MicroPython does (`py/scope.c`).
 *
 * A scope is a module, class body, function, lambda or comprehension. The compiler notes names in the order in which it meets them.
 * When all scopes have been read, `resolve` numbers locals and cells. Nothing is stored in the syntax tree.
 */
import type { EmitterKind, MachineCode } from '../bytecode/code.js';
import { NativeType } from '../bytecode/native-type.js';
import type { ClassDef, Comprehension, FunctionDef, Lambda, Module } from '../syntax/ast.js';

/** What opens a scope; the last four are comprehensions. */
export type ScopeKind = 'module' | 'class' | 'lambda' | 'function' | 'listcomp' | 'dictcomp' | 'setcomp' | 'genexpr';

/** `undecided`: only declared so far. `byName`: read, not bound here. `byNameAssigned`: bound in a module or class body. */
type NameKind = 'undecided' | 'byName' | 'byNameAssigned' | 'global' | 'local' | 'cell' | 'free';

/** How a parameter takes its argument; null for other names. */
type ParameterForm = 'plain' | 'keywordOnly' | 'star' | 'doubleStar';

/** One name in one scope. */
export interface Name {
  readonly id: string;
  /** Position among the scope's names, by first mention. */
  readonly order: number;
  kind: NameKind;
  parameter: ParameterForm | null;
  /** The type to which viper converts the argument of a parameter. */
  type: NativeType;
  /** Number in MicroPython's frame; decides which form of opcode MicroPython uses. */
  number: number;
  /** Slot of a local, or −1. */
  slot: number;
  /** Index of a cell or free name, or −1. */
  cell: number;
}

const SIMPLE_NAMES: Readonly<Record<string, string>> = {
  module: '<module>',
  lambda: '<lambda>',
  listcomp: '<listcomp>',
  dictcomp: '<dictcomp>',
  setcomp: '<setcomp>',
  genexpr: '<genexpr>',
};

/** The nodes that open a scope. */
export type ScopeNode = Module | ClassDef | FunctionDef | Lambda | Comprehension;

/** The names of one scope. */
export class Scope {
  readonly names = new Map<string, Name>();
  readonly children: Scope[] = [];
  /** Contains `yield` or `await`, or is an `async def`. */
  isGenerator = false;
  /** The type that a viper function returns. */
  returns = NativeType.OBJECT;
  /** The machine code that the inline assembler has made of the scope. */
  machine: MachineCode | undefined = undefined;
  /** Filled by `resolve`: this frame's cells that come from the enclosing frame, then its own. */
  readonly free: Name[] = [];
  readonly cells: Name[] = [];
  readonly slots: Name[] = [];
  /** Locals of MicroPython's frame, free names and cells included. */
  locals = 0;

  constructor(
    readonly kind: ScopeKind,
    readonly node: ScopeNode,
    readonly parent: Scope | null,
    readonly emitter: EmitterKind = parent?.emitter ?? 'bytecode',
  ) {}

  /** The name that MicroPython shows in tracebacks. */
  get name(): string {
    return SIMPLE_NAMES[this.kind] ?? (this.node as FunctionDef | ClassDef).name;
  }

  /** True if names bound in the scope are locals. */
  get isFunctionLike(): boolean {
    return this.kind !== 'module' && this.kind !== 'class';
  }

  get isComprehension(): boolean {
    return this.isFunctionLike && this.kind !== 'function' && this.kind !== 'lambda';
  }

  /** Returns the name; adds it with this kind if it is new. */
  add(id: string, kind: NameKind): Name {
    const known = this.names.get(id);
    if (known !== undefined) return known;
    const name: Name = { id, order: this.names.size, kind, parameter: null, type: NativeType.OBJECT, number: -1, slot: -1, cell: -1 };
    this.names.set(id, name);
    return name;
  }

  /** Notes that a name is read. */
  load(id: string): Name {
    return this.add(id, 'byName');
  }

  /** Notes that a name is bound or deleted (`mp_emit_common_get_id_for_modification`). */
  modify(id: string): Name {
    const name = this.add(id, 'byName');
    if (name.kind === 'byName') name.kind = this.isFunctionLike ? 'local' : 'byNameAssigned';
    return name;
  }

  /** Adds a parameter; null if the name is taken. */
  addParameter(id: string, form: ParameterForm): Name | null {
    const name = this.add(id, 'undecided');
    if (name.kind !== 'undecided') return null;
    name.kind = 'local';
    name.parameter = form;
    return name;
  }

  /** The parameter that `super()` takes as self. */
  firstParameter(): Name | undefined {
    for (const name of this.names.values()) if (name.parameter !== null) return name;
    return undefined;
  }

  /** `global id`. Returns an error message, or null. */
  declareGlobal(name: Name): string | null {
    if (name.kind !== 'undecided' && name.kind !== 'global') return 'identifier redefined as global';
    name.kind = 'global';
    const outer = this.module.names.get(name.id);
    if (outer !== undefined) outer.kind = 'global';
    return null;
  }

  /** `nonlocal id`. Returns an error message, or null. */
  declareNonlocal(name: Name): string | null {
    if (name.kind !== 'undecided') return name.kind === 'free' ? null : 'identifier redefined as nonlocal';
    name.kind = 'byName';
    this.closeOver(name);
    return (name.kind as NameKind) === 'byName' ? 'no binding for nonlocal found' : null;
  }

  /** Makes a name that was only read a free name if an enclosing function binds it. */
  closeOver(name: Name): void {
    for (let scope = this.parent; scope !== null && scope.parent !== null; scope = scope.parent) {
      const outer = scope.names.get(name.id);
      if (outer === undefined) continue;
      if (outer.kind === 'local' || outer.kind === 'cell' || outer.kind === 'free') {
        name.kind = 'free';
        this.closeOverInParents(name.id);
      }
      return;
    }
  }

  /** Names that were only read become free where an enclosing function binds them; called when the scope has been read. */
  closeOverAll(): void {
    for (const name of [...this.names.values()]) if (name.kind === 'byName') this.closeOver(name);
  }

  /** Numbers slots and cells (`scope_compute_things`); enclosing scopes first. */
  resolve(): void {
    const names = [...this.names.values()];
    const parameters = this.parametersInOrder(names);
    const others = names.filter((name) => name.parameter === null);
    for (const name of [...parameters, ...others]) {
      if (this.isFunctionLike && name.kind === 'byName') name.kind = 'global';
      const isClassCell = this.kind === 'class' && name.id === '__class__';
      if (name.kind === 'local' || name.parameter !== null) {
        name.slot = this.slots.push(name) - 1;
        if (!isClassCell) name.number = this.locals++;
      }
    }
    this.collectFree();
    for (const name of names) if (name.kind === 'cell') this.addCell(name);
    for (const name of names) if (name.kind !== 'free') name.number += this.free.length;
    this.locals += this.free.length;
  }

  /** Numbers the free names, in the order of the enclosing scope. */
  private collectFree(): void {
    const orderOf = (name: Name) => this.parent?.names.get(name.id)?.order ?? 0;
    const free = [...this.names.values()].filter((name) => name.kind === 'free');
    for (const name of free.sort((a, b) => orderOf(a) - orderOf(b))) {
      name.number = this.free.length;
      name.cell = this.free.push(name) - 1;
    }
  }

  private addCell(name: Name): void {
    name.cell = this.free.length + this.cells.push(name) - 1;
    if (name.parameter === null) name.number = this.locals++;
  }

  /** Positional, keyword-only, `*args`, `**kwargs`. */
  private parametersInOrder(names: readonly Name[]): Name[] {
    const order: readonly ParameterForm[] = ['plain', 'keywordOnly', 'star', 'doubleStar'];
    return order.flatMap((form) => names.filter((name) => name.parameter === form));
  }

  private closeOverInParents(id: string): void {
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const name = scope.add(id, 'undecided');
      if (name.kind === 'undecided') {
        name.kind = 'free';
        continue;
      }
      if (name.kind === 'local') name.kind = 'cell';
      return;
    }
  }

  private get module(): Scope {
    let scope: Scope = this;
    while (scope.parent !== null) scope = scope.parent;
    return scope;
  }
}
