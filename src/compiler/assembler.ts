/**
 * Collects the instructions of one scope, still with labels and names, and tracks the depth of MicroPython's stack.
 *
 * `link.ts` resolves the names afterwards, since a later scope may turn a local into a cell. Then `layout.ts` places the charges, and
 * `finish.ts` makes the final words.
 */
import type { ActiveException, Constant } from '../bytecode/code.js';
import { INSTRUCTIONS, Op } from '../bytecode/opcodes.js';
import { depthAfter, depthAtTarget } from '../bytecode/stack-effect.js';
import type { Span } from '../source/span.js';
import { constantEntry, constantKey } from './constants.js';
import { type Fork, type Item, type Label, type NameUse, type Range, type StatementPlace, standsForOpcodes } from './item.js';
import { type Entry, MP } from './ledger.js';
import type { Name, Scope } from './symbols.js';

/** The instructions of one scope. */
export class Assembler {
  readonly items: Item[] = [];
  readonly ranges: Range[] = [];
  readonly constants: Constant[] = [];
  readonly names: string[] = [];
  readonly finallies: (readonly Label[])[] = [];
  readonly active: (readonly ActiveException[])[] = [];
  readonly children: Scope[] = [];
  /** Counting mode: the line of the scope, null in other modes; where statements begin, and where conditions lead. */
  beginning: number | null = null;
  readonly statements: { readonly line: number; readonly mark: Item }[] = [];
  readonly forks: Fork[] = [];
  /** Depth of the value stack. */
  depth = 0;
  /** Line of the instructions being emitted. It never decreases, as in MicroPython's line table. */
  line = 1;
  /** Line of the first opcode of MicroPython. */
  firstLine: number | null = null;
  span: Span = { start: 0, end: 0 };
  /** Greatest depth of the value stack so far. */
  maxDepth = 0;
  /** Greatest depth of MicroPython's stack so far. */
  mpDepth = 0;
  /** Greatest number of exception blocks that are open at once (`exc_stack_size`). */
  exceptDepth = 0;
  /** The innermost statement that is one of several in its block. */
  statement: StatementPlace | null = null;
  /** A way out of blocks is being emitted. */
  leaves = false;
  private mp = 0;
  private readonly constantIndex = new Map<string, number>();
  private readonly activeIndex = new Map<string, number>();
  private readonly nameIndex = new Map<string, number>();

  /** An instruction that stands for these opcodes of MicroPython, with the same effect on its stack. */
  emit(op: Op, a: number, ...ledger: readonly Entry[]): Item {
    this.adjust(depthAfter(op, a, 0, 0));
    return this.instruction(op, a, ledger);
  }

  /** An instruction of our own: MicroPython has none, or its cost is noted elsewhere. */
  own(op: Op, a = 0): Item {
    return this.instruction(op, a, []);
  }

  private instruction(op: Op, a: number, ledger: readonly Entry[]): Item {
    this.depth = depthAfter(op, a, 0, this.depth);
    const item = this.push('op', { op, a, ledger });
    if (INSTRUCTIONS[op].flow === 'call') this.push('op', { op: Op.LOOK });
    return item;
  }

  /** Opcodes that MicroPython executes here and for which we need no instruction. */
  note(...ledger: readonly Entry[]): void {
    this.push('note', { ledger });
  }

  /** Opcodes that MicroPython executes here, with a jump among them for which we need none: a CHECK. */
  check(...ledger: readonly Entry[]): void {
    this.push('note', { op: Op.CHECK, ledger });
  }

  /** A place that counting mode counts. */
  mark(span: Span): Item {
    const outer = this.span;
    this.span = span;
    const item = this.push('mark', {});
    this.span = outer;
    return item;
  }

  /** The end of a statement that is one of several in its block. */
  endStatement(): void {
    this.push('end', {});
  }

  /** MicroPython's `adjust_stack_size`. */
  adjust(delta: number): void {
    this.mp += delta;
    if (this.mp > this.mpDepth) this.mpDepth = this.mp;
  }

  /** Reads, binds or deletes a name. How the name is stored is decided later. */
  name(use: NameUse, name: Name): void {
    const effect = use === 'load' ? 1 : use === 'store' ? -1 : 0;
    this.adjust(effect);
    this.depth += effect;
    this.push('name', { name, use, a: this.nameOf(name.id) });
  }

  /** What a class body returns: the cell of `__class__`, or None if no method closes over it. */
  classCell(name: Name): void {
    this.adjust(1);
    this.depth++;
    this.push('classCell', { name, a: this.constantOf({ type: 'none' }) });
  }

  /** LOAD_CONST with the opcode that MicroPython uses for it. */
  constant(value: Constant, isInterned: boolean): void {
    this.emit(Op.LOAD_CONST, this.constantOf(value), constantEntry(value, isInterned));
  }

  /** LOAD_CONST_OBJ, whatever the value. */
  constantObject(value: Constant): void {
    this.emit(Op.LOAD_CONST, this.constantOf(value), MP.LOAD_CONST_OBJ);
  }

  /** LOAD_CONST of a value that only we need, not MicroPython. */
  ownConstant(value: Constant): void {
    this.own(Op.LOAD_CONST, this.constantOf(value));
  }

  /** MAKE_FUNCTION of the code of a scope; `hasDefaults`: a tuple and a dict of defaults are on the stack. */
  makeFunction(child: Scope, hasDefaults: boolean): void {
    const index = this.children.push(child) - 1;
    const stack = this.mp;
    this.adjust(hasDefaults ? -1 : 1);
    this.function('function', index, hasDefaults, { child, stack });
  }

  /** Like `makeFunction`, for the child at `index` and with these opcodes. */
  makeChild(index: number, hasDefaults: boolean, ...ledger: readonly Entry[]): void {
    this.function('op', index, hasDefaults, { ledger });
  }

  private function(kind: Item['kind'], a: number, hasDefaults: boolean, parts: Partial<Item>): void {
    const b = hasDefaults ? 1 : 0;
    this.depth = depthAfter(Op.MAKE_FUNCTION, a, b, this.depth);
    this.push(kind, { op: Op.MAKE_FUNCTION, a, b, ...parts });
  }

  /** A forward jump. Also sets the depth at the label, if that is not known yet. */
  jump(op: Op, label: Label, ...ledger: readonly Entry[]): Item {
    label.depth ??= depthAtTarget(op, this.depth);
    // MicroPython tests the end of a range with opcodes of its own (`emitForRange`).
    if (op !== Op.FOR_RANGE) this.adjust(depthAfter(op, 0, 0, 0));
    this.depth = depthAfter(op, 0, 0, this.depth);
    return this.push('op', { op, label, ledger });
  }

  /** The backward jump at the end of a loop. */
  jumpBack(head: Label, ...ledger: readonly Entry[]): void {
    this.push('op', { op: Op.JUMP_BACK, label: head, ledger });
  }

  /** Places a label here; the depth becomes that of the jumps to it. */
  place(label: Label): void {
    if (label.depth !== null) this.depth = label.depth;
    else label.depth = this.depth;
    label.item = this.push('label', { label });
  }

  /** Drops values of ours until the depth is `depth`. */
  cut(depth: number): void {
    if (this.depth !== depth) this.own(Op.CUT, depth);
  }

  /** Keeps the top and drops values below it until the depth is `depth` + 1. */
  unwind(depth: number): void {
    if (this.depth !== depth + 1) this.own(Op.UNWIND, depth);
  }

  /** Moves the items from `second` on before those from `first` on: MicroPython tests a loop's condition after its body. */
  rotate(first: number, second: number): void {
    const later = this.items.splice(second);
    const earlier = this.items.splice(first);
    for (const item of later) this.items.push(item);
    for (const item of earlier) this.items.push(item);
  }

  constantOf(value: Constant): number {
    const key = constantKey(value);
    const known = this.constantIndex.get(key);
    if (known !== undefined) return known;
    const index = this.constants.push(value) - 1;
    this.constantIndex.set(key, index);
    return index;
  }

  nameOf(id: string): number {
    const known = this.nameIndex.get(id);
    if (known !== undefined) return known;
    const index = this.names.push(id) - 1;
    this.nameIndex.set(id, index);
    return index;
  }

  /** Adds a table for END_FINALLY. The labels may be placed later. */
  finallyTable(labels: readonly Label[]): number {
    return this.finallies.push(labels) - 1;
  }

  /** Adds a table for RAISE_LAST, or finds an equal one. */
  activeTable(places: readonly ActiveException[]): number {
    const key = places.map(({ kind, depth }) => `${kind} ${depth}`).join();
    const known = this.activeIndex.get(key);
    if (known !== undefined) return known;
    const index = this.active.push(places) - 1;
    this.activeIndex.set(key, index);
    return index;
  }

  private push(kind: Item['kind'], parts: Partial<Item>): Item {
    const item: Item = {
      kind,
      op: parts.op ?? Op.CHARGE,
      a: parts.a ?? 0,
      b: parts.b ?? 0,
      ledger: parts.ledger ?? [],
      line: this.line,
      span: this.span,
      label: parts.label ?? null,
      name: parts.name ?? null,
      use: parts.use ?? 'load',
      child: parts.child ?? null,
      stack: parts.stack ?? 0,
      order: this.items.length,
      depth: this.depth,
      leaves: this.leaves,
      statement: this.statement,
    };
    this.items.push(item);
    if (this.firstLine === null && standsForOpcodes(item)) this.firstLine = this.line;
    if (this.depth > this.maxDepth) this.maxDepth = this.depth;
    return item;
  }
}
