/** Expressions: concrete syntax tree → AST, for operators, trailers and parameters. */
import type { Argument, BinaryOperator, CompareOperator, Expression, Parameter, Slice, Unary } from './ast.js';
import { AtomReader, type Trailer } from './atoms.js';
import type { Tree } from './cst.js';

/** Rules that add nothing if only one of their parts is present, such as an `expr` with one factor. */
const LEVELS: ReadonlySet<string> = new Set(
  `testlist testlist_star_expr exprlist subscriptlist subscript assigned elements namedexpr_test test test_if_expr test_nocond
  or_test and_test not_test comparison expr factor group`.split(/\s+/),
);

/** How tightly operators bind: higher numbers bind more tightly. */
const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '|': 0,
  '^': 1,
  '&': 2,
  '<<': 3,
  '>>': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '//': 5,
  '%': 5,
  '@': 5,
  '**': 6,
};
/** Comparison operators of two words, which are written without a blank in marked text. */
const COMPARISONS: Readonly<Record<string, CompareOperator>> = { notin: 'not in', isnot: 'is not' };

/** Reads any expression. */
export class ExpressionReader extends AtomReader {
  override expression(tree: Tree): Expression {
    const t = tree.through(LEVELS);
    switch (t.rule) {
      case 'expr':
        return this.#binary(t);
      case 'factor':
        return this.#factor(t);
      case 'comparison':
        return this.#compare(t);
      case 'not_test':
        return this.#not(t);
      case 'and_test':
        return { kind: 'Logical', span: this.span(t), operator: 'and', operands: this.#operands(t, 2) };
      case 'or_test':
        return { kind: 'Logical', span: this.span(t), operator: 'or', operands: this.#operands(t, 2) };
      case 'test_if_expr':
        return this.#conditional(t);
      case 'lambdef':
      case 'lambdef_nocond':
        return this.#lambda(t);
      case 'namedexpr_test':
        return this.#named(t, t.child(0), t.all(2)[0]);
      case 'star_expr':
        return { kind: 'Star', span: this.span(t), value: this.expression(t.child(1)) };
      case 'slice':
        return this.#slice(t);
      case 'yield_expr':
        return this.#yield(t);
      case 'testlist':
      case 'testlist_star_expr':
      case 'exprlist':
      case 'subscriptlist':
      case 'elements':
        return { kind: 'Tuple', span: this.span(t), elements: this.#operands(t, 2) };
      default:
        return this.atom(t);
    }
  }

  override expressions(tree: Tree): Expression[] {
    return this.#operands(tree, 2);
  }

  // ------------------------------------------------------------------------------------------- trailers

  /** Reads an operand with its trailers, then its power, then its signs: the nearer ones bind more tightly. */
  #factor(tree: Tree): Expression {
    const { value: operand, end } = this.#trailers(tree);
    const [awaited, power] = [tree.optional(1), tree.optional(6)];
    const start = this.start(awaited ?? tree.child(2));
    let value: Expression = awaited === null ? operand : { kind: 'Await', span: { start, end }, value: operand };
    if (power !== null)
      value = { kind: 'Binary', span: { start, end: this.end(power) }, operands: [value, this.expression(power)], operators: ['**'] };
    const last = this.end(power ?? tree);
    const wrap = (inner: Expression, sign: Tree): Expression => ({
      kind: 'Unary',
      span: { start: this.start(sign), end: last },
      operator: sign.text as Unary['operator'],
      operand: inner,
    });
    return tree.all(0).reduceRight(wrap, value);
  }

  /** The operand of a factor with its attributes, calls and subscripts, and where they end. */
  #trailers(tree: Tree): { value: Expression; end: number } {
    const operand = tree.child(2);
    const start = this.start(operand);
    let value = this.expression(operand);
    let end = this.end(operand);
    const names = tree.all(4);
    tree.all(3).forEach((part, i) => {
      const trailer = part.rule === 'trailer_cut' ? (this.group(part).value as Trailer) : null;
      end = this.end(trailer === null ? names[i] : part);
      const span = { start, end };
      if (trailer === null) value = { kind: 'Attribute', span, object: value, name: names[i].text };
      else if (trailer.kind === 'args') value = { kind: 'Call', span, callee: value, args: trailer.args };
      else value = { kind: 'Subscript', span, object: value, index: trailer.index };
    });
    return { value, end };
  }

  /** Reads a trailer, the brackets that follow an operand. */
  trailer(tree: Tree): Trailer {
    if (tree.piece.text[tree.start] === '(') return { kind: 'args', args: this.args(tree) };
    return { kind: 'index', index: this.expression(tree.child(1)) };
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
      case undefined:
        return { kind: 'Argument', span, form, name: '', value };
      case 'argument_keyword': {
        const name = value.kind === 'Name' ? value.id : null;
        return { kind: 'Argument', span, form: 'keyword', name, value: this.expression((more as Tree).child(1)) };
      }
      case 'argument_named': {
        const named = this.#named(tree, tree.child(0), (more as Tree).child(1));
        return { kind: 'Argument', span, form, name: '', value: named };
      }
      default: {
        const generator: Expression = {
          kind: 'Comprehension',
          span,
          form: 'generator',
          element: value,
          value: null,
          clauses: this.clauses(more as Tree),
        };
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

  /** Reads the first child and those of the repetition at `index`. */
  #operands(tree: Tree, index: number): Expression[] {
    return [this.expression(tree.child(0)), ...tree.all(index).map((operand) => this.expression(operand))];
  }

  /** Reads a chain of operators. Adjacent ones of the same precedence form one expression, whose operands bind more tightly. */
  #binary(tree: Tree): Expression {
    const trees = [tree.child(0), ...tree.all(2)];
    const chain = tree.all(1).map((operator) => operator.text as BinaryOperator);
    let next = 0;
    const read = (loosest: number): Expression => {
      const start = this.start(trees[next]);
      let value = this.expression(trees[next]);
      while (next < chain.length && PRECEDENCE[chain[next]] >= loosest) {
        const precedence = PRECEDENCE[chain[next]];
        const operands = [value];
        const operators: BinaryOperator[] = [];
        while (next < chain.length && PRECEDENCE[chain[next]] === precedence) {
          operators.push(chain[next++]);
          operands.push(read(precedence + 1));
        }
        value = { kind: 'Binary', span: { start, end: this.end(trees[next]) }, operands, operators };
      }
      return value;
    };
    return read(0);
  }

  #compare(tree: Tree): Expression {
    const operators = tree.all(1).map((operator) => COMPARISONS[operator.text] ?? (operator.text as CompareOperator));
    return { kind: 'Compare', span: this.span(tree), operands: this.#operands(tree, 2), operators };
  }

  #not(tree: Tree): Expression {
    const end = this.end(tree);
    const wrap = (operand: Expression, not: Tree): Expression => ({ kind: 'Not', span: { start: this.start(not), end }, operand });
    return tree.all(0).reduceRight(wrap, this.expression(tree.child(1)));
  }

  #conditional(tree: Tree): Expression {
    return {
      kind: 'Conditional',
      span: this.span(tree),
      test: this.expression(tree.all(2)[0]),
      body: this.expression(tree.child(0)),
      orElse: this.expression(tree.all(4)[0]),
    };
  }

  #named(tree: Tree, target: Tree, value: Tree): Expression {
    return { kind: 'NamedExpression', span: this.span(tree), target: this.expression(target), value: this.expression(value) };
  }

  #yield(tree: Tree): Expression {
    const span = this.span(tree);
    const value = tree.optional(1);
    if (value?.rule === 'yield_from') return { kind: 'YieldFrom', span, value: this.expression(value.child(1)) };
    return { kind: 'Yield', span, value: value === null ? null : this.expression(value) };
  }

  // ----------------------------------------------------------------------------------------- parameters

  #lambda(tree: Tree): Expression {
    const body = this.expression(tree.child(3));
    this.placeMisfits(body, body, '<lambda>');
    return { kind: 'Lambda', span: this.span(tree), parameters: this.parameters(tree.optional(1)), body };
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
      case 'typedargslist_name':
        return make(named, tree.child(0).text, tree.optional(2), tree.optional(4));
      case 'varargslist_name':
        return make(named, tree.child(0).text, null, tree.optional(2));
      case 'varargslist_dbl_star':
        return make('doubleStar', tree.child(1).text, null, null);
      case 'typedargslist_dbl_star':
        return make('doubleStar', tree.child(1).child(0).text, tree.child(1).optional(2), null);
    }
    const name = tree.optional(1);
    if (name === null) return make('bareStar', '', null, null);
    if (tree.rule === 'varargslist_star') return make('star', name.text, null, null);
    return make('star', name.child(0).text, name.optional(2), null);
  }
}
