/** The state of compiling one scope: its instructions, its names, the blocks that are open, and the first error. */
import type { ActiveException, Constant, EmitterKind } from '../bytecode/code.js';
import { type CallOp, Op } from '../bytecode/opcodes.js';
import type { LineMap } from '../source/line-map.js';
import { Problem, type ProblemKind } from '../source/problem.js';
import type { Span } from '../source/span.js';
import type { Expression, Statement } from '../syntax/ast.js';
import { smallInt } from './arithmetic.js';
import { Assembler } from './assembler.js';
import type { Folding } from './fold.js';
import type { Item, Label, NameUse } from './item.js';
import { type Entry, MP } from './ledger.js';
import { constantTupleStart } from './parentheses.js';
import { Scope, type ScopeKind, type ScopeNode } from './symbols.js';

/** Nesting of expressions and blocks at which the compiler gives up with a RuntimeError, well before JavaScript's stack does. */
export const DEPTH_LIMIT = 400;

/** A way out of a scope or loop. */
export type Exit = { readonly kind: 'return' } | { readonly kind: 'break' | 'continue'; readonly loop: Loop };

/** A loop whose body is being compiled. */
export interface Loop {
  readonly kind: 'loop';
  readonly breakLabel: Label;
  readonly breakDepth: number;
  readonly continueLabel: Label;
  readonly continueDepth: number;
  /** MicroPython's exception level at the loop. */
  readonly level: number;
  /** What MicroPython executes before the jump of a `break` that crosses no block. */
  readonly breakPops: readonly Entry[];
  /** Whether the jump of a `continue` is one that MicroPython executes besides the one at the loop's end. */
  readonly continueJumps: boolean;
}

/** The protected part of a `try … finally` or `with`. Every way out passes through `final`, with a value and the number of its pad. */
export interface Guarded {
  readonly kind: 'guarded';
  readonly depth: number;
  readonly final: Label;
  readonly pads: { readonly exit: Exit; readonly label: Label }[];
  /** What MicroPython executes when it is left by `return`, `break` or `continue`, before the final part. */
  readonly leaving: readonly Entry[];
}

/** An exception handler, or the final part of a `try`: where the exception being handled may lie. */
export interface Active extends ActiveException {
  readonly kind: 'except' | 'finally';
}

/** A block that is open at the current place. */
export type Block = Loop | Guarded | Active;

/** What all scopes of one compilation share. */
export interface Session {
  readonly text: string;
  readonly lines: LineMap;
  readonly folding: Folding;
  readonly isPrompt: boolean;
  /** -O level. */
  readonly optimize: number;
  /** Counting mode: statements, and the places to which conditions lead, are marked. */
  readonly counts: boolean;
  /** Scopes in the order in which they were met. */
  readonly scopes: Scope[];
  problem: { kind: ProblemKind; text: string; line: number; span: Span } | null;
  /** Emits an expression. It is here so that the files of this folder need not import each other in circles. */
  readonly emitExpression: (unit: Unit, node: Expression) => void;
  readonly emitBlock: (unit: Unit, statements: readonly Statement[]) => void;
}

const CALLS = {
  [Op.CALL_FUNCTION]: MP.CALL_FUNCTION,
  [Op.CALL_FUNCTION_VAR_KW]: MP.CALL_FUNCTION_VAR_KW,
  [Op.CALL_METHOD]: MP.CALL_METHOD,
  [Op.CALL_METHOD_VAR_KW]: MP.CALL_METHOD_VAR_KW,
} as const;

/** The compilation of one scope. */
export class Unit {
  readonly asm = new Assembler();
  readonly blocks: Block[] = [];
  /** Open exception blocks, as MicroPython counts them (`cur_except_level`). */
  exceptLevel = 0;
  private nesting = 0;

  constructor(
    readonly session: Session,
    readonly scope: Scope,
  ) {}

  /** Opens an exception block. */
  enterExcept(): void {
    this.exceptLevel++;
    this.asm.exceptDepth = Math.max(this.asm.exceptDepth, this.exceptLevel);
  }

  /** Emits an expression; its value is left on the stack. */
  expression(node: Expression): void {
    this.nested(node.span, () => this.session.emitExpression(this, node));
  }

  /** Emits statements. */
  block(statements: readonly Statement[] | null): void {
    const first = statements?.[0];
    if (statements === null || first === undefined) return;
    this.nested(first.span, () => this.session.emitBlock(this, statements));
  }

  name(use: NameUse, id: string): void {
    this.asm.name(use, use === 'load' ? this.scope.load(id) : this.scope.modify(id));
  }

  /** LOAD_GLOBAL, whatever names the scope binds. */
  loadGlobal(id: string): void {
    this.asm.emit(Op.LOAD_GLOBAL, this.asm.nameOf(id), MP.LOAD_GLOBAL);
  }

  call(op: CallOp, a: number): void {
    this.asm.emit(op, a, CALLS[op]);
  }

  /** LOAD_CONST of a value that the compiler itself needs. */
  constant(value: Constant): void {
    this.asm.constant(value, true);
  }

  none(): void {
    this.constant({ type: 'none' });
  }

  text(value: string): void {
    this.asm.constant({ type: 'text', value }, true);
  }

  smallInt(value: number): void {
    this.constant({ type: 'int', value });
  }

  /** The constant that an expression is known to be, or null. */
  constantOf(node: Expression): Constant | null {
    return this.session.folding.constant(node);
  }

  /** Counting mode: a counted statement begins here. `span`: that of the statement, or of its head, which is the part before its block. */
  begin(span: Span): void {
    if (!this.session.counts) return;
    this.asm.statements.push({ line: this.session.lines.offsetToLine(span.start), mark: this.asm.mark(span) });
  }

  /** Counting mode: marks a place to which a condition leads. It is not in the source, so its span is empty. Null in other modes. */
  mark(): Item | null {
    return this.session.counts ? this.asm.mark({ start: 0, end: 0 }) : null;
  }

  /**
   * Counting mode: a condition leads here if it does not hold, a loop over items when there is no item left; otherwise they lead to `held`.
   * `joined`: a mark from which the program also comes here.
   */
  fork(node: { readonly span: Span }, held: Item | null, joined: Item | null = null): void {
    const failed = this.mark();
    if (held !== null && failed !== null)
      this.asm.forks.push({ line: this.session.lines.offsetToLine(node.span.start), held, failed, joined });
  }

  /** Sets the span of the following instructions to that of a node. */
  at(node: { readonly span: Span }): void {
    this.asm.span = node.span;
  }

  /** The following instructions are not in the source: gives them an empty span after a node. */
  after({ span: { end } }: { readonly span: Span }): void {
    this.asm.span = { start: end, end };
  }

  /** Sets the line for tracebacks, which never decreases within a scope (`mp_emit_bc_set_source_line`). */
  line(offset: number): void {
    if (this.session.optimize >= 3) return;
    this.asm.line = Math.max(this.asm.line, this.session.lines.offsetToLine(offset));
  }

  /** Like `line`, for an expression. Names and short constants set no line, because MicroPython's tree has none for them. */
  lineOf(node: Expression): void {
    const line = this.nodeLine(node);
    if (line > this.asm.line && this.session.optimize < 3) this.asm.line = line;
  }

  /** The line that MicroPython's tree keeps for an expression, or 0 if it keeps none. */
  nodeLine(node: Expression): number {
    const value = this.constantOf(node);
    if (value === null) return node.kind === 'Name' ? 0 : this.session.lines.offsetToLine(node.span.start);
    const isLeaf = value.type === 'none' || value.type === 'bool' || value.type === 'ellipsis' || smallInt(value) !== null;
    if (isLeaf || this.session.folding.isInterned(node)) return 0;
    if (node.kind === 'Unary' || node.kind === 'Binary' || node.kind === 'Attribute') return 0;
    const start = node.kind === 'Tuple' ? constantTupleStart(this.session.text, node) : node.span.start;
    return this.session.lines.offsetToLine(start);
  }

  /** Registers an error at an expression; only the first counts. Compilation continues and may find its line (`compile_syntax_error`). */
  errorAt(node: Expression, text: string): void {
    this.error(node.span, this.nodeLine(node), text);
  }

  /** Registers an error at a statement or another node that has a line. */
  errorAtLine(node: { readonly span: Span }, text: string): void {
    this.error(node.span, this.session.lines.offsetToLine(node.span.start), text);
  }

  /** Registers an error with this line, 0 if it is not known. */
  error(span: Span, line: number, text: string): void {
    this.session.problem ??= { kind: 'SyntaxError', text, line, span };
  }

  /** Registers a ViperTypeError. It replaces an earlier error, but keeps that one's place. */
  typeError(span: Span, text: string): void {
    this.session.problem = { ...(this.session.problem ?? { line: 0, span }), kind: 'ViperTypeError', text };
  }

  /** Gives this line to a registered error that has none. True if there is an error. */
  failed(line: number): boolean {
    const problem = this.session.problem;
    if (problem === null) return false;
    if (problem.line === 0) problem.line = line;
    return true;
  }

  /** True if `yield` may occur in the scope's code: it is a function or a lambda. */
  get allowsYield(): boolean {
    return this.scope.kind === 'function' || this.scope.kind === 'lambda';
  }

  /** Adds the scope that a node opens. The default emitter is that of the enclosing scope. */
  child(kind: ScopeKind, node: ScopeNode, emitter?: EmitterKind): Scope {
    const scope = new Scope(kind, node, this.scope, emitter);
    this.session.scopes.push(scope);
    return scope;
  }

  /** Runs `emit` one level deeper. Throws a Problem if that is too deep. */
  nested(span: Span, emit: () => void): void {
    if (++this.nesting > DEPTH_LIMIT) throw tooDeep(this.session.lines, span);
    emit();
    this.nesting--;
  }
}

/** The Problem of a program that nests too deeply. */
export function tooDeep(lines: LineMap, span: Span): Problem {
  return new Problem('RuntimeError', 'maximum recursion depth exceeded', span, lines.offsetToLine(span.start));
}
