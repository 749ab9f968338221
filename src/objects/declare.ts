/**
 * The one form in which native code is declared: name, parameters, documentation and body together.
 * `help()`, the reference and the binding of arguments all read the declaration; TypeScript infers the body's arguments from it.
 *
 * ```ts
 * sleep_ms: fn('Block this thread for `ms` milliseconds.', [arg('ms', int)], (ms) => clock.sleep(ms)),
 * ```
 */
import { CALL_PRICE } from '../bytecode/prices.js';
import { charge } from './charge.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { classmethodType, MethodMarker, NativeFunction, staticmethodType, variableFunctionType } from './function.js';
import type { Kind } from './kinds.js';
import { None } from './none.js';
import { applyNative } from './protocol/call.js';
import { Table } from './table.js';
import { objectType, PyType, type Slots } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

/** One parameter of a native function. `arg`: by position only. `option`: by position or name. `keyword`: by name only. `rest`: all further positional arguments. `keywords`: all further keyword arguments. */
export interface Parameter<T> {
  readonly form: 'arg' | 'option' | 'keyword' | 'rest' | 'keywords';
  readonly name: string;
  readonly kind: Kind<T> | null;
  readonly hasDefault: boolean;
  readonly default: T | undefined;
}

/** Default of a parameter for which None means something: the body sees `undefined`. */
export const ABSENT = undefined as unknown as Value;

type Default<T> = [] | [value: T];
const parameter =
  (form: 'arg' | 'option' | 'keyword') =>
  <T>(name: string, kind: Kind<T>, ...fallback: Default<T>): Parameter<T> => ({
    form,
    name,
    kind,
    hasDefault: fallback.length > 0,
    default: fallback[0],
  });

/** A positional parameter; a third argument is its default. */
export const arg = parameter('arg');
/** A parameter given by position or name. Functions with one of these use the firmware's keyword-parsing error texts. */
export const option = parameter('option');
/** A keyword-only parameter. */
export const keyword = parameter('keyword');
/** All further positional arguments, unconverted. */
export const rest = (name: string): Parameter<Value[]> => ({ form: 'rest', name, kind: null, hasDefault: true, default: undefined });
/** All further keyword arguments. */
export const keywords = (name: string): Parameter<Keywords> => ({
  form: 'keywords',
  name,
  kind: null,
  hasDefault: true,
  default: undefined,
});

type Bodied<P extends readonly Parameter<any>[]> = { [I in keyof P]: P[I] extends Parameter<infer T> ? T : never };
/** A native body answers a value, or nothing for None. */
type Result = Value | void;

/** A declared function that has no name yet; the module or type it is put in names it. */
export interface FunctionDeclaration {
  readonly doc: string;
  readonly parameters: readonly Parameter<any>[];
  readonly body: (...args: any[]) => Result;
  /** Number of leading arguments that are passed as they are: 1 for a method's self. */
  readonly receivers: number;
  readonly price: number;
  readonly marker: 'static' | 'class' | null;
}

/** How a declaration may deviate from the usual. `price`: cycles of a call, its overhead included. */
interface DeclarationOptions {
  readonly price?: number;
}

/** Declares a function. */
export function fn<const P extends readonly Parameter<any>[]>(
  doc: string,
  parameters: P,
  body: (...args: Bodied<P>) => Result,
  options: DeclarationOptions = {},
): FunctionDeclaration {
  return declared(doc, parameters, body, options, 0);
}

function declared(
  doc: string,
  parameters: readonly Parameter<any>[],
  body: (...args: any[]) => Result,
  { price = CALL_PRICE.NATIVE }: DeclarationOptions,
  receivers: 0 | 1,
): FunctionDeclaration {
  return { doc, parameters, body, receivers, price, marker: null };
}

/** The declaring functions for methods whose self is an S. */
export function methodsOf<S extends Value>() {
  return {
    /** Declares a method; its body takes self first. */
    method<const P extends readonly Parameter<any>[]>(
      doc: string,
      parameters: P,
      body: (self: S, ...args: Bodied<P>) => Result,
      options: DeclarationOptions = {},
    ): FunctionDeclaration {
      return declared(doc, parameters, body as (...args: any[]) => Result, options, 1);
    },
  };
}

/** Declares a static method. */
export function staticMethod<const P extends readonly Parameter<any>[]>(
  doc: string,
  parameters: P,
  body: (...args: Bodied<P>) => Result,
): FunctionDeclaration {
  return { ...fn(doc, parameters, body), marker: 'static' };
}

/** Declares a class method; its body takes the class first. */
export function classMethod<const P extends readonly Parameter<any>[]>(
  doc: string,
  parameters: P,
  body: (type: PyType, ...args: Bodied<P>) => Result,
): FunctionDeclaration {
  return { doc, parameters, body: body as (...args: any[]) => Result, receivers: 1, price: CALL_PRICE.NATIVE, marker: 'class' };
}

/** What a module or type is declared with: functions, or any values. */
export type Members = Readonly<Record<string, FunctionDeclaration | Value>>;

const isDeclaration = (member: FunctionDeclaration | Value): member is FunctionDeclaration =>
  typeof member === 'object' && 'receivers' in member;

/** Makes the table of a module or type: every declaration gets its name. Of members with one name the last counts. */
export function membersTable(...lists: readonly Members[]): Table {
  const table = new Table(0, 'fixed');
  for (const members of lists) {
    for (const name of Object.keys(members)) {
      const member = members[name] as FunctionDeclaration | Value;
      table.setName(name, isDeclaration(member) ? build(name, member) : member);
    }
  }
  return table;
}

/** Makes the function object of a declaration, wrapped in its marker if it has one. */
function build(name: string, declaration: FunctionDeclaration): Value {
  const made = nativeFunction(name, declaration);
  if (declaration.marker === null) return made;
  return new MethodMarker(declaration.marker === 'static' ? staticmethodType : classmethodType, made);
}

/** Makes the function object of a declaration. */
export function nativeFunction(name: string, declaration: FunctionDeclaration): NativeFunction {
  const { parameters, body, receivers } = declaration;
  let [least, most] = [receivers, receivers];
  let named = false;
  let hasRest = false;
  let requiredKeywords = false;
  for (const { form, hasDefault } of parameters) {
    if (form === 'rest') hasRest = true;
    else if (form !== 'arg') named = true;
    if (form === 'arg' || form === 'option') {
      most++;
      if (!hasDefault) least++;
    } else if (form === 'keyword' && !hasDefault) requiredKeywords = true;
  }
  let mask = 0;
  if (!requiredKeywords) for (let k = least; k <= (hasRest ? 30 : Math.min(most, 30)); k++) mask |= 1 << k;
  const general = (args: Value[], given: Keywords | null): Value => {
    if (named) return body(...bindNamed(parameters, receivers, args, given)) ?? None;
    if (given !== null && given.size > 0) throw raise.TypeError("function doesn't take keyword arguments");
    checkCount(args.length, least, hasRest ? Infinity : most);
    return body(...bindPositional(parameters, receivers, args)) ?? None;
  };
  const direct = !named && !hasRest ? fixedBody(declaration) : variableBody(declaration);
  const made = new NativeFunction(name, mask, direct, general, named ? variableFunctionType : undefined);
  made.price = declaration.price;
  made.doc = declaration.doc;
  return made;
}

/** The fast form for functions of positional parameters only: conversion and call without an array. */
function fixedBody({ parameters, body, receivers }: FunctionDeclaration): (...args: Value[]) => Result {
  if (parameters.every((parameter) => parameter.kind?.isIdentity === true && (!parameter.hasDefault || parameter.default === undefined)))
    return body;
  const [p, q, r] = parameters.map(converter);
  switch (parameters.length > 3 ? -1 : receivers * 4 + parameters.length) {
    case 0:
      return () => body();
    case 1:
      return (a) => body(p?.(a as Value));
    case 2:
      return (a, b) => body(p?.(a as Value), q?.(b as Value));
    case 3:
      return (a, b, c) => body(p?.(a as Value), q?.(b as Value), r?.(c as Value));
    case 4:
      return (self) => body(self);
    case 5:
      return (self, a) => body(self, p?.(a as Value));
    case 6:
      return (self, a, b) => body(self, p?.(a as Value), q?.(b as Value));
    case 7:
      return (self, a, b, c) => body(self, p?.(a as Value), q?.(b as Value), r?.(c as Value));
    default:
      return (...args) => body(...bindPositional(parameters, receivers, args));
  }
}

/** The same for all others. */
function variableBody({ parameters, body, receivers }: FunctionDeclaration): (...args: Value[]) => Result {
  const takesAll = receivers === 0 && parameters[0]?.form === 'rest' && parameters.slice(1).every(({ form }) => form === 'keywords');
  return takesAll ? (...args) => body(args, NO_KEYWORDS) : (...args) => body(...bindPositional(parameters, receivers, args));
}

/** What makes a parameter of an argument, or of its absence. */
function converter(parameter: Parameter<any>): (value: Value) => unknown {
  const { convert } = parameter.kind as Kind<unknown>;
  if (!parameter.hasDefault) return convert;
  return (value: Value | undefined) => (value === undefined ? parameter.default : convert(value));
}

/** The TypeError for a Python function or named tuple that takes another number of arguments; a firmware that reports errors in detail names it. */
export function wrongArgumentCount(name: string, wanted: number, given: number): object {
  return features.detailedErrors
    ? raise.TypeError('%q() takes %d positional arguments but %d were given', name, wanted, given)
    : raise.TypeError('function takes %d positional arguments but %d were given', wanted, given);
}

/** Raises TypeError unless a function that takes least to most arguments is given `count` (`py/argcheck.c`). */
export function checkCount(count: number, least: number, most: number): void {
  if (count >= least && count <= most) return;
  if (least === most) throw raise.TypeError('function takes %d positional arguments but %d were given', least, count);
  if (count < least) throw raise.TypeError('function missing %d required positional arguments', least - count);
  throw raise.TypeError('function expected at most %d arguments, got %d', most, count);
}

/** The same for what takes no keywords: raises TypeError for these first (`py/argcheck.c`, mp_arg_check_num). */
export function checkPositional(args: readonly Value[], keywords: Keywords | null, least: number, most: number): void {
  if (keywords !== null && keywords.size > 0) throw raise.TypeError("function doesn't take keyword arguments");
  checkCount(args.length, least, most);
}

const NO_KEYWORDS: Keywords = new Map();

/** Binds arguments of which none is given by name. */
function bindPositional(parameters: readonly Parameter<any>[], receivers: number, args: readonly Value[]): unknown[] {
  const bound: unknown[] = args.slice(0, receivers);
  let position = receivers;
  for (const p of parameters) {
    if (p.form === 'rest') {
      bound.push(args.slice(position));
      continue;
    }
    if (p.form === 'keywords') {
      bound.push(NO_KEYWORDS);
      continue;
    }
    const given = p.form === 'keyword' ? undefined : args[position++];
    bound.push(given === undefined ? p.default : (p.kind as Kind<unknown>).convert(given));
  }
  return bound;
}

/** As the firmware's keyword parser (`py/argcheck.c`, mp_arg_parse_all). */
function bindNamed(parameters: readonly Parameter<any>[], receivers: number, args: readonly Value[], given: Keywords | null): unknown[] {
  const least = receivers + parameters.filter((p) => p.form === 'arg' && !p.hasDefault).length;
  if (args.length < least) throw raise.TypeError('function missing %d required positional arguments', least - args.length);
  const bound: unknown[] = args.slice(0, receivers);
  let position = receivers;
  let used = 0;
  let restAt = -1;
  let takesKeywords = -1;
  for (const p of parameters) {
    if (p.form === 'rest') {
      restAt = bound.push(undefined) - 1;
      continue;
    }
    if (p.form === 'keywords') {
      takesKeywords = bound.push(undefined) - 1;
      continue;
    }
    let value: Value | undefined;
    if (p.form !== 'keyword' && position < args.length) value = args[position++];
    else if (p.form !== 'arg' && given !== null) {
      value = given.get(p.name);
      if (value !== undefined) used++;
    }
    if (value === undefined && !p.hasDefault) throw raise.TypeError("'%q' argument required", p.name);
    bound.push(value === undefined ? p.default : (p.kind as Kind<unknown>).convert(value));
  }
  if (restAt >= 0) bound[restAt] = args.slice(position);
  else if (position < args.length) throw raise.TypeError('extra positional arguments given');
  if (takesKeywords >= 0) {
    const names = new Set(parameters.map((p) => p.name));
    bound[takesKeywords] = new Map([...(given ?? [])].filter(([name]) => !names.has(name)));
  } else if (given !== null && used < given.size) throw raise.TypeError('extra keyword arguments given');
  return bound;
}

/** Binds the arguments of a constructor: what `make` slots call. */
export function bind<const P extends readonly Parameter<any>[]>(parameters: P, args: readonly Value[], given: Keywords | null): Bodied<P> {
  return bindNamed(parameters, 0, args, given) as Bodied<P>;
}

/** A constructor: the `make` slot of a type whose instances the body makes. */
export function make<const P extends readonly Parameter<any>[]>(
  parameters: P,
  body: (...args: Bodied<P>) => Value,
  options: DeclarationOptions = {},
): NonNullable<Slots['make']> {
  const declaration = fn('', parameters, body);
  // Whoever calls a type charges the usual price.
  const extra = (options.price ?? CALL_PRICE.NATIVE) - CALL_PRICE.NATIVE;
  let built: NativeFunction | null = null;
  return (type, args, given) => {
    charge(extra);
    built ??= nativeFunction(type.name, declaration);
    return applyNative(built, args, given);
  };
}

/** The same, with the firmware's words for keywords that CPython would take (`py/argcheck.c`, mp_arg_error_unimpl_kw). */
export function makeByPosition<const P extends readonly Parameter<any>[]>(
  parameters: P,
  body: (...args: Bodied<P>) => Value,
  options: DeclarationOptions = {},
): NonNullable<Slots['make']> {
  const construct = make(parameters, body, options);
  return (type, args, given) => {
    if (given !== null && given.size > 0) throw raise.NotImplementedError('keyword argument(s) not implemented - use normal args instead');
    return construct(type, args, given);
  };
}

/** Declares a native type. `members`: what it has, or what makes that when somebody first looks. */
export function nativeType(
  name: string,
  slots: Slots,
  members: Members | (() => Members) = {},
  bases: readonly PyType[] = [objectType],
): PyType {
  return new PyType(name, slots, bases, () => membersTable(typeof members === 'function' ? (members as () => Members)() : members));
}

/** An object of the outside world (a pin, a timer, a file) as Python sees it. */
export class NativeObject<S> implements PyObject {
  constructor(
    readonly type: PyType,
    readonly state: S,
  ) {}
}
