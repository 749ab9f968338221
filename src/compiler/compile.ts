/** The compiler's entry: a module's syntax tree → its Code. */
import type { Code } from '../bytecode/code.js';
import type { LineMap } from '../source/line-map.js';
import { Problem } from '../source/problem.js';
import type { Module } from '../syntax/ast.js';
import type { Assembler } from './assembler.js';
import { startOf } from './beginnings.js';
import { emitScope } from './bodies.js';
import { emitExpression } from './expressions.js';
import { type Folding, fold, type ModuleConstants } from './fold.js';
import { assemble } from './inline-assembler.js';
import { link, resolveNames } from './link.js';
import { emitMachineCode } from './machine-code.js';
import { moduleConstant } from './module-constants.js';
import { emitBlock } from './statements.js';
import { Scope } from './symbols.js';
import { DEPTH_LIMIT, type Session, tooDeep, Unit } from './unit.js';

/** What the compiler needs besides the tree. */
export interface CompileOptions {
  readonly filename: string;
  /** The -O level: from 1 on no assertions and `__debug__` is false; at 3 no lines. */
  readonly optimize?: 0 | 1 | 2 | 3;
  /** Add the COUNT instructions of the counting mode. */
  readonly count?: boolean;
  /** Floating-point precision in which constants are folded. */
  readonly floats?: 'single' | 'double';
  /** Constants that replace attributes of modules, in addition to those of `errno` and `math`. */
  readonly moduleConstants?: ModuleConstants;
}

/** Compiles a module. Throws a Problem for what MicroPython's compiler refuses, and for programs that nest too deeply. */
export function compile(module: Module, options: CompileOptions): Code {
  const { lines } = module;
  try {
    return compileModule(module, options, lines);
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(lines, module.span);
    throw error;
  }
}

/** Returns the scopes of a module, outer ones first, with the kind of every name decided. Throws what `compile` throws. */
export function resolveScopes(module: Module, options: CompileOptions): readonly Scope[] {
  return [...readModule(module, options, module.lines).keys()];
}

function compileModule(module: Module, options: CompileOptions, lines: LineMap): Code {
  const assemblers = readModule(module, options, lines);
  for (const [scope, assembler] of assemblers) resolveNames(assembler, scope);
  for (const [scope, assembler] of assemblers) if (isNative(scope)) emitMachineCode(assembler, scope, lines);
  const codes = new Map<Scope, Code>();
  let code: Code | null = null;
  for (const [scope, assembler] of [...assemblers].reverse()) {
    code = link(assembler, scope, (inner) => codes.get(inner) as Code, {
      filename: options.filename,
      text: module.text,
      count: options.count ?? false,
    });
    codes.set(scope, code);
  }
  return code as Code;
}

const isNative = ({ emitter }: Scope): boolean => emitter === 'native' || emitter === 'viper';

/** Reads all scopes and resolves their names; the module's own comes first. */
function readModule(module: Module, options: CompileOptions, lines: LineMap): Map<Scope, Assembler> {
  const session: Session = {
    text: module.text,
    lines,
    folding: foldModule(module, options, lines),
    isPrompt: module.mode === 'single',
    optimize: options.optimize ?? 0,
    counts: options.count ?? false,
    scopes: [new Scope('module', module, null)],
    problem: null,
    emitExpression,
    emitBlock,
  };
  const assemblers = new Map<Scope, Assembler>();
  // Scopes are read in the order in which they are met, outer ones first. The list grows during the loop.
  for (const scope of session.scopes) assemblers.set(scope, readScope(session, scope));
  for (const scope of session.scopes) scope.resolve();
  for (const scope of session.scopes) if (scope.emitter === 'assembler') scope.machine = assemble(session, scope);
  return assemblers;
}

function foldModule(module: Module, options: CompileOptions, lines: LineMap): Folding {
  const given = options.moduleConstants;
  return fold(module, {
    text: module.text,
    line: (offset) => lines.offsetToLine(offset),
    single: options.floats === 'single',
    debug: (options.optimize ?? 0) === 0,
    moduleConstants: (name, attribute) => moduleConstant(name, attribute) ?? given?.(name, attribute) ?? null,
    depthLimit: DEPTH_LIMIT,
  });
}

/**
 * Where MicroPython's tree of a scope begins. For a module this is its first statement: there is no list around a single statement, and
 * errors in one of several have lines of their own.
 */
function beginningOf(node: Scope['node']): number {
  return node.kind === 'Module' && node.body[0] !== undefined ? startOf(node.body[0]) : node.span.start;
}

/** Emits one scope. The first error ends the compilation, with the line of the scope if no better one is known. */
function readScope(session: Session, scope: Scope): Assembler {
  const unit = new Unit(session, scope);
  if (session.counts) unit.asm.beginning = session.lines.offsetToLine(scope.node.span.start);
  emitScope(unit);
  const { problem } = session;
  if (problem !== null) {
    const line = problem.line > 0 ? problem.line : session.lines.offsetToLine(beginningOf(scope.node));
    throw new Problem(problem.kind, problem.text, problem.span, line, scope.name);
  }
  scope.closeOverAll();
  return unit.asm;
}
