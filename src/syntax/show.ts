/**
 * AST → text, for people and for tests: one statement per line, after its line number, and expressions in Python's notation with
 * every pair of brackets that the tree implies. `(a + (b * c))` is a sum of a name and a product; a call is `f(x)`, a tuple `(tuple a b)`.
 */
import { LineMap } from '../source/line-map.js';
import type { Span } from '../source/span.js';
import type {
  Argument,
  ClassDef,
  Comprehension,
  ConstantValue,
  Decorator,
  Expression,
  For,
  ForClause,
  FunctionDef,
  If,
  IfClause,
  Module,
  Parameter,
  Statement,
  Try,
  While,
  With,
} from './ast.js';

/** Shows a module of any depth; `text` is the source from which it was parsed. */
export function show(module: Module, text: string): string {
  const lines = new LineMap(text);
  const output: string[] = [];
  const stack = nest(module.body, 0);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { depth, clause } = next;
    output.push(`${String(lines.offsetToLine(clause.start)).padStart(3)}  ${'  '.repeat(depth)}${join(clause.parts)}\n`);
    for (const inner of nest(clause.body, depth + 1)) stack.push(inner);
  }
  return output.join('');
}

/** A piece of text, or an expression still to be shown. */
type Part = string | Expression;

/** One line to show, and the block under it. A compound statement has several. */
interface Clause {
  readonly start: number;
  readonly parts: readonly Part[];
  readonly body: readonly Statement[];
}

/** The clauses of a block, the last one first. */
function nest(block: readonly Statement[], depth: number): { depth: number; clause: Clause }[] {
  return block
    .flatMap(clauses)
    .map((clause) => ({ depth, clause }))
    .reverse();
}

/** Turns parts into text without recursion, since expressions may nest deeper than the host's stack. */
function join(parts: readonly Part[]): string {
  const output: string[] = [];
  const stack: Part[] = [...parts].reverse();
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (typeof part === 'string') output.push(part);
    else for (const inner of expressionParts(part).reverse()) stack.push(inner);
  }
  return output.join('');
}

// --------------------------------------------------------------------------------------------- statements

function clauses(s: Statement): Clause[] {
  switch (s.kind) {
    case 'If': {
      const branches = s.branches.map((branch, i) => clause(branch, [i === 0 ? 'if ' : 'elif ', branch.test], branch.body));
      return [...branches, ...named('else', s.orElse)];
    }
    case 'While':
      return [clause(s, ['while ', s.test], s.body), ...named('else', s.orElse)];
    case 'For':
      return [clause(s, [s.isAsync ? 'async for ' : 'for ', s.target, ' in ', s.iterable], s.body), ...named('else', s.orElse)];
    case 'Try': {
      const handlers = s.handlers.map((h) => clause(h, ['except', ...after(' ', h.type), h.as === null ? '' : ` as ${h.as}`], h.body));
      return [clause(s, ['try'], s.body), ...handlers, ...named('else', s.orElse), ...named('finally', s.finalBody)];
    }
    case 'With': {
      const items = s.items.map((item): Part[] => [item.context, ...after(' as ', item.target)]);
      return [clause(s, [s.isAsync ? 'async with ' : 'with ', ...separated(items)], s.body)];
    }
    case 'FunctionDef': {
      const parameters = separated(s.parameters.map(parameterParts));
      const parts = [s.isAsync ? 'async def ' : 'def ', s.name, '(', ...parameters, ')', ...after(' -> ', s.returns)];
      return [...s.decorators.map(decoration), clause(s, parts, s.body)];
    }
    case 'ClassDef': {
      const parts = [`class ${s.name}(`, ...separated(s.args.map(argumentParts)), ')'];
      return [...s.decorators.map(decoration), clause(s, parts, s.body)];
    }
    default:
      return [clause(s, simpleParts(s), [])];
  }
}

function clause(node: { readonly span: Span }, parts: readonly Part[], body: readonly Statement[]): Clause {
  return { start: node.span.start, parts, body };
}

/** A clause such as `else` has no position in the tree, so it is shown on the line of its first statement. */
function named(word: string, body: readonly Statement[] | null): Clause[] {
  return body === null ? [] : [clause(body[0], [word], body)];
}

function decoration(decorator: Decorator): Clause {
  return clause(decorator, ['@', decorator.value], []);
}

type CompoundStatement = If | While | For | Try | With | FunctionDef | ClassDef;

function simpleParts(s: Exclude<Statement, CompoundStatement>): Part[] {
  switch (s.kind) {
    case 'ExpressionStatement':
      return [s.value];
    case 'Assign':
      return [...s.targets.flatMap((target): Part[] => [target, ' = ']), s.value];
    case 'AugmentedAssign':
      return [s.target, ` ${s.operator}= `, s.value];
    case 'AnnotatedAssign':
      return [s.target, ': ', s.annotation, ...after(' = ', s.value)];
    case 'Delete':
      return ['del ', ...separated(s.targets)];
    case 'Pass':
    case 'Break':
    case 'Continue':
      return [s.kind.toLowerCase()];
    case 'Return':
      return ['return', ...after(' ', s.value)];
    case 'Raise':
      return ['raise', ...after(' ', s.exception), ...after(' from ', s.cause)];
    case 'Import':
      return ['import ', s.names.map((name) => renamed(name.module, name.as)).join(', ')];
    case 'ImportFrom': {
      const names = s.names === '*' ? '*' : s.names.map((name) => renamed(name.name, name.as)).join(', ');
      return ['from ', '.'.repeat(s.level), s.module, ' import ', names];
    }
    case 'Global':
    case 'Nonlocal':
      return [`${s.kind.toLowerCase()} ${s.names.join(', ')}`];
    case 'Assert':
      return ['assert ', s.test, ...after(', ', s.message)];
  }
}

function renamed(name: string, as: string | null): string {
  return as === null ? name : `${name} as ${as}`;
}

// -------------------------------------------------------------------------------------------- expressions

function expressionParts(e: Expression): Part[] {
  switch (e.kind) {
    case 'Name':
      return [e.id];
    case 'Constant':
      return [showConstant(e.value)];
    case 'FormatString':
      return ['(format ', quote(e.template), ...each(e.args), ')'];
    case 'Tuple':
      return ['(tuple', ...each(e.elements), ')'];
    case 'List':
      return ['[', ...separated(e.elements), ']'];
    case 'Set':
      return ['{', ...separated(e.elements), '}'];
    case 'Dict':
      return ['{', ...separated(e.items.map((item): Part[] => [item.key, ': ', item.value])), '}'];
    case 'Comprehension':
      return comprehensionParts(e);
    case 'Unary':
      return ['(', e.operator, e.operand, ')'];
    case 'Not':
      return ['(not ', e.operand, ')'];
    case 'Binary':
    case 'Compare':
      return ['(', ...e.operands.flatMap((operand, i): Part[] => (i === 0 ? [operand] : [` ${e.operators[i - 1]} `, operand])), ')'];
    case 'Logical':
      return ['(', ...separated(e.operands, ` ${e.operator} `), ')'];
    case 'Conditional':
      return ['(', e.body, ' if ', e.test, ' else ', e.orElse, ')'];
    case 'Lambda':
      return ['(lambda', e.parameters.length === 0 ? '' : ' ', ...separated(e.parameters.map(parameterParts)), ': ', e.body, ')'];
    case 'Call':
      return [e.callee, '(', ...separated(e.args.map(argumentParts)), ')'];
    case 'Attribute':
      return [e.object, '.', e.name];
    case 'Subscript':
      return [e.object, '[', e.index, ']'];
    case 'Slice':
      return ['(slice ', e.start ?? '', ':', e.stop ?? '', ':', e.step ?? '', ')'];
    case 'Await':
      return ['(await ', e.value, ')'];
    case 'Yield':
      return ['(yield', ...after(' ', e.value), ')'];
    case 'YieldFrom':
      return ['(yield from ', e.value, ')'];
    case 'Star':
      return ['(*', e.value, ')'];
    case 'NamedExpression':
      return ['(', e.target, ' := ', e.value, ')'];
  }
}

function comprehensionParts(e: Comprehension): Part[] {
  const [open, close] = { list: '[]', set: '{}', dict: '{}', generator: '()' }[e.form];
  const clause = (c: ForClause | IfClause): Part[] => (c.kind === 'IfClause' ? [' if ', c.test] : [' for ', c.target, ' in ', c.iterable]);
  return [open, e.element, ...after(': ', e.value), ...e.clauses.flatMap(clause), close];
}

function parameterParts(p: Parameter): Part[] {
  const stars = { plain: '', keywordOnly: '', star: '*', bareStar: '*', doubleStar: '**' }[p.form];
  return [stars, p.name, ...after(': ', p.annotation), ...after('=', p.default)];
}

function argumentParts(a: Argument): Part[] {
  switch (a.form) {
    case 'positional':
      return [a.value];
    case 'star':
      return ['*', a.value];
    case 'doubleStar':
      return ['**', a.value];
    case 'keyword':
      return [`${a.name ?? '?'}=`, a.value];
  }
}

function showConstant(value: ConstantValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'ellipsis':
      return '...';
    case 'bool':
      return value.value ? 'True' : 'False';
    case 'int':
      return String(value.value);
    case 'float':
      return /^\d+$/.test(String(value.value)) ? `${value.value}.0` : String(value.value);
    case 'imaginary':
      return `${value.value}j`;
    case 'text':
      return quote(value.value);
    case 'bytes':
      return `b${quote(Array.from(value.value, (byte) => String.fromCharCode(byte)).join(''))}`;
  }
}

/** Like Python's repr, but always with single quotes and with everything outside ASCII escaped. */
function quote(text: string): string {
  const escaped = (c: string): string => {
    const code = c.codePointAt(0) as number;
    if (c === "'" || c === '\\') return `\\${c}`;
    if (c === '\n') return '\\n';
    if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  };
  return `'${text.replace(/[^ -&(-[\]-~]/gu, escaped)}'`;
}

// -------------------------------------------------------------------------------------------------- parts

/** The expression with a word before it, or nothing. */
function after(word: string, value: Expression | null): Part[] {
  return value === null ? [] : [word, value];
}

/** Each expression after a blank. */
function each(values: readonly Expression[]): Part[] {
  return values.flatMap((value): Part[] => [' ', value]);
}

function separated(items: readonly (Part | readonly Part[])[], separator = ', '): Part[] {
  return items.flatMap((item, i): Part[] => {
    const parts = Array.isArray(item) ? (item as readonly Part[]) : [item as Part];
    return i === 0 ? [...parts] : [separator, ...parts];
  });
}
