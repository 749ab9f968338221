/** Walks a syntax tree in the order of its source, as a parser sees it: MicroPython folds constants while it parses. */
import { Problem } from '../source/problem.js';
import type { AnnotatedAssign, Argument, Assign, Comprehension, Expression, Parameter, Statement } from '../syntax/ast.js';

/** Visits every statement and expression; `leave` comes after the parts of an expression. Throws a Problem if they nest too deeply. */
export abstract class SourceOrder {
  private depth = 0;

  constructor(
    private readonly depthLimit: number,
    private readonly lineOf: (offset: number) => number,
  ) {}

  /** Called for an expression whose parts have been visited. A chain of trailers counts as one expression. */
  protected abstract leave(node: Expression): void;
  /** Called for an assignment whose parts have been visited. */
  protected abstract assigned(node: Assign | AnnotatedAssign): void;
  /** Called for a keyword argument, before its value. */
  protected abstract keyword(argument: Argument): void;
  /** Called for a name that is not an expression: of a definition, a parameter or an attribute. */
  protected abstract word(name: string): void;

  /** Visits the statements of a block. */
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
        this.assigned(node);
        return;
      case 'AnnotatedAssign':
        this.visit(node.target);
        this.visit(node.annotation);
        this.visit(node.value);
        this.assigned(node);
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
        this.word(node.name);
        this.parameters(node.parameters);
        this.visit(node.returns);
        this.block(node.body);
        return;
      case 'ClassDef':
        for (const decorator of node.decorators) this.decorator(decorator.value);
        this.word(node.name);
        this.args(node.args);
        this.block(node.body);
        return;
    }
  }

  /** The name of a decorator is not an expression and never a constant. */
  private decorator(node: Expression): void {
    if (node.kind === 'Call') this.args(node.args);
  }

  private parameters(parameters: readonly Parameter[]): void {
    for (const parameter of parameters) {
      this.word(parameter.name);
      this.visit(parameter.annotation);
      this.visit(parameter.default);
    }
  }

  private args(args: readonly Argument[]): void {
    for (const argument of args) {
      if (argument.form === 'keyword') this.keyword(argument);
      this.visit(argument.value);
    }
  }

  private visit(node: Expression | null): void {
    if (node === null) return;
    this.nested(node, () => this.children(node));
    this.leave(node);
  }

  private children(node: Expression): void {
    switch (node.kind) {
      case 'Name':
      case 'Constant':
        return;
      case 'Attribute':
      case 'Subscript':
      case 'Call':
        this.chain(node);
        return;
      case 'Unary':
      case 'Not':
        this.visit(node.operand);
        return;
      case 'Binary':
      case 'Logical':
      case 'Compare':
        for (const operand of node.operands) this.visit(operand);
        return;
      case 'Tuple':
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
        for (const arg of node.args) this.visit(arg);
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

  /** Visits attributes, subscripts and calls from the left, in a loop: a chain may be as long as a program. */
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
      else if (trailer.kind === 'Attribute') this.word(trailer.name);
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

  private nested(node: Expression | Statement, visit: () => void): void {
    if (++this.depth > this.depthLimit) {
      throw new Problem('RuntimeError', 'maximum recursion depth exceeded', node.span, this.lineOf(node.span.start));
    }
    visit();
    this.depth--;
  }
}
