/**
 * The one form in which native code is declared: name, parameters, documentation and body together.
 * `help()`, the reference and the binding of arguments all use the declaration; TypeScript infers the body's arguments from it.
 *
 * ```ts
 * sleep_ms: fn('Block this thread for `ms` milliseconds.', [arg('ms', int)], (ms) => clock.sleep(ms)),
 * ```
 */
import { CALL_PRICE } from '../bytecode/prices.js';
import { bindNamed } from './bind-arguments.js';
import { charge } from './charge.js';
import { raise } from './exception.js';
import { classmethodType, MethodMarker, type NativeFunction, staticmethodType } from './function.js';
import type { Kind } from './kinds.js';
import { nativeFunction } from './native-function.js';
import { applyNative } from './protocol/call.js';
import { Table } from './table.js';
import { objectType, PyType, type Slots } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

/**
 * One parameter of a native function. `arg`: by position only. `option`: by position or name. `keyword`: by name only.
 * `rest`: all further positional arguments. `keywords`: all further keyword arguments.
 */
export interface Parameter<T> {
  readonly form: 'arg' | 'option' | 'keyword' | 'rest' | 'keywords';
  readonly name: string;
  readonly kind: Kind<T> | null;
  readonly hasDefault: boolean;
  readonly default: T | undefined;
}

/** Default of a parameter whose value may be None: if it is missing, the body gets `undefined`. */
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
/** A parameter passed by position or name. Functions that have one use the error texts of the firmware's keyword parser. */
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
/** A native body returns a value, or nothing for None. */
export type Result = Value | void;

/** A declared function without a name; it gets its name from the module or type it is put in. */
export interface FunctionDeclaration {
  readonly doc: string;
  readonly parameters: readonly Parameter<any>[];
  readonly body: (...args: any[]) => Result;
  /** Number of leading arguments that are passed unconverted: 1 for a method's self. */
  readonly receivers: number;
  readonly price: number;
  readonly marker: 'static' | 'class' | null;
}

/** Optional parts of a declaration. `price`: cycles of a call, including its overhead. */
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

/** Returns the functions that declare methods whose self is an S. */
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

/** The members that a module or type is declared with: functions, or any values. */
export type Members = Readonly<Record<string, FunctionDeclaration | Value>>;

const isDeclaration = (member: FunctionDeclaration | Value): member is FunctionDeclaration =>
  typeof member === 'object' && 'receivers' in member;

/** Makes the table of a module or type and gives each declaration its name. If several members have the same name, the last one counts. */
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

/** Binds the arguments of a constructor. For `make` slots. */
export function bind<const P extends readonly Parameter<any>[]>(parameters: P, args: readonly Value[], given: Keywords | null): Bodied<P> {
  return bindNamed(parameters, 0, args, given) as Bodied<P>;
}

/** Makes a constructor: the `make` slot of a type whose instances the body makes. */
export function make<const P extends readonly Parameter<any>[]>(
  parameters: P,
  body: (...args: Bodied<P>) => Value,
  options: DeclarationOptions = {},
): NonNullable<Slots['make']> {
  const declaration = fn('', parameters, body);
  // The caller of a type charges the usual price already.
  const extra = (options.price ?? CALL_PRICE.NATIVE) - CALL_PRICE.NATIVE;
  let built: NativeFunction | null = null;
  return (type, args, given) => {
    charge(extra);
    built ??= nativeFunction(type.name, declaration);
    return applyNative(built, args, given);
  };
}

/** The same, with the firmware's error for keyword arguments that CPython would accept (`py/argcheck.c`, mp_arg_error_unimpl_kw). */
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

/** Declares a native type. `members` is its members, or a function that makes them when they are first needed. */
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
