/**
 * `@micropython.asm_thumb`: the body of a function as instructions of the board's processor (`compile_scope_inline_asm` in `py/compile.c`,
 * `py/emitinlinethumb.c`). The error messages are MicroPython's. If an instruction has several errors, the last one is reported, as there.
 */
import type { Constant, MachineCode } from '../bytecode/code.js';
import { Problem } from '../source/problem.js';
import type { Argument, Call, Expression, FunctionDef, Statement } from '../syntax/ast.js';
import { Assembler } from '../thumb/assembler.js';
import { smallInt } from './arithmetic.js';
import type { Scope } from './symbols.js';
import { putInstruction } from './thumb-instructions.js';
import type { Operand } from './thumb-operands.js';
import { type Session, Unit } from './unit.js';

/** Registers that hold arguments. */
const PARAMETERS = ['r0', 'r1', 'r2', 'r3'];
const RESULTS: readonly string[] = ['object', 'bool', 'int', 'uint'] satisfies MachineCode['result'][];
/** Registers that a function saves and restores with the return address; r1 keeps the stack aligned to 8 bytes (`asm_thumb_entry`). */
const SAVED = 0b1111_0010;

/** A statement of the body: a directive or an instruction with its operands. */
interface Line {
  readonly call: Call;
  readonly op: string;
  readonly operands: readonly Operand[];
}

/** First step, when all scopes are read: checks the form of the body. Registers errors with the unit. */
export function checkAssembly(unit: Unit, node: FunctionDef): void {
  const { returns } = node;
  if (returns !== null && returns.kind === 'Name' && unit.constantOf(returns) === null) {
    if (!RESULTS.includes(returns.id)) {
      unit.errorAt(returns, 'unknown type');
      return;
    }
  } else if (returns !== null) unit.errorAt(returns, 'return annotation must be an identifier');
  for (const statement of node.body) {
    const line = lineOf(unit, statement);
    if (line === undefined) {
      unit.errorAtLine(statement, 'expecting an assembler instruction');
      return;
    }
    if (line === null) continue;
    const complaint = checkDirective(line);
    if (complaint !== null) unit.errorAtLine(statement, complaint);
    const { problem } = unit.session;
    if (problem === null) continue;
    if (complaint === null) problem.line = unit.session.lines.offsetToLine(line.call.callee.span.end);
    return;
  }
}

/** Second step: returns the machine code of a scope. Throws a Problem. */
export function assemble(session: Session, scope: Scope): MachineCode {
  const unit = new Unit(session, scope);
  const node = scope.node as FunctionDef;
  const assembler = new Assembler();
  const parameters = countParameters(unit, node);
  const { returns } = node;
  const result = (returns?.kind === 'Name' ? returns.id : 'int') as MachineCode['result'];
  const lines = node.body.map((statement) => lineOf(unit, statement)).filter((line) => line != null);
  pass(unit, assembler, lines);
  assembler.rewind();
  pass(unit, assembler, lines);
  return { bytes: assembler.bytes, parameters, result };
}

function pass(unit: Unit, assembler: Assembler, lines: readonly Line[]): void {
  assembler.instruction('PUSH', { l: 1, r: SAVED });
  for (const line of lines) {
    const complaint = put(assembler, line);
    if (complaint !== null) throw problemAt(unit, line.call, line.call.callee.span.end, complaint);
    if (assembler.isTooLarge) {
      const { lines: map } = unit.session;
      const text = `memory allocation failed, allocating ${assembler.offset} bytes`;
      throw new Problem('MemoryError', text, line.call.span, map.offsetToLine(line.call.span.start), unit.scope.name);
    }
  }
  assembler.instruction('POP', { l: 1, r: SAVED });
}

/** Emits one line. Returns an error message, or null. */
function put(assembler: Assembler, { op, operands }: Line): string | null {
  const [first] = operands;
  switch (op) {
    case 'label':
      return assembler.label((first as Operand).name as string) ? null : 'label redefined';
    case 'align':
      assembler.align((first as Operand).word as number);
      return null;
    case 'data':
      for (const { word } of operands.slice(1)) {
        if (word === null) return "'data' requires integer arguments";
        assembler.data(((first as Operand).word as number) >>> 0, word);
      }
      return null;
    default:
      return putInstruction(assembler, op, operands);
  }
}

/** Returns an error message about the form of a directive, or null. */
function checkDirective({ op, operands }: Line): string | null {
  const [first] = operands;
  if (op === 'label' && (operands.length !== 1 || first?.name === null)) return "'label' requires 1 argument";
  if (op === 'align' && (operands.length !== 1 || first?.isSmall !== true)) return "'align' requires 1 argument";
  if (op === 'data' && (operands.length < 2 || first?.isSmall !== true)) return "'data' requires at least 2 arguments";
  return null;
}

/** Returns a statement as a line; null if it does nothing, undefined if it is not a line. */
function lineOf(unit: Unit, statement: Statement): Line | null | undefined {
  if (isOneOfSeveral(unit, statement)) return undefined;
  if (statement.kind === 'Pass') return null;
  if (statement.kind !== 'ExpressionStatement') return undefined;
  const { value } = statement;
  // The parser drops constants that stand alone, such as docstrings; at the prompt it does not.
  if (unit.constantOf(value) !== null) return unit.session.isPrompt ? undefined : null;
  if (value.kind !== 'Call' || value.callee.kind !== 'Name' || unit.constantOf(value.callee) !== null) return undefined;
  return { call: value, op: value.callee.id, operands: value.args.map((argument) => operandOf(unit, argument)) };
}

/** Whether a semicolon follows the statement. Then MicroPython's tree has a node around the line's statements, which is no instruction. */
function isOneOfSeveral(unit: Unit, { span }: Statement): boolean {
  return /^[ \t)]*;/.test(unit.session.text.slice(span.end, span.end + 80));
}

function operandOf(unit: Unit, argument: Argument): Operand {
  return argument.form === 'positional'
    ? expressionOf(unit, argument.value)
    : { name: null, word: null, isSmall: false, kind: 'other', parts: [] };
}

function expressionOf(unit: Unit, node: Expression): Operand {
  const constant = unit.constantOf(node);
  const parts = (nodes: readonly Expression[]) => nodes.map((each) => expressionOf(unit, each));
  const plain = { name: null, word: wordOf(constant), isSmall: smallInt(constant) !== null, kind: 'other', parts: [] } as const;
  if (constant !== null) return plain;
  if (node.kind === 'Name') return { ...plain, name: node.id };
  if (node.kind === 'Set') return { ...plain, kind: 'set', parts: parts(node.elements) };
  return node.kind === 'List' ? { ...plain, kind: 'list', parts: parts(node.elements) } : plain;
}

/** An int, cut to 32 bits; null for other constants. */
function wordOf(constant: Constant | null): number | null {
  return constant?.type === 'int' ? Number(BigInt.asIntN(32, BigInt(constant.value))) : null;
}

function countParameters(unit: Unit, node: FunctionDef): number {
  const { parameters } = node;
  if (parameters.length > PARAMETERS.length)
    throw problemAt(unit, node, node.span.start, 'can only have up to 4 parameters to Thumb assembly');
  const isRegister = ({ form, name, annotation, default: value }: FunctionDef['parameters'][number], i: number): boolean =>
    form === 'plain' && annotation === null && value === null && name === PARAMETERS[i];
  if (!parameters.every(isRegister)) throw problemAt(unit, node, node.span.start, 'parameters must be registers in sequence r0 to r3');
  return parameters.length;
}

const problemAt = (unit: Unit, { span }: { readonly span: Problem['span'] }, offset: number, text: string): Problem =>
  new Problem('SyntaxError', text, span, unit.session.lines.offsetToLine(offset), unit.scope.name);
