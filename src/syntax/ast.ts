/**
 * The syntax tree of MicroPython's Python: plain readonly objects, never mutated by later passes.
 *
 * Chains that MicroPython's grammar iterates (`a + b - c`, `a < b < c`, `x and y and z`, `if/elif/elif`) are kept flat,
 * so that neither this tree nor its readers nest as deep as a program is long.
 */
import type { LineMap } from '../source/line-map.js';
import type { Span } from '../source/span.js';

/** Any node of the tree, with its place in the source. */
export interface Node {
  readonly span: Span;
}

// ------------------------------------------------------------------------------------------------ modules

/** A parsed file, a line typed at the prompt, or the text given to `eval`. */
export interface Module extends Node {
  readonly kind: 'Module';
  /** `file`: statements. `single`: statements whose expression values are echoed. `eval`: one expression statement whose value is the result. */
  readonly mode: ParseMode;
  /** The text to which the spans refer: the given text, unless a format string had to be written out in it (`strings.ts`). */
  readonly text: string;
  /** The names and short texts in it, each once, in the order in which MicroPython's lexer would meet them. */
  readonly names: Iterable<string>;
  /** The lines of its text, as MicroPython's lexer counts them. */
  readonly lines: LineMap;
  readonly body: readonly Statement[];
}
export type ParseMode = 'file' | 'single' | 'eval';

// --------------------------------------------------------------------------------------------- statements

/** Any statement. */
export type Statement =
  | ExpressionStatement
  | Assign
  | AugmentedAssign
  | AnnotatedAssign
  | Delete
  | Pass
  | Break
  | Continue
  | Return
  | Raise
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Assert
  | If
  | While
  | For
  | Try
  | With
  | FunctionDef
  | ClassDef;

/** An expression as a statement; at the prompt its value is shown. */
export interface ExpressionStatement extends Node {
  readonly kind: 'ExpressionStatement';
  readonly value: Expression;
}
/** `a = b = value`. Targets are checked by the compiler, as in MicroPython ("can't assign to expression"). */
export interface Assign extends Node {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}
export interface AugmentedAssign extends Node {
  readonly kind: 'AugmentedAssign';
  readonly target: Expression;
  readonly operator: BinaryOperator;
  readonly value: Expression;
}
export interface AnnotatedAssign extends Node {
  readonly kind: 'AnnotatedAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | null;
}
interface Delete extends Node {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}
interface Pass extends Node {
  readonly kind: 'Pass';
}
interface Break extends Node {
  readonly kind: 'Break';
}
interface Continue extends Node {
  readonly kind: 'Continue';
}
export interface Return extends Node {
  readonly kind: 'Return';
  readonly value: Expression | null;
}
export interface Raise extends Node {
  readonly kind: 'Raise';
  readonly exception: Expression | null;
  readonly cause: Expression | null;
}
interface Import extends Node {
  readonly kind: 'Import';
  readonly names: readonly ImportedModule[];
}
export interface ImportedModule extends Node {
  readonly kind: 'ImportedModule' /** Dotted. */;
  readonly module: string;
  readonly as: string | null;
}
export interface ImportFrom extends Node {
  readonly kind: 'ImportFrom';
  /** Number of leading dots. */
  readonly level: number;
  /** Dotted; empty for `from . import x`. */
  readonly module: string;
  /** `'*'`, or the names. */
  readonly names: '*' | readonly ImportedName[];
}
export interface ImportedName extends Node {
  readonly kind: 'ImportedName';
  readonly name: string;
  readonly as: string | null;
}
export interface Global extends Node {
  readonly kind: 'Global';
  readonly names: readonly string[];
}
export interface Nonlocal extends Node {
  readonly kind: 'Nonlocal';
  readonly names: readonly string[];
}
export interface Assert extends Node {
  readonly kind: 'Assert';
  readonly test: Expression;
  readonly message: Expression | null;
}
/** `if` and every `elif` is a branch. */
export interface If extends Node {
  readonly kind: 'If';
  readonly branches: readonly Branch[];
  readonly orElse: readonly Statement[] | null;
}
export interface Branch extends Node {
  readonly kind: 'Branch';
  readonly test: Expression;
  readonly body: readonly Statement[];
}
export interface While extends Node {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[] | null;
}
export interface For extends Node {
  readonly kind: 'For';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly orElse: readonly Statement[] | null;
}
export interface Try extends Node {
  readonly kind: 'Try';
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly orElse: readonly Statement[] | null;
  readonly finalBody: readonly Statement[] | null;
}
export interface Handler extends Node {
  readonly kind: 'Handler';
  readonly type: Expression | null;
  readonly as: string | null;
  readonly body: readonly Statement[];
}
export interface With extends Node {
  readonly kind: 'With';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}
export interface WithItem extends Node {
  readonly kind: 'WithItem';
  readonly context: Expression;
  readonly target: Expression | null;
}
export interface FunctionDef extends Node {
  readonly kind: 'FunctionDef';
  readonly isAsync: boolean;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | null;
  readonly body: readonly Statement[];
  readonly decorators: readonly Decorator[];
}
export interface ClassDef extends Node {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly args: readonly Argument[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Decorator[];
}
/** `@dotted.name` or `@dotted.name(args)`: all that MicroPython accepts. */
export interface Decorator extends Node {
  readonly kind: 'Decorator';
  readonly value: Expression;
}
export interface Parameter extends Node {
  readonly kind: 'Parameter';
  /** `plain`: before any star. `star`: `*args`. `bareStar`: `*` alone (name is empty). `keywordOnly`: after a star. `doubleStar`: `**kwargs`. */
  readonly form: 'plain' | 'star' | 'bareStar' | 'keywordOnly' | 'doubleStar';
  readonly name: string;
  readonly annotation: Expression | null;
  readonly default: Expression | null;
}

// -------------------------------------------------------------------------------------------- expressions

/** Any expression. */
export type Expression =
  | Name
  | Constant
  | FormatString
  | Tuple
  | List
  | SetDisplay
  | Dict
  | Comprehension
  | Unary
  | Binary
  | Logical
  | Not
  | Compare
  | Conditional
  | Lambda
  | Call
  | Attribute
  | Subscript
  | Slice
  | Await
  | Yield
  | YieldFrom
  | Star
  | NamedExpression;

/** A name that is read or bound. */
interface Name extends Node {
  readonly kind: 'Name';
  readonly id: string;
}
/** A literal. */
interface Constant extends Node {
  readonly kind: 'Constant';
  readonly value: ConstantValue;
}
/**
 * What a literal stands for.
 * `text` is a sequence of code points that may hold lone surrogates and is kept as a JavaScript string (UTF-16);
 * integers are numbers while safe, otherwise bigint; floats and imaginary parts are doubles, rounded by the machine that runs them.
 */
export type ConstantValue =
  | { readonly type: 'none' }
  | { readonly type: 'ellipsis' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: number | bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'imaginary'; readonly value: number }
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array };
/**
 * An f-string as MicroPython's lexer leaves it: `template.format(...args)`.
 * `f"{x!r:>{w}}"` has the template `{!r:>{}}` and the args `x`, `w`; `f"{x=}"` has the template `x={}`.
 */
export interface FormatString extends Node {
  readonly kind: 'FormatString';
  readonly template: string;
  readonly args: readonly Expression[];
}
export interface Tuple extends Node {
  readonly kind: 'Tuple';
  readonly elements: readonly Expression[];
}
interface List extends Node {
  readonly kind: 'List';
  readonly elements: readonly Expression[];
}
interface SetDisplay extends Node {
  readonly kind: 'Set';
  readonly elements: readonly Expression[];
}
export interface Dict extends Node {
  readonly kind: 'Dict';
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}
export interface Comprehension extends Node {
  readonly kind: 'Comprehension';
  readonly form: 'list' | 'set' | 'dict' | 'generator';
  /** The element; the key for `dict`. */
  readonly element: Expression;
  /** The value, for `dict` only. */
  readonly value: Expression | null;
  /** The first is a `for`. */
  readonly clauses: readonly (ForClause | IfClause)[];
}
export interface ForClause extends Node {
  readonly kind: 'ForClause';
  readonly target: Expression;
  readonly iterable: Expression;
}
export interface IfClause extends Node {
  readonly kind: 'IfClause';
  readonly test: Expression;
}
export interface Unary extends Node {
  readonly kind: 'Unary';
  readonly operator: '+' | '-' | '~';
  readonly operand: Expression;
}
/** `operands[0] operators[0] operands[1] operators[1] …`, all of one precedence level, applied from the left. `**` always has two operands. */
interface Binary extends Node {
  readonly kind: 'Binary';
  readonly operands: readonly Expression[];
  readonly operators: readonly BinaryOperator[];
}
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>';
export interface Logical extends Node {
  readonly kind: 'Logical';
  readonly operator: 'and' | 'or';
  readonly operands: readonly Expression[];
}
interface Not extends Node {
  readonly kind: 'Not';
  readonly operand: Expression;
}
/** `operands[0] operators[0] operands[1] …`, chained as Python chains comparisons. */
export interface Compare extends Node {
  readonly kind: 'Compare';
  readonly operands: readonly Expression[];
  readonly operators: readonly CompareOperator[];
}
export type CompareOperator = '<' | '>' | '==' | '<=' | '>=' | '!=' | 'in' | 'not in' | 'is' | 'is not';
export interface Conditional extends Node {
  readonly kind: 'Conditional';
  readonly test: Expression;
  readonly body: Expression;
  readonly orElse: Expression;
}
export interface Lambda extends Node {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}
export interface Call extends Node {
  readonly kind: 'Call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}
/**
 * An argument of a call; they are in source order. `name` is the keyword for `keyword`, otherwise empty. It is null if the left side of a
 * keyword argument is not a name, which the compiler refuses ("LHS of keyword arg must be an id").
 */
export interface Argument extends Node {
  readonly kind: 'Argument';
  readonly form: 'positional' | 'star' | 'keyword' | 'doubleStar';
  readonly name: string | null;
  readonly value: Expression;
}
export interface Attribute extends Node {
  readonly kind: 'Attribute';
  readonly object: Expression;
  readonly name: string;
}
export interface Subscript extends Node {
  readonly kind: 'Subscript';
  readonly object: Expression;
  readonly index: Expression;
}
/** Only as the index of a subscript, or an element of a tuple there. */
export interface Slice extends Node {
  readonly kind: 'Slice';
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
}
interface Await extends Node {
  readonly kind: 'Await';
  readonly value: Expression;
}
interface Yield extends Node {
  readonly kind: 'Yield';
  readonly value: Expression | null;
}
interface YieldFrom extends Node {
  readonly kind: 'YieldFrom';
  readonly value: Expression;
}
/** `*x` in a target or a display. The compiler refuses it elsewhere. */
interface Star extends Node {
  readonly kind: 'Star';
  readonly value: Expression;
}
/** `target := value`; the target is a Name, or the compiler refuses it. */
export interface NamedExpression extends Node {
  readonly kind: 'NamedExpression';
  readonly target: Expression;
  readonly value: Expression;
}
