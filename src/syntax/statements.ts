/** Statements: concrete syntax tree → AST. One method for each rule of the grammar that stands for a statement. */
import type { Span } from '../source/span.js';
import type { BinaryOperator, Branch, Decorator, Expression, Handler, ImportedModule, ImportedName, Statement, WithItem } from './ast.js';
import type { Tree } from './cst.js';
import { ExpressionReader } from './expressions.js';

/** The statements of a block. */
type Body = readonly Statement[];

/** Reads statements from a parse result. */
export class StatementReader extends ExpressionReader {
  /** Reads a start rule. */
  statements(tree: Tree): readonly Statement[] {
    switch (tree.rule) {
      case 'file_input':
        return tree.child(0).rule === 'newline' ? [] : this.#statement(tree.child(0).child(0));
      case 'single_input':
        return tree.child(0).rule === 'newline' ? [] : this.#statement(tree.child(0));
      default:
        return [this.#expressionStatement(tree.child(0))];
    }
  }

  #expressionStatement(tree: Tree): Statement {
    return { kind: 'ExpressionStatement', span: this.span(tree), value: this.expression(tree) };
  }

  /** A line of simple statements gives several. */
  #statement(tree: Tree): Statement[] {
    if (tree.rule === 'simple_stmt') return [tree.child(0), ...tree.all(2)].map((part) => this.#simple(part.child(0)));
    return [this.#compound(tree.child(0), [])];
  }

  /** Reads `suite`. */
  #body(tree: Tree): Body {
    const part = tree.child(0);
    return part.rule === 'simple_stmt' ? this.#statement(part) : (this.blocks.get(this.start(part.child(1))) as Body);
  }

  // ------------------------------------------------------------------------------------- simple statements

  #simple(tree: Tree): Statement {
    const span = this.span(tree);
    switch (tree.rule) {
      case 'expr_stmt':
        return this.#assignment(tree, span);
      case 'yield_expr':
        return this.#expressionStatement(tree);
      case 'return_stmt':
        return { kind: 'Return', span, value: this.#maybe(tree.optional(1)) };
      case 'import_name':
        return { kind: 'Import', span, names: this.#list(tree, 1).map((name) => this.#importedModule(name)) };
      case 'import_from':
        return this.#importFrom(tree, span);
      case 'pass_stmt':
        return { kind: 'Pass', span };
      case 'break_stmt':
        return { kind: 'Break', span };
      case 'continue_stmt':
        return { kind: 'Continue', span };
      case 'raise_stmt':
        return this.#raise(tree.optional(1), span);
      case 'del_stmt':
        return { kind: 'Delete', span, targets: this.expressions(tree.child(1)) };
      case 'global_stmt':
        return { kind: 'Global', span, names: this.#names(tree.child(1)) };
      case 'nonlocal_stmt':
        return { kind: 'Nonlocal', span, names: this.#names(tree.child(1)) };
      case 'assert_stmt':
        return { kind: 'Assert', span, test: this.expression(tree.child(1)), message: this.#maybe(tree.optional(3)) };
      default:
        throw new Error(`${tree.rule} is not a simple statement`);
    }
  }

  #assignment(tree: Tree, span: Span): Statement {
    const first = this.expression(tree.child(0));
    const rest = tree.optional(1);
    switch (rest?.rule) {
      case undefined:
        return { kind: 'ExpressionStatement', span, value: first };
      case 'annassign': {
        const part = rest as Tree;
        return {
          kind: 'AnnotatedAssign',
          span,
          target: first,
          annotation: this.expression(part.child(1)),
          value: this.#maybe(part.optional(3)),
        };
      }
      case 'augassign': {
        const part = rest as Tree;
        const operator = part.child(0).text.slice(0, -1) as BinaryOperator;
        return { kind: 'AugmentedAssign', span, target: first, operator, value: this.expression(part.child(1)) };
      }
      default: {
        const values = (rest as Tree).all(1).map((value) => this.expression(value));
        return { kind: 'Assign', span, targets: [first, ...values.slice(0, -1)], value: values[values.length - 1] };
      }
    }
  }

  #raise(tree: Tree | null, span: Span): Statement {
    if (tree === null) return { kind: 'Raise', span, exception: null, cause: null };
    return { kind: 'Raise', span, exception: this.expression(tree.child(0)), cause: this.#maybe(tree.optional(2)) };
  }

  #importedModule(tree: Tree): ImportedModule {
    return { kind: 'ImportedModule', span: this.span(tree), module: tree.child(0).text, as: tree.optional(2)?.text ?? null };
  }

  #importFrom(tree: Tree, span: Span): Statement {
    const source = tree.child(1).child(0);
    const relative = source.rule === 'import_relative';
    const level = relative ? source.child(0).text.replaceAll(' ', '').length : 0;
    const module = relative ? (source.optional(1)?.text ?? '') : source.text;
    const targets = tree.child(3).child(0);
    if (targets.rule === 'import_targets_all') return { kind: 'ImportFrom', span, level, module, names: '*' };
    const list = targets.child(targets.rule === 'import_targets_paren' ? 1 : 0);
    return { kind: 'ImportFrom', span, level, module, names: this.#list(list, 0).map((name) => this.#importedName(name)) };
  }

  #importedName(tree: Tree): ImportedName {
    return { kind: 'ImportedName', span: this.span(tree), name: tree.child(0).text, as: tree.optional(2)?.text ?? null };
  }

  // ----------------------------------------------------------------------------------- compound statements

  #compound(tree: Tree, decorators: readonly Decorator[]): Statement {
    switch (tree.rule) {
      case 'if_stmt':
        return this.#if(tree);
      case 'while_stmt': {
        const body = this.#body(tree.child(3));
        const orElse = this.#orElse(tree.optional(4));
        return { kind: 'While', span: this.#spanTo(tree, orElse ?? body), test: this.expression(tree.child(1)), body, orElse };
      }
      case 'for_stmt':
        return this.#for(tree, tree);
      case 'try_stmt':
        return this.#try(tree.child(0));
      case 'with_stmt':
        return this.#with(tree, tree);
      case 'funcdef':
        return this.#function(tree, tree, decorators);
      case 'classdef':
        return this.#class(tree, decorators);
      case 'decorated':
        return this.#compound(
          tree.child(1),
          tree.all(0).map((decorator) => this.#decorator(decorator)),
        );
      case 'async_funcdef':
      case 'async_stmt':
        return this.#async(tree, tree.child(1), decorators);
      default:
        throw new Error(`${tree.rule} is not a compound statement`);
    }
  }

  #if(tree: Tree): Statement {
    const branches = [this.#branch(tree), ...tree.all(4).map((elif) => this.#branch(elif))];
    const orElse = this.#orElse(tree.optional(5));
    const last = branches[branches.length - 1].body;
    return { kind: 'If', span: this.#spanTo(tree, orElse ?? last), branches, orElse };
  }

  #branch(tree: Tree): Branch {
    const body = this.#body(tree.child(3));
    return { kind: 'Branch', span: this.#spanTo(tree, body), test: this.expression(tree.child(1)), body };
  }

  #orElse(tree: Tree | null): Body | null {
    return tree === null ? null : this.#body(tree.child(2));
  }

  #async(tree: Tree, part: Tree, decorators: readonly Decorator[]): Statement {
    if (part.rule === 'for_stmt') return this.#for(part, tree);
    return part.rule === 'with_stmt' ? this.#with(part, tree) : this.#function(part, tree, decorators);
  }

  /** `from` is the tree with which the statement starts: `tree`, or the one with its `async`. */
  #for(tree: Tree, from: Tree): Statement {
    const body = this.#body(tree.child(5));
    const orElse = this.#orElse(tree.optional(6));
    return {
      kind: 'For',
      span: this.#spanTo(from, orElse ?? body),
      isAsync: from !== tree,
      target: this.expression(tree.child(1)),
      iterable: this.expression(tree.child(3)),
      body,
      orElse,
    };
  }

  #try(tree: Tree): Statement {
    const body = this.#body(tree.child(2));
    const hasHandlers = tree.rule === 'try_stmt_except';
    const handlers = hasHandlers ? tree.all(3).map((handler) => this.#handler(handler)) : [];
    const orElse = hasHandlers ? this.#orElse(tree.optional(4)) : null;
    const finalBody = this.#orElse(hasHandlers ? tree.optional(5) : tree.child(3));
    const last = finalBody ?? orElse ?? handlers[handlers.length - 1].body;
    return { kind: 'Try', span: this.#spanTo(tree, last), body, handlers, orElse, finalBody };
  }

  #handler(tree: Tree): Handler {
    const type = tree.optional(1);
    const body = this.#body(tree.child(3));
    return {
      kind: 'Handler',
      span: this.#spanTo(tree, body),
      type: type === null ? null : this.expression(type.child(0)),
      as: type?.optional(2)?.text ?? null,
      body,
    };
  }

  #with(tree: Tree, from: Tree): Statement {
    const items = this.#list(tree, 1).map((item) => this.#withItem(item));
    const body = this.#body(tree.child(5));
    return { kind: 'With', span: this.#spanTo(from, body), isAsync: from !== tree, items, body };
  }

  #withItem(tree: Tree): WithItem {
    return { kind: 'WithItem', span: this.span(tree), context: this.expression(tree.child(0)), target: this.#maybe(tree.optional(2)) };
  }

  #function(tree: Tree, from: Tree, decorators: readonly Decorator[]): Statement {
    const name = tree.child(1).text;
    const body = this.#body(tree.child(8));
    this.placeMisfits(body[0], body[body.length - 1] as Statement, name);
    return {
      kind: 'FunctionDef',
      span: this.#spanTo(from, body),
      isAsync: from !== tree,
      name,
      parameters: this.parameters(tree.optional(3)),
      returns: this.#maybe(tree.optional(6)),
      body,
      decorators,
    };
  }

  #class(tree: Tree, decorators: readonly Decorator[]): Statement {
    const args = tree.optional(2);
    const name = tree.child(1).text;
    const body = this.#body(tree.child(4));
    this.placeMisfits(body[0], body[body.length - 1] as Statement, name);
    return { kind: 'ClassDef', span: this.#spanTo(tree, body), name, args: args === null ? [] : this.args(args), body, decorators };
  }

  #decorator(tree: Tree): Decorator {
    const start = this.start(tree.child(1));
    const [first, ...rest] = this.#list(tree.child(1), 0);
    let value: Expression = { kind: 'Name', span: this.span(first), id: first.text };
    for (const name of rest) value = { kind: 'Attribute', span: { start, end: this.end(name) }, object: value, name: name.text };
    const args = tree.optional(2);
    if (args !== null) value = { kind: 'Call', span: { start, end: this.end(args) }, callee: value, args: this.args(args) };
    return { kind: 'Decorator', span: { start: this.start(tree), end: value.span.end }, value };
  }

  // ------------------------------------------------------------------------------------------------- parts

  #maybe(tree: Tree | null): Expression | null {
    return tree === null ? null : this.expression(tree);
  }

  /** The trees of a list with separators whose first one is child `index`. */
  #list(tree: Tree, index: number): Tree[] {
    return [tree.child(index), ...tree.all(index + 2)];
  }

  #names(tree: Tree): string[] {
    return this.#list(tree, 0).map((name) => name.text);
  }

  /** From the start of a tree to the end of its last block. */
  #spanTo(tree: Tree, body: Body): Span {
    return { start: this.start(tree), end: body[body.length - 1].span.end };
  }
}
