/**
 * Binds the arguments of a call to the parameters of a declared function: converts them and inserts defaults for missing ones.
 * Raises TypeError.
 */
import type { Parameter } from './declare.js';
import { raise } from './exception.js';
import type { Kind } from './kinds.js';
import type { Keywords, Value } from './value.js';

/** Bound to a parameter that takes all keyword arguments if there are none. */
export const NO_KEYWORDS: Keywords = new Map();

/** Binds the arguments of a call without keyword arguments. */
export function bindPositional(parameters: readonly Parameter<any>[], receivers: number, args: readonly Value[]): unknown[] {
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

/** Binds arguments as the firmware's keyword parser does (`py/argcheck.c`, mp_arg_parse_all). */
export function bindNamed(
  parameters: readonly Parameter<any>[],
  receivers: number,
  args: readonly Value[],
  given: Keywords | null,
): unknown[] {
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
