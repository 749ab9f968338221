/** Concrete syntax tree → AST for atoms: names, literals and what is in brackets. */
import type { Span } from '../source/span.js';
import type { Argument, Comprehension, ConstantValue, Expression, ForClause, IfClause, Node, Statement } from './ast.js';
import type { Tree } from './cst.js';
import { Mark } from './marked-text.js';
import { readNumber } from './numbers.js';
import type { StringRun } from './strings.js';
import { templateCall } from './template-call.js';

/** The content of brackets that follow an operand: a call's arguments, a subscript's index. */
export type Trailer =
  | { readonly kind: 'args'; readonly args: readonly Argument[] }
  | { readonly kind: 'index'; readonly index: Expression };

/** A bracket group: what was read from the piece that the layout cut out. */
export interface Group {
  readonly value: Expression | Trailer;
  /** Offset in the source after its last character. */
  readonly end: number;
}

/** A mistake that MicroPython's compiler finds, but that the AST cannot show. */
interface Misfit {
  readonly text: string;
  readonly span: Span;
  /** Name of the enclosing function or class; absent in a module. */
  block?: string;
}

/** Reads the rules under `atom`. The readers of larger expressions extend it; it has the helpers that all readers share. */
export abstract class AtomReader {
  readonly misfits: Misfit[] = [];

  constructor(
    protected readonly strings: ReadonlyMap<number, StringRun>,
    /** By the offset of their first token. */
    protected readonly groups: ReadonlyMap<number, Group>,
    protected readonly blocks: ReadonlyMap<number, readonly Statement[]>,
  ) {}

  /** Reads any rule that stands for an expression. */
  abstract expression(tree: Tree): Expression;

  /** The expressions of a list: one, or more with commas between them. */
  abstract expressions(tree: Tree): Expression[];

  /** The span of a tree in the source. */
  span(tree: Tree): Span {
    return { start: this.start(tree), end: this.end(tree) };
  }

  start(tree: Tree): number {
    return tree.piece.toSource(tree.start);
  }

  end(tree: Tree): number {
    const { piece } = tree;
    const last = tree.end - 1;
    switch (piece.text[last]) {
      case Mark.string:
        return (this.strings.get(piece.toSource(last)) as StringRun).end;
      case Mark.group:
      case Mark.trailer:
        return (this.groups.get(piece.toSource(last)) as Group).end;
      default:
        return piece.endInSource(last);
    }
  }

  /** Sets the block of the misfits that were found in it: those between `first` and `last` that are not in an inner block. */
  protected placeMisfits(first: Node, last: Node, block: string): void {
    for (const misfit of this.misfits) {
      if (misfit.span.start >= first.span.start && misfit.span.end <= last.span.end) misfit.block ??= block;
    }
  }

  // ---------------------------------------------------------------------------------------------- atoms

  protected atom(tree: Tree): Expression {
    switch (tree.rule) {
      case 'name':
        return { kind: 'Name', span: this.span(tree), id: tree.text };
      case 'number':
        return this.#number(tree);
      case 'string':
        return this.#string(tree);
      case 'constant':
        return { kind: 'Constant', span: this.span(tree), value: CONSTANTS[tree.text] };
      case 'format_string':
        return this.#formatString(tree);
      case 'atom_paren':
        return this.#paren(tree);
      case 'atom_bracket':
        return this.#bracket(tree);
      case 'atom_brace':
        return this.#brace(tree);
      case 'group_cut':
        return this.group(tree).value as Expression;
      default:
        throw new Error(`${tree.rule} is not an expression`);
    }
  }

  #number(tree: Tree): Expression {
    const value = readNumber(tree.text);
    if (value.type === 'error') throw new Error(`the layout let a bad number pass: ${tree.text}`);
    return { kind: 'Constant', span: this.span(tree), value };
  }

  #string(tree: Tree): Expression {
    const run = this.#run(tree);
    const value: ConstantValue = run.type === 'bytes' ? { type: 'bytes', value: run.bytes } : { type: 'text', value: run.text };
    return { kind: 'Constant', span: { start: run.start, end: run.end }, value };
  }

  #formatString(tree: Tree): Expression {
    const run = this.#run(tree);
    const fields = tree.optional(2);
    const args = fields === null ? [] : this.expressions(fields);
    if (run.type === 'template') return templateCall(run, args);
    return { kind: 'FormatString', span: { start: run.start, end: run.end }, template: run.text, args };
  }

  #run(tree: Tree): StringRun {
    return this.strings.get(this.start(tree)) as StringRun;
  }

  /** The content of the brackets that a mark stands for. */
  protected group(tree: Tree): Group {
    return this.groups.get(this.start(tree)) as Group;
  }

  #paren(tree: Tree): Expression {
    const inner = tree.optional(1);
    if (inner === null) return { kind: 'Tuple', span: this.span(tree), elements: [] };
    if (inner.rule === 'comprehension') return this.#comprehension(tree, inner, 'generator');
    const value = this.expression(inner);
    const isTuple = inner.rule === 'elements' && inner.count(1) + inner.count(3) > 0;
    return isTuple ? { ...value, span: this.span(tree) } : value;
  }

  #bracket(tree: Tree): Expression {
    const inner = tree.optional(1);
    if (inner?.rule === 'comprehension') return this.#comprehension(tree, inner, 'list');
    return { kind: 'List', span: this.span(tree), elements: inner === null ? [] : this.expressions(inner) };
  }

  #brace(tree: Tree): Expression {
    const span = this.span(tree);
    const inner = tree.optional(1);
    if (inner === null) return { kind: 'Dict', span, items: [] };
    const items = inner.rule === 'dictorset_items' ? [inner.child(0), ...inner.all(2)] : [inner.child(0)];
    const isDict = items[0].count(2) > 0;
    if (inner.rule === 'dictorset_comprehension') {
      const { element, clauses } = this.#generation(inner, items[0].child(0));
      const value = isDict ? this.expression(items[0].all(2)[0]) : null;
      return { kind: 'Comprehension', span, form: isDict ? 'dict' : 'set', element, value, clauses };
    }
    if (items.some((item) => item.count(2) > 0 !== isDict)) {
      // MicroPython reports the line of the first item in the braces.
      const start = this.start(items[0]);
      this.misfits.push({
        text: isDict ? 'expecting key:value for dict' : 'expecting just a value for set',
        span: { start, end: span.end },
      });
    }
    if (!isDict) return { kind: 'Set', span, elements: items.map((item) => this.expression(item.child(0))) };
    return {
      kind: 'Dict',
      span,
      items: items.map((item) => ({ key: this.expression(item.child(0)), value: this.expression(item.optional(2) ?? item.child(0)) })),
    };
  }

  #comprehension(tree: Tree, inner: Tree, form: 'list' | 'generator'): Comprehension {
    return { kind: 'Comprehension', span: this.span(tree), form, ...this.#generation(inner, inner.child(0)), value: null };
  }

  /** `tree` ends with the `comp_for` that makes a comprehension. */
  #generation(tree: Tree, element: Tree): Pick<Comprehension, 'element' | 'clauses'> {
    return { element: this.expression(element), clauses: this.clauses(tree.child(1)) };
  }

  /** The clauses of a comprehension. */
  protected clauses(tree: Tree): (ForClause | IfClause)[] {
    return [tree.child(0), ...tree.all(1)].map((clause) => {
      const span = this.span(clause);
      if (clause.rule === 'comp_if') return { kind: 'IfClause', span, test: this.expression(clause.child(1)) };
      return { kind: 'ForClause', span, target: this.expression(clause.child(1)), iterable: this.expression(clause.child(3)) };
    });
  }
}

const CONSTANTS: Readonly<Record<string, ConstantValue>> = {
  None: { type: 'none' },
  True: { type: 'bool', value: true },
  False: { type: 'bool', value: false },
  // MicroPython: a keyword, true unless code is optimised.
  __debug__: { type: 'bool', value: true },
  '...': { type: 'ellipsis' },
};
