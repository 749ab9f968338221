/**
 * Constant folding as MicroPython's parser does it (`py/parse.c`): arithmetic on numbers, `and`, `or`, `not`, tuples of constants,
 * `X = const(…)`, and constants of modules such as `errno.EIO`.
 *
 * Runs over the tree in the order of the source, for a `const` is known from there on, in every scope. Results are kept beside the tree.
 */
import type { Constant } from '../bytecode/code.js';
import { Problem } from '../source/problem.js';
import type { Argument, Comprehension, Expression, Logical, Module, Parameter, Statement } from '../syntax/ast.js';
import { foldBinary, foldUnary, isNumber, isTrue, type NumberConstant } from './arithmetic.js';
import { isParenthesised } from './parentheses.js';

/** The number that `module.name` stands for on this machine, if the compiler may put it in place of the attribute (`MICROPY_PORT_CONSTANTS`). */
export type ModuleConstants = (module: string, name: string) => NumberConstant | null;

/** What folding found out. */
export interface Folding {
  /** The constant that an expression is, or null. An empty tuple counts, though it is built when executed. */
  constant(node: Expression): Constant | null;
  /** The expression that stands in place of `node`: a `Logical` of which one operand is left is that operand. */
  simplify(node: Expression): Expression;
  /** The operands of `and` and `or` that are left. */
  operands(node: Logical): readonly Expression[];
  /** `_X = const(…)`: nothing is stored. */
  isDropped(statement: Statement): boolean;
  /** The keyword of an argument is the name of a constant, hence no name any more. */
  isConstantKeyword(argument: Argument): boolean;
  /** A literal that MicroPython loads as an interned string: short, or seen before as a name. */
  isInterned(node: Expression): boolean;
}

export interface FoldOptions {
  readonly text: string;
  /** Line of an offset. */
  readonly line: (offset: number) => number;
  /** Round floats to single precision. */
  readonly single: boolean;
  /** Value of `__debug__`. */
  readonly debug: boolean;
  readonly moduleConstants: ModuleConstants;
  /** Nesting at which folding gives up with a RuntimeError. */
  readonly depthLimit: number;
}

/** Folds a module. Raises the Problem "not a constant". */
export function fold(module: Module, options: FoldOptions): Folding {
  const folder = new Folder(options);
  folder.block(module.body);
  return folder;
}

/** Strings up to this number of bytes are interned by the parser (`MICROPY_ALLOC_PARSE_INTERN_STRING_LEN`). */
const INTERNED_LENGTH = 10;

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

class Folder implements Folding {
  private readonly values = new Map<Expression, Constant>();
  private readonly replacements = new Map<Expression, Expression>();
  private readonly remaining = new Map<Logical, readonly Expression[]>();
  private readonly dropped = new Set<Statement>();
  private readonly keywords = new Set<Argument>();
  private readonly consts = new Map<string, Constant>();
  /** Names met so far. */
  private readonly interned = new Set<string>();
  private readonly internedLiterals = new Set<Expression>();
  private depth = 0;

  constructor(private readonly options: FoldOptions) {}

  constant(node: Expression): Constant | null {
    if (node.kind === 'Constant') return this.isDebug(node) ? { type: 'bool', value: this.options.debug } : node.value;
    const value = this.values.get(node);
    if (value !== undefined) return value;
    if (node.kind === 'Tuple' && node.elements.length === 0) return { type: 'tuple', items: [] };
    const other = this.replacements.get(node);
    return other === undefined ? null : this.constant(other);
  }

  /** The lexer makes a constant of `__debug__`, but does not know the -O level. */
  private isDebug(node: Expression): boolean {
    return this.options.text.startsWith('__debug__', node.span.start);
  }

  simplify(node: Expression): Expression {
    const other = this.replacements.get(node);
    return other === undefined ? node : this.simplify(other);
  }

  operands(node: Logical): readonly Expression[] {
    return this.remaining.get(node) ?? node.operands;
  }

  isDropped(statement: Statement): boolean {
    return this.dropped.has(statement);
  }

  isConstantKeyword(argument: Argument): boolean {
    return this.keywords.has(argument);
  }

  isInterned(node: Expression): boolean {
    return this.internedLiterals.has(node);
  }

  block(statements: readonly Statement[] | null): void {
    for (const statement of statements ?? []) this.nested(statement, () => this.statement(statement));
  }

  private statement(node: Statement): void {
    switch (node.kind) {
      case 'ExpressionStatement':
      case 'Return':
        this.visit(node.value);
        return;
      case 'Assign':
        for (const target of node.targets) this.visit(target);
        this.visit(node.value);
        if (node.targets.length === 1) this.define(node, node.targets[0] as Expression, node.value);
        return;
      case 'AnnotatedAssign':
        this.visit(node.target);
        this.visit(node.annotation);
        this.visit(node.value);
        if (node.value !== null) this.define(node, node.target, node.value);
        return;
      case 'AugmentedAssign':
        this.visit(node.target);
        this.visit(node.value);
        return;
      case 'Delete':
        for (const target of node.targets) this.visit(target);
        return;
      case 'Raise':
        this.visit(node.exception);
        this.visit(node.cause);
        return;
      case 'Assert':
        this.visit(node.test);
        this.visit(node.message);
        return;
      case 'If':
        for (const branch of node.branches) {
          this.visit(branch.test);
          this.block(branch.body);
        }
        this.block(node.orElse);
        return;
      case 'While':
        this.visit(node.test);
        this.block(node.body);
        this.block(node.orElse);
        return;
      case 'For':
        this.visit(node.target);
        this.visit(node.iterable);
        this.block(node.body);
        this.block(node.orElse);
        return;
      case 'Try':
        this.block(node.body);
        for (const handler of node.handlers) {
          this.visit(handler.type);
          this.block(handler.body);
        }
        this.block(node.orElse);
        this.block(node.finalBody);
        return;
      case 'With':
        for (const item of node.items) {
          this.visit(item.context);
          this.visit(item.target);
        }
        this.block(node.body);
        return;
      case 'FunctionDef':
        for (const decorator of node.decorators) this.decorator(decorator.value);
        this.interned.add(node.name);
        this.parameters(node.parameters);
        this.visit(node.returns);
        this.block(node.body);
        return;
      case 'ClassDef':
        for (const decorator of node.decorators) this.decorator(decorator.value);
        this.interned.add(node.name);
        this.args(node.args);
        this.block(node.body);
        return;
    }
  }

  /** The name of a decorator is no expression and never a constant. */
  private decorator(node: Expression): void {
    if (node.kind === 'Call') this.args(node.args);
  }

  private parameters(parameters: readonly Parameter[]): void {
    for (const parameter of parameters) {
      this.interned.add(parameter.name);
      this.visit(parameter.annotation);
      this.visit(parameter.default);
    }
  }

  private args(args: readonly Argument[]): void {
    for (const argument of args) {
      if (argument.form === 'keyword' && argument.name !== null && this.consts.has(argument.name)) this.keywords.add(argument);
      this.visit(argument.value);
    }
  }

  private visit(node: Expression | null): void {
    if (node === null) return;
    if (node.kind !== 'Constant') this.nested(node, () => this.expression(node));
    else if (node.value.type === 'text') this.text(node, node.value.value);
  }

  private text(node: Expression, text: string): void {
    if (utf8Length(text) <= INTERNED_LENGTH) this.interned.add(text);
    if (this.interned.has(text)) this.internedLiterals.add(node);
  }

  private expression(node: Expression): void {
    switch (node.kind) {
      case 'Name':
        this.name(node, node.id);
        return;
      case 'Attribute':
      case 'Subscript':
      case 'Call':
        this.chain(node);
        return;
      case 'Unary': {
        this.visit(node.operand);
        const value = this.constant(node.operand);
        if (isNumber(value)) this.settle(node, foldUnary(node.operator, this.rounded(value)));
        return;
      }
      case 'Binary':
        for (const operand of node.operands) this.visit(operand);
        this.settle(node, this.arithmetic(node.operands, node.operators));
        return;
      case 'Logical':
        for (const operand of node.operands) this.visit(operand);
        this.logical(node);
        return;
      case 'Not': {
        this.visit(node.operand);
        const value = this.constant(node.operand);
        if (value !== null) this.values.set(node, { type: 'bool', value: !isTrue(value) });
        return;
      }
      case 'Tuple':
        for (const element of node.elements) this.visit(element);
        this.tuple(node, node.elements);
        return;
      case 'List':
      case 'Set':
        for (const element of node.elements) this.visit(element);
        return;
      case 'Dict':
        for (const item of node.items) {
          this.visit(item.key);
          this.visit(item.value);
        }
        return;
      case 'FormatString':
        this.text(node, node.template);
        for (const arg of node.args) this.visit(arg);
        return;
      case 'Compare':
        for (const operand of node.operands) this.visit(operand);
        return;
      case 'Conditional':
        this.visit(node.body);
        this.visit(node.test);
        this.visit(node.orElse);
        return;
      case 'Comprehension':
        this.comprehension(node);
        return;
      case 'Lambda':
        this.parameters(node.parameters);
        this.visit(node.body);
        return;
      case 'Slice':
        this.visit(node.start);
        this.visit(node.stop);
        this.visit(node.step);
        return;
      case 'NamedExpression':
        this.visit(node.target);
        this.visit(node.value);
        return;
      case 'Await':
      case 'Yield':
      case 'YieldFrom':
      case 'Star':
        this.visit(node.value);
        return;
    }
  }

  private name(node: Expression, id: string): void {
    const value = this.consts.get(id);
    if (value === undefined) this.interned.add(id);
    else this.values.set(node, value);
  }

  /** Attributes, subscripts and calls, from the left: a chain may be as long as a program. */
  private chain(node: Expression): void {
    const trailers: Expression[] = [];
    let base = node;
    while (base.kind === 'Attribute' || base.kind === 'Subscript' || base.kind === 'Call') {
      trailers.push(base);
      base = base.kind === 'Call' ? base.callee : base.object;
    }
    this.visit(base);
    for (const trailer of trailers.reverse()) {
      if (trailer.kind === 'Call') this.args(trailer.args);
      else if (trailer.kind === 'Subscript') this.visit(trailer.index);
      else if (trailer.kind === 'Attribute') this.interned.add(trailer.name);
    }
    if (node.kind === 'Attribute' && base === node.object && base.kind === 'Name' && !this.values.has(base)) {
      const value = this.options.moduleConstants(base.id, node.name);
      if (value !== null) this.values.set(node, value);
    }
  }

  private comprehension(node: Comprehension): void {
    this.visit(node.element);
    this.visit(node.value);
    for (const clause of node.clauses) {
      if (clause.kind === 'IfClause') {
        this.visit(clause.test);
        continue;
      }
      this.visit(clause.target);
      this.visit(clause.iterable);
    }
  }

  /** All or nothing: `1 + 2 + x` stays as it is. */
  private arithmetic(operands: readonly Expression[], operators: readonly Parameters<typeof foldBinary>[0][]): NumberConstant | null {
    let result = this.constant(operands[0] as Expression);
    if (!isNumber(result)) return null;
    result = this.rounded(result);
    for (let i = 0; i < operators.length; i++) {
      const right = this.constant(operands[i + 1] as Expression);
      if (!isNumber(right)) return null;
      const value = foldBinary(operators[i] as (typeof operators)[number], result, this.rounded(right));
      if (value === null) return null;
      result = this.rounded(value);
    }
    return result;
  }

  private logical(node: Logical): void {
    const rest: Expression[] = [];
    const last = node.operands.length - 1;
    for (const [i, operand] of node.operands.entries()) {
      const value = this.constant(operand);
      const decides = value !== null && isTrue(value) === (node.operator === 'or');
      if (value === null || decides || i === last) rest.push(operand);
      if (decides) break;
    }
    if (rest.length === 1) this.replacements.set(node, rest[0] as Expression);
    else this.remaining.set(node, rest);
  }

  private tuple(node: Expression, elements: readonly Expression[]): void {
    if (elements.length === 0) return;
    const items: Constant[] = [];
    for (const element of elements) {
      const value = this.constant(element);
      if (value === null) return;
      items.push(value);
    }
    this.values.set(node, { type: 'tuple', items });
  }

  /** `X = const(value)`. */
  private define(statement: Statement, target: Expression, value: Expression): void {
    if (target.kind !== 'Name' || this.values.has(target)) return;
    if (value.kind !== 'Call' || value.callee.kind !== 'Name' || value.callee.id !== 'const' || this.values.has(value.callee)) return;
    if (isParenthesised(this.options.text, value.callee)) return;
    const argument = value.args.length === 1 ? (value.args[0] as Argument) : null;
    const constant = argument === null || argument.form !== 'positional' ? null : this.constant(argument.value);
    if (constant === null) throw new Problem('SyntaxError', 'not a constant', value.span, this.options.line(value.span.start));
    this.consts.set(target.id, constant);
    if (target.id.startsWith('_')) this.dropped.add(statement);
    else if (argument !== null) this.replacements.set(value, argument.value);
  }

  private settle(node: Expression, value: NumberConstant | null): void {
    if (value !== null) this.values.set(node, this.rounded(value));
  }

  private rounded(value: NumberConstant): NumberConstant {
    return value.type === 'float' && this.options.single ? { type: 'float', value: Math.fround(value.value) } : value;
  }

  private nested(node: Expression | Statement, visit: () => void): void {
    if (++this.depth > this.options.depthLimit) {
      throw new Problem('RuntimeError', 'maximum recursion depth exceeded', node.span, this.options.line(node.span.start));
    }
    visit();
    this.depth--;
  }
}
