/**
 * Objects that are iterators only because they have an attribute `__next__`, such as a class with a `__next__` that takes no arguments
 * (`py/runtime.c`, mp_iternext).
 */
import { raise } from './exception.js';
import { findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { byAttribute } from './protocol/iterate.js';
import { endOfItems } from './stop-iteration.js';
import { typeName } from './type.js';
import type { Value } from './value.js';

/** The next item, or undefined at the end. Raises TypeError if there is no such attribute. */
export function nextByAttribute(iterator: Value): Value | undefined {
  const method = findMethod(iterator, '__next__');
  if (method === undefined) throw raise.TypeError("'%s' object isn't an iterator", typeName(iterator));
  try {
    return call(method, found.self === undefined ? [] : [found.self]);
  } catch (x) {
    return endOfItems(x);
  }
}

byAttribute.next = nextByAttribute;
