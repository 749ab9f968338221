/** Expressions: concrete syntax tree → AST. One method for each family of rules in the grammar. */
import type { Span } from '../source/span.js';
import type {
  Argument,
  BinaryOperator,
  CompareOperator,
  Comprehension,
  ConstantValue,
  Expression,
  ForClause,
  IfClause,
  Name,
  Parameter,
  Slice,
  Statement,
  Unary,
} from './ast.js';
import type { Tree } from './cst.js';
import { Mark } from './layout.js';
import { readNumber } from './numbers.js';
import type { StringRun } from './strings.js';

/** What follows an operand in brackets. */
export type Trailer = { readonly kind: 'args'; readonly args: readonly Argument[] } | { readonly kind: 'index'; readonly index: Expression };

/** What was read from a piece that the layout cut out. */
export interface Cut {
  readonly value: Expression | Trailer | readonly Statement[];
  /** Offset in the source after its last character. */
  readonly end: number;
}

/** A mistake that MicroPython's compiler finds, but that the AST cannot show. */
export interface Misfit {
  readonly text: string;
  readonly span: Span;
  /** Name of the enclosing function or class; absent in a module. */
  block?: string;
}

/** Rules that add nothing when only one of their parts is there, such as a `term` of one factor. */
const LEVELS: ReadonlySet<string> = new Set([
  'testlist', 'testlist_star_expr', 'testlist_star_item', 'exprlist', 'exprlist_item', 'subscriptlist', 'subscript', 'assigned',
  'elements', 'element', 'namedexpr_test', 'test', 'test_if_expr', 'test_nocond', 'or_test', 'and_test', 'not_test', 'comparison',
  'expr', 'xor_expr', 'and_expr', 'shift_expr', 'arith_expr', 'term', 'factor', 'power', 'atom_expr', 'atom',
]);

export class ExpressionReader {
  /** In source order. */
  readonly misfits: Misfit[] = [];

  constructor(
    protected readonly strings: ReadonlyMap<number, StringRun>,
    /** By the offset of their first token. */
    protected readonly cuts: ReadonlyMap<number, Cut>,
  ) {}

  /** Reads any rule that stands for an expression. */
  expression(tree: Tree): Expression {
    const t = tree.through(LEVELS);
    switch (t.rule) {
      case 'name': return this.#name(t);
      case 'number': return this.#number(t);
      case 'string': return this.#string(t);
      case 'constant': return { kind: 'Constant', span: this.span(t), value: CONSTANTS[t.text] };
      case 'format_string': return this.#formatString(t);
      case 'atom_paren': return this.#paren(t);
      case 'atom_bracket': return this.#bracket(t);
      case 'atom_brace': return this.#brace(t);
      case 'atom_cut': return this.#cut(t).value as Expression;
      case 'atom_expr': return this.#trailers(t);
      case 'power': case 'xor_expr': case 'and_expr': case 'expr':
      case 'shift_expr': case 'arith_expr': case 'term': return this.#binary(t);
      case 'factor': return this.#unary(t);
      case 'comparison': return this.#compare(t);
      case 'not_test': return this.#not(t);
      case 'and_test': return { kind: 'Logical', span: this.span(t), operator: 'and', operands: this.#operands(t, 2) };
      case 'or_test': return { kind: 'Logical', span: this.span(t), operator: 'or', operands: this.#operands(t, 2) };
      case 'test_if_expr': return this.#conditional(t);
      case 'lambdef': case 'lambdef_nocond': return this.#lambda(t);
      case 'namedexpr_test': return this.#named(t, t.child(0), t.all(2)[0]);
      case 'star_expr': return { kind: 'Star', span: this.span(t), value: this.expression(t.child(1)) };
      case 'slice': return this.#slice(t);
      case 'yield_expr': return this.#yield(t.child(0));
      case 'testlist': case 'testlist_star_expr': case 'exprlist': case 'subscriptlist': case 'elements':
        return { kind: 'Tuple', span: this.span(t), elements: this.#operands(t, 2) };
      default: throw new Error(`${t.rule} is not an expression`);
    }
  }

  /** The expressions of a list: one, or more with commas between them. */
  expressions(tree: Tree): Expression[] {
    return this.#operands(tree, 2);
  }

  /** Where a tree stands in the source. */
  span(tree: Tree): Span {
    return { start: this.start(tree), end: this.end(tree) };
  }

  start(tree: Tree): number {
    return tree.piece.toSource(tree.start);
  }

  end(tree: Tree): number {
    const { piece } = tree;
    let last = tree.end - 1;
    while (last > tree.start && piece.text[last] === ' ') last--;
    const offset = piece.toSource(last);
    switch (piece.text[last]) {
      case Mark.string: return (this.strings.get(offset) as StringRun).end;
      case Mark.atomCut: case Mark.trailerCut: return (this.cuts.get(offset) as Cut).end;
      default: return offset + 1;
    }
  }

  // ---------------------------------------------------------------------------------------------- atoms

  #name(tree: Tree): Name {
    return { kind: 'Name', span: this.span(tree), id: tree.text };
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
    const args = tree.all(2).map((field) => this.expression(field.child(0)));
    return { kind: 'FormatString', span: { start: run.start, end: run.end }, template: run.text, args };
  }

  #run(tree: Tree): StringRun {
    return this.strings.get(this.start(tree)) as StringRun;
  }

  #cut(tree: Tree): Cut {
    return this.cuts.get(this.start(tree)) as Cut;
  }

  #paren(tree: Tree): Expression {
    const inner = tree.optional(1);
    if (inner === null) return { kind: 'Tuple', span: this.span(tree), elements: [] };
    if (inner.rule === 'comprehension') return this.#comprehension(tree, inner, 'generator');
    const value = this.expression(inner);
    const isTuple = inner.through(LEVELS).rule === 'elements';
    return isTuple ? { ...value, span: this.span(tree) } : value;
  }

  #bracket(tree: Tree): Expression {
    const inner = tree.optional(1);
    if (inner?.rule === 'comprehension') return this.#comprehension(tree, inner, 'list');
    return { kind: 'List', span: this.span(tree), elements: inner === null ? [] : this.#operands(inner, 2) };
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
    const misfit = items.find((item) => item.count(2) > 0 !== isDict);
    if (misfit !== undefined) {
      this.misfits.push({ text: isDict ? 'expecting key:value for dict' : 'expecting just a value for set', span: this.span(misfit) });
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
    return { element: this.expression(element), clauses: this.#clauses(tree.child(1)) };
  }

  #clauses(tree: Tree): (ForClause | IfClause)[] {
    return [tree.child(0), ...tree.all(1)].map((clause) => {
      const span = this.span(clause);
      if (clause.rule === 'comp_if') return { kind: 'IfClause', span, test: this.expression(clause.child(1)) };
      return { kind: 'ForClause', span, target: this.expression(clause.child(1)), iterable: this.expression(clause.child(3)) };
    });
  }

  // ------------------------------------------------------------------------------------------- trailers

  #trailers(tree: Tree): Expression {
    const awaited = tree.optional(0);
    const start = this.start(tree.child(1));
    let value = this.expression(tree.child(1));
    for (const trailer of tree.all(2)) {
      const span = { start, end: this.end(trailer) };
      const part = trailer.child(0);
      if (part.rule === 'trailer_period') {
        value = { kind: 'Attribute', span, object: value, name: part.child(2).text };
        continue;
      }
      const read = this.trailer(trailer);
      value = read.kind === 'args' ? { kind: 'Call', span, callee: value, args: read.args } : { kind: 'Subscript', span, object: value, index: read.index };
    }
    return awaited === null ? value : { kind: 'Await', span: this.span(tree), value };
  }

  /** Reads a call's arguments or a subscript's index. */
  trailer(tree: Tree): Trailer {
    const part = tree.child(0);
    if (part.rule === 'trailer_cut') return this.#cut(part).value as Trailer;
    if (part.rule === 'trailer_paren') return { kind: 'args', args: this.args(part) };
    return { kind: 'index', index: this.expression(part.child(1)) };
  }

  /** Reads `(…)` after a callee, a class name or a decorator. */
  args(tree: Tree): Argument[] {
    const list = tree.optional(1);
    return list === null ? [] : [list.child(0), ...list.all(2)].map((item) => this.#argument(item.child(0)));
  }

  #argument(tree: Tree): Argument {
    const span = this.span(tree);
    const form = tree.rule === 'arglist_star' ? 'star' : tree.rule === 'arglist_dbl_star' ? 'doubleStar' : 'positional';
    if (form !== 'positional') return { kind: 'Argument', span, form, name: '', value: this.expression(tree.child(1)) };
    const more = tree.optional(1);
    const value = this.expression(tree.child(0));
    switch (more?.rule) {
      case undefined: return { kind: 'Argument', span, form, name: '', value };
      case 'argument_keyword': {
        const name = value.kind === 'Name' ? value.id : null;
        return { kind: 'Argument', span, form: 'keyword', name, value: this.expression((more as Tree).child(1)) };
      }
      case 'argument_named': {
        const named = this.#named(tree, tree.child(0), (more as Tree).child(1));
        return { kind: 'Argument', span, form, name: '', value: named };
      }
      default: {
        const generator: Expression = { kind: 'Comprehension', span, form: 'generator', element: value, value: null, clauses: this.#clauses(more as Tree) };
        return { kind: 'Argument', span, form, name: '', value: generator };
      }
    }
  }

  #slice(tree: Tree): Slice {
    const read = (part: Tree | null | undefined) => (part ? this.expression(part) : null);
    const step = tree.optional(3)?.optional(1);
    return { kind: 'Slice', span: this.span(tree), start: read(tree.optional(0)), stop: read(tree.optional(2)), step: read(step) };
  }

  // ------------------------------------------------------------------------------------------ operators

  /** The first child and those of the repetition at `index`. */
  #operands(tree: Tree, index: number): Expression[] {
    return [this.expression(tree.child(0)), ...tree.all(index).map((operand) => this.expression(operand))];
  }

  #binary(tree: Tree): Expression {
    const operators = tree.all(1).map((operator) => operator.text as BinaryOperator);
    return { kind: 'Binary', span: this.span(tree), operands: this.#operands(tree, 2), operators };
  }

  #compare(tree: Tree): Expression {
    const operators = tree.all(1).map((operator) => operator.text as CompareOperator);
    return { kind: 'Compare', span: this.span(tree), operands: this.#operands(tree, 2), operators };
  }

  #unary(tree: Tree): Expression {
    const end = this.end(tree);
    const wrap = (operand: Expression, operator: Tree): Expression => ({
      kind: 'Unary',
      span: { start: this.start(operator), end },
      operator: operator.text as Unary['operator'],
      operand,
    });
    return tree.all(0).reduceRight(wrap, this.expression(tree.child(1)));
  }

  #not(tree: Tree): Expression {
    const end = this.end(tree);
    const wrap = (operand: Expression, not: Tree): Expression => ({ kind: 'Not', span: { start: this.start(not), end }, operand });
    return tree.all(0).reduceRight(wrap, this.expression(tree.child(1)));
  }

  #conditional(tree: Tree): Expression {
    const rest = tree.all(1)[0];
    return {
      kind: 'Conditional',
      span: this.span(tree),
      test: this.expression(rest.child(1)),
      body: this.expression(tree.child(0)),
      orElse: this.expression(rest.child(3)),
    };
  }

  #named(tree: Tree, target: Tree, value: Tree): Expression {
    return { kind: 'NamedExpression', span: this.span(tree), target: this.expression(target), value: this.expression(value) };
  }

  #yield(tree: Tree): Expression {
    const span = this.span(tree);
    if (tree.rule === 'yield_expr_from') return { kind: 'YieldFrom', span, value: this.expression(tree.child(2)) };
    const value = tree.optional(1);
    return { kind: 'Yield', span, value: value === null ? null : this.expression(value) };
  }

  // ----------------------------------------------------------------------------------------- parameters

  #lambda(tree: Tree): Expression {
    return { kind: 'Lambda', span: this.span(tree), parameters: this.parameters(tree.optional(1)), body: this.expression(tree.child(3)) };
  }

  /** Reads `typedargslist` or `varargslist`. The order is not checked. */
  parameters(list: Tree | null): Parameter[] {
    if (list === null) return [];
    let named: Parameter['form'] = 'plain';
    return [list.child(0), ...list.all(2)].map((item) => {
      const parameter = this.#parameter(item.child(0), named);
      if (parameter.form === 'star' || parameter.form === 'bareStar') named = 'keywordOnly';
      return parameter;
    });
  }

  #parameter(tree: Tree, named: Parameter['form']): Parameter {
    const annotate = (part: Tree | null) => (part === null ? null : this.expression(part));
    const make = (form: Parameter['form'], name: string, annotation: Tree | null, value: Tree | null): Parameter => ({
      kind: 'Parameter',
      span: this.span(tree),
      form,
      name,
      annotation: annotate(annotation),
      default: annotate(value),
    });
    switch (tree.rule) {
      case 'typedargslist_name': return make(named, tree.child(0).text, tree.optional(2), tree.optional(4));
      case 'varargslist_name': return make(named, tree.child(0).text, null, tree.optional(2));
      case 'varargslist_dbl_star': return make('doubleStar', tree.child(1).text, null, null);
      case 'typedargslist_dbl_star': return make('doubleStar', tree.child(1).child(0).text, tree.child(1).optional(2), null);
    }
    const name = tree.optional(1);
    if (name === null) return make('bareStar', '', null, null);
    if (tree.rule === 'varargslist_star') return make('star', name.text, null, null);
    return make('star', name.child(0).text, name.optional(2), null);
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
