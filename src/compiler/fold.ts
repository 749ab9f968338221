/**
 * Constant folding as MicroPython's parser does it (`py/parse.c`): arithmetic on numbers, `and`, `or`, `not`, tuples of constants,
 * `X = const(…)`, and constants of modules such as `errno.EIO`.
 *
 * Visits the tree in source order, because a `const` is known from its definition on, in every scope. Results are kept outside the tree.
 */
import type { Constant } from '../bytecode/code.js';
import { rounded } from '../libm/arithmetic.js';
import { parseNumber } from '../libm/decimal-parse.js';
import { Problem } from '../source/problem.js';
import type { AnnotatedAssign, Argument, Assign, Attribute, Expression, Logical, Module, Statement } from '../syntax/ast.js';
import { foldBinary, foldUnary, isNumber, isTrue, type NumberConstant } from './arithmetic.js';
import { isParenthesised } from './parentheses.js';
import { SourceOrder } from './source-order.js';

/** The number with which the compiler may replace `module.name` on this machine (`MICROPY_PORT_CONSTANTS`), or null. */
export type ModuleConstants = (module: string, name: string) => NumberConstant | null;

/** The results of folding. */
export interface Folding {
  /** The constant that an expression is, or null. An empty tuple counts, though it is built when executed. */
  constant(node: Expression): Constant | null;
  /** The expression that replaces `node`: a `Logical` with only one operand left becomes that operand. */
  simplify(node: Expression): Expression;
  /** The operands of `and` and `or` that are left. */
  operands(node: Logical): readonly Expression[];
  /** True for `_X = const(…)`, which stores nothing. */
  isDropped(statement: Statement): boolean;
  /** True if the keyword of an argument is the name of a constant, and therefore no longer a name. */
  isConstantKeyword(argument: Argument): boolean;
  /** True for a literal that MicroPython loads as an interned string: it is short, or was seen before as a name. */
  isInterned(node: Expression): boolean;
}

/** What folding needs to know. */
interface FoldOptions {
  readonly text: string;
  /** Line of an offset. */
  readonly line: (offset: number) => number;
  /** Round floats to single precision. */
  readonly single: boolean;
  /** Value of `__debug__`. */
  readonly debug: boolean;
  readonly moduleConstants: ModuleConstants;
  /** Nesting depth at which folding gives up with a RuntimeError. */
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

class Folder extends SourceOrder implements Folding {
  private readonly values = new Map<Expression, Constant>();
  private readonly replacements = new Map<Expression, Expression>();
  private readonly remaining = new Map<Logical, readonly Expression[]>();
  private readonly dropped = new Set<Statement>();
  private readonly keywords = new Set<Argument>();
  private readonly consts = new Map<string, Constant>();
  /** Names met so far. */
  private readonly interned = new Set<string>();
  private readonly internedLiterals = new Set<Expression>();

  constructor(private readonly options: FoldOptions) {
    super(options.depthLimit, options.line);
  }

  constant(node: Expression): Constant | null {
    const value = this.values.get(node);
    if (value !== undefined) return value;
    if (node.kind === 'Constant') return this.isDebug(node) ? { type: 'bool', value: this.options.debug } : node.value;
    if (node.kind === 'Tuple' && node.elements.length === 0) return { type: 'tuple', items: [] };
    const other = this.replacements.get(node);
    return other === undefined ? null : this.constant(other);
  }

  /** The lexer makes `__debug__` a constant, but does not know the -O level. */
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

  protected override leave(node: Expression): void {
    switch (node.kind) {
      case 'Constant':
        if (node.value.type === 'text') this.text(node, node.value.value);
        else if (node.value.type === 'float' || node.value.type === 'imaginary') this.read(node);
        return;
      case 'FormatString':
        this.text(node, node.template);
        return;
      case 'Name':
        this.name(node, node.id);
        return;
      case 'Attribute':
        this.attribute(node);
        return;
      case 'Unary': {
        const value = this.constant(node.operand);
        if (isNumber(value)) this.settle(node, foldUnary(node.operator, value));
        return;
      }
      case 'Binary':
        this.settle(node, this.arithmetic(node.operands, node.operators));
        return;
      case 'Logical':
        this.logical(node);
        return;
      case 'Not': {
        const value = this.constant(node.operand);
        if (value !== null) this.values.set(node, { type: 'bool', value: !isTrue(value) });
        return;
      }
      case 'Tuple':
        this.tuple(node, node.elements);
        return;
    }
  }

  protected override assigned(node: Assign | AnnotatedAssign): void {
    const target = node.kind === 'AnnotatedAssign' ? node.target : node.targets.length === 1 ? node.targets[0] : undefined;
    if (target !== undefined && node.value !== null) this.define(node, target, node.value);
  }

  protected override keyword(argument: Argument): void {
    if (argument.name !== null && this.consts.has(argument.name)) this.keywords.add(argument);
  }

  protected override word(name: string): void {
    this.interned.add(name);
  }

  private text(node: Expression, text: string): void {
    if (utf8Length(text) <= INTERNED_LENGTH) this.interned.add(text);
    if (this.interned.has(text)) this.internedLiterals.add(node);
  }

  private name(node: Expression, id: string): void {
    const value = this.consts.get(id);
    if (value === undefined) this.interned.add(id);
    else this.values.set(node, value);
  }

  private attribute(node: Attribute): void {
    const { object } = node;
    if (object.kind !== 'Name' || this.values.has(object)) return;
    const value = this.options.moduleConstants(object.id, node.name);
    if (value !== null) this.values.set(node, value);
  }

  /** All or nothing: `1 + 2 + x` stays as it is. */
  private arithmetic(operands: readonly Expression[], operators: readonly Parameters<typeof foldBinary>[0][]): NumberConstant | null {
    let result = this.constant(operands[0] as Expression);
    if (!isNumber(result)) return null;
    for (let i = 0; i < operators.length; i++) {
      const right = this.constant(operands[i + 1] as Expression);
      if (!isNumber(right)) return null;
      const value = foldBinary(operators[i] as (typeof operators)[number], result, right, this.options.single);
      if (value === null) return null;
      result = value;
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
    if (value === null) return;
    this.values.set(node, value.type === 'float' ? { type: 'float', value: rounded(value.value, this.options.single) } : value);
  }

  /** Reads a number literal with the board's rounding. */
  private read(node: Expression): void {
    const { start, end } = node.span;
    const parsed = parseNumber(this.options.text.slice(start, end), true, this.options.single);
    if (parsed === null) return;
    const { real, imaginary } = parsed;
    this.values.set(node, imaginary === null ? { type: 'float', value: real as number } : { type: 'imaginary', value: imaginary });
  }
}
