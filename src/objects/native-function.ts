/** Declaration → function object, with a fast form if conversion and call need no array. */
import { checkCount } from './argument-count.js';
import { bindNamed, bindPositional, NO_KEYWORDS } from './bind-arguments.js';
import type { FunctionDeclaration, Parameter, Result } from './declare.js';
import { raise } from './exception.js';
import { NativeFunction, variableFunctionType } from './function.js';
import type { Kind } from './kinds.js';
import { None } from './none.js';
import type { Keywords, Value } from './value.js';

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

/** The fast form for functions with positional parameters only: conversion and call without an array. */
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

/** The body of all other functions. */
function variableBody({ parameters, body, receivers }: FunctionDeclaration): (...args: Value[]) => Result {
  const takesAll = receivers === 0 && parameters[0]?.form === 'rest' && parameters.slice(1).every(({ form }) => form === 'keywords');
  return takesAll ? (...args) => body(args, NO_KEYWORDS) : (...args) => body(...bindPositional(parameters, receivers, args));
}

/** Returns the function that converts an argument to a parameter's value, or a missing argument to its default. */
function converter(parameter: Parameter<any>): (value: Value) => unknown {
  const { convert } = parameter.kind as Kind<unknown>;
  if (!parameter.hasDefault) return convert;
  return (value: Value | undefined) => (value === undefined ? parameter.default : convert(value));
}
