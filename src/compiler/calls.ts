/** Emits chains of attributes, subscripts and calls, and the arguments of calls. */
import { type CallOp, Op } from '../bytecode/opcodes.js';
import type { Argument, Attribute, Call, Expression, Subscript } from '../syntax/ast.js';
import { emitItems } from './displays.js';
import { emitComprehension } from './functions.js';
import { MP } from './ledger.js';
import { emitNamedExpression } from './named-expression.js';
import { isBareArgument, isParenthesised, skipToTrailer } from './parentheses.js';
import type { Unit } from './unit.js';

/** What follows an object: `.name`, `[index]` or `(args)`. */
export type Trailer = Attribute | Subscript | Call;

/** Number of arguments whose positions fit into the bitmap of starred arguments, a small int of a 32-bit board. */
const BITMAP_ARGUMENTS = 30;

/** Emits `base.a[b](c)…`, however long. */
export function emitChain(unit: Unit, node: Trailer): void {
  const { base, trailers } = unroll(unit, node);
  unit.expression(base);
  for (let i = emitSpecialCall(unit, base, trailers); i < trailers.length; i++) {
    const trailer = trailers[i] as Trailer;
    const call = trailers[i + 1];
    if (trailer.kind === 'Attribute' && call?.kind === 'Call') {
      unit.at(trailer);
      unit.asm.emit(Op.LOAD_METHOD, unit.asm.nameOf(trailer.name), MP.LOAD_METHOD);
      emitArguments(unit, call, call.args, true);
      i++;
    } else {
      unit.line(beginOf(trailer, unit.session.text));
      emitTrailer(unit, trailer);
    }
  }
}

/** Where a trailer begins. The call of a t-string is not in the source; it begins where its name ends (`syntax/template-call.ts`). */
function beginOf(trailer: Trailer, text: string): number {
  const { end } = objectOf(trailer).span;
  return end < trailer.span.end ? skipToTrailer(text, end) : end;
}

/** The object that a trailer follows. */
export const objectOf = (trailer: Trailer): Expression => (trailer.kind === 'Call' ? trailer.callee : trailer.object);

/** Emits `(args)` for the function, or function and self, on the stack. `extra`: the number of positional arguments already there. */
export function emitArguments(
  unit: Unit,
  node: { readonly span: Expression['span'] },
  args: readonly Argument[],
  isMethod: boolean,
  extra = 0,
): void {
  const counts = { positional: extra, keyword: 0, bitmap: 0, star: false, doubleStar: false, end: node.span.end - 1 };
  for (const [i, argument] of args.entries()) if (!emitArgument(unit, argument, i, counts)) return;
  const hasStars = counts.star || counts.doubleStar;
  if (hasStars) unit.smallInt(counts.bitmap);
  if (isMethod) emitCall(unit, node, hasStars ? Op.CALL_METHOD_VAR_KW : Op.CALL_METHOD, counts.positional, counts.keyword);
  else emitCall(unit, node, hasStars ? Op.CALL_FUNCTION_VAR_KW : Op.CALL_FUNCTION, counts.positional, counts.keyword);
}

/** Emits the call of what is on the stack. Refuses more positional arguments than a byte can count: MicroPython would use the wrong ones. */
export function emitCall(unit: Unit, node: { readonly span: Expression['span'] }, op: CallOp, positional: number, keyword = 0): void {
  if (positional > 255) {
    unit.errorAtLine(node, 'too many args');
    return;
  }
  unit.at(node);
  unit.call(op, positional | (keyword << 8));
}

/** Returns the parts of a chain, from the left. An object in parentheses, or one that is a constant, is the base of the chain. */
export function unroll(unit: Unit, node: Trailer): { base: Expression; trailers: Trailer[] } {
  const trailers: Trailer[] = [];
  let base: Expression = node;
  while (base.kind === 'Attribute' || base.kind === 'Subscript' || base.kind === 'Call') {
    trailers.push(base);
    base = objectOf(base);
    if (unit.constantOf(base) !== null || isParenthesised(unit.session.text, base)) break;
  }
  return { base, trailers: trailers.reverse() };
}

/** Emits a single trailer. */
export function emitTrailer(unit: Unit, trailer: Trailer): void {
  switch (trailer.kind) {
    case 'Attribute':
      unit.at(trailer);
      unit.asm.emit(Op.LOAD_ATTR, unit.asm.nameOf(trailer.name), MP.LOAD_ATTR);
      return;
    case 'Subscript':
      unit.expression(trailer.index);
      unit.at(trailer);
      unit.asm.emit(Op.LOAD_SUBSCR, 0, MP.LOAD_SUBSCR);
      return;
    case 'Call':
      emitArguments(unit, trailer, trailer.args, false);
      return;
  }
}

/** Emits the special forms `super()` and `OrderedDict({…})`. Returns the number of trailers that it has emitted. */
function emitSpecialCall(unit: Unit, base: Expression, trailers: readonly Trailer[]): number {
  const first = trailers[0] as Trailer;
  if (base.kind !== 'Name' || unit.constantOf(base) !== null || first.kind !== 'Call') return 0;
  if (base.id === 'super' && unit.scope.kind === 'function' && first.args.length === 0) return emitSuper(unit, trailers);
  const argument = first.args[0];
  if (base.id !== 'OrderedDict' || first.args.length !== 1 || argument?.form !== 'positional' || argument.value.kind !== 'Dict') return 0;
  unit.call(Op.CALL_FUNCTION, 0);
  emitItems(unit, argument.value);
  return 1;
}

function emitSuper(unit: Unit, trailers: readonly Trailer[]): number {
  unit.name('load', '__class__');
  const self = unit.scope.firstParameter();
  if (self === undefined) {
    unit.error(
      (trailers[0] as Trailer).span,
      unit.session.lines.offsetToLine((trailers[0] as Trailer).span.start),
      "super() can't find self",
    );
    return trailers.length;
  }
  unit.name('load', self.id);
  const [, attribute, call] = trailers;
  if (attribute?.kind === 'Attribute' && call?.kind === 'Call') {
    unit.at(attribute);
    unit.asm.emit(Op.LOAD_SUPER_METHOD, unit.asm.nameOf(attribute.name), MP.LOAD_SUPER_METHOD);
    emitArguments(unit, call, call.args, true);
    return 3;
  }
  unit.call(Op.CALL_FUNCTION, 2);
  return 1;
}

interface Counts {
  positional: number;
  keyword: number;
  bitmap: number;
  star: boolean;
  doubleStar: boolean;
  /** Offset of the closing parenthesis. */
  readonly end: number;
}

/** Emits one argument. Returns false after an error. */
function emitArgument(unit: Unit, argument: Argument, index: number, counts: Counts): boolean {
  switch (argument.form) {
    case 'star':
      return emitStarArgument(unit, argument, index, counts);
    case 'doubleStar':
      counts.doubleStar = true;
      unit.asm.emit(Op.LOAD_NULL, 0, MP.LOAD_NULL);
      unit.expression(argument.value);
      counts.keyword++;
      return true;
    case 'keyword':
      if (argument.name === null || unit.session.folding.isConstantKeyword(argument)) {
        return refuse(unit, argument, true, 'LHS of keyword arg must be an id');
      }
      unit.text(argument.name);
      unit.expression(argument.value);
      counts.keyword++;
      return true;
    default:
      return emitPositional(unit, argument, counts);
  }
}

function emitStarArgument(unit: Unit, argument: Argument, index: number, counts: Counts): boolean {
  if (counts.doubleStar) return refuse(unit, argument, true, '* arg after **');
  if (counts.keyword > 0) return refuse(unit, argument, true, '* arg after kwarg');
  if (index >= BITMAP_ARGUMENTS) return refuse(unit, argument, true, 'too many args');
  counts.star = true;
  counts.bitmap |= 1 << index;
  unit.expression(argument.value);
  counts.positional++;
  return true;
}

function emitPositional(unit: Unit, argument: Argument, counts: Counts): boolean {
  const { value } = argument;
  const isBare = isBareArgument(unit.session.text, value, counts.end);
  if (isBare && value.kind === 'NamedExpression') {
    unit.at(value);
    emitNamedExpression(unit, value);
  } else if (isBare && value.kind === 'Comprehension') {
    unit.at(value);
    emitComprehension(unit, value);
  } else {
    if (counts.doubleStar) return refuse(unit, argument, false, 'positional arg after **');
    if (counts.keyword > 0) return refuse(unit, argument, false, 'positional arg after keyword arg');
    unit.expression(value);
  }
  counts.positional++;
  return true;
}

function refuse(unit: Unit, argument: Argument, hasLine: boolean, text: string): false {
  if (hasLine) unit.errorAtLine(argument, text);
  else unit.errorAt(argument.value, text);
  return false;
}
