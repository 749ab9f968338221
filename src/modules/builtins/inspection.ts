/** Builtins that inspect objects: attributes, types, identity (`py/modbuiltins.c`, `py/objtype.c`). */
import { arg, fn, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { classmethodType, propertyType, staticmethodType } from '../../objects/function.js';
import { superType } from '../../objects/function-type.js';
import { PyInstance } from '../../objects/instance.js';
import { anything } from '../../objects/kinds.js';
import { collectList } from '../../objects/list.js';
import { PyModule } from '../../objects/module.js';
import type { NamePool } from '../../objects/name-pool.js';
import { bound, found, loadAttribute, slotAttributes, storeAttribute } from '../../objects/protocol/attribute.js';
import { call, isCallable } from '../../objects/protocol/call.js';
import { hash, identityOf } from '../../objects/protocol/hash.js';
import { findMethodProtected } from '../../objects/protocol/protected-attribute.js';
import { repr } from '../../objects/protocol/show.js';
import { interned, isStr, makeStr, newStr, textOf } from '../../objects/str.js';
import type { Table } from '../../objects/table.js';
import { type PyTuple, tupleType } from '../../objects/tuple.js';
import { objectType, PyType, typeOf } from '../../objects/type.js';
import { typeType } from '../../objects/type-type.js';
import type { Value } from '../../objects/value.js';

const nameOf = (value: Value): string => {
  if (!isStr(value)) throw raise.TypeError("can't convert '%s' object to str implicitly", typeOf(value).name);
  return interned(textOf(value));
};

/** Whether `type` is or derives from `wanted`, which is a type or a tuple of types. */
function isSubclass(type: Value, wanted: Value): boolean {
  const all = wanted instanceof PyType ? [wanted] : typeOf(wanted) === tupleType ? (wanted as PyTuple).items : undefined;
  if (all === undefined) throw raise.TypeError('issubclass() arg 2 must be a class or a tuple of classes');
  return all.some((each) => each instanceof PyType && (type as PyType).isSubtypeOf(each));
}

/** Names that an object's attributes may have, unordered, each once. If `__getattr__` may make attributes, these are all names in the pool. */
export function namesToTry(object: Value, pool: NamePool): string[] {
  if (makesAttributes(object)) return pool.all();
  const names = new Set<string>(['__class__', ...slotAttributes(object)]);
  const take = (table: Table): void => {
    for (const { key } of table.ordered()) if (typeof key === 'string') names.add(key);
  };
  if (object instanceof PyModule) object.tables.forEach(take);
  else for (const each of (object instanceof PyType ? object : typeOf(object)).searchOrder) take(each.members);
  return [...names];
}

function makesAttributes(object: Value): boolean {
  if (object instanceof PyModule) return object.table.getName('__getattr__') !== undefined;
  return object instanceof PyInstance && object.type.lookup('__getattr__') !== undefined;
}

const hasAttribute = (object: Value, name: string): boolean => findMethodProtected(object, name) !== undefined;

/** Builtins that inspect objects. */
export const inspection = {
  callable: fn('Whether an object can be called.', [arg('object', anything)], (object) =>
    object instanceof PyInstance ? object.type.lookup('__call__') !== undefined : isCallable(object),
  ),
  classmethod: classmethodType,
  delattr: fn('Delete an attribute.', [arg('object', anything), arg('name', anything)], (object, name) =>
    storeAttribute(object, nameOf(name), undefined),
  ),
  getattr: fn(
    'Read an attribute by name.',
    [arg('object', anything), arg('name', anything), arg('default', anything, undefined)],
    (object, name, fallback) => {
      if (fallback === undefined) return loadAttribute(object, nameOf(name));
      return bound(findMethodProtected(object, nameOf(name))) ?? fallback;
    },
    { price: 875 },
  ),
  hasattr: fn('Whether an object has an attribute.', [arg('object', anything), arg('name', anything)], (object, name) =>
    hasAttribute(object, nameOf(name)),
  ),
  hash: fn('The hash of an object.', [arg('object', anything)], (object) => hash(object)),
  id: fn('The identity of an object: its address.', [arg('object', anything)], (object) => identityOf(object)),
  isinstance: fn(
    'Whether an object is of a type or of one of several.',
    [arg('object', anything), arg('types', anything)],
    (object, types) => isSubclass(typeOf(object), types),
    { price: 295 },
  ),
  issubclass: fn(
    'Whether a type derives from another or from one of several.',
    [arg('type', anything), arg('types', anything)],
    (type, types) => {
      if (!(type instanceof PyType)) throw raise.TypeError('issubclass() arg 1 must be a class');
      return isSubclass(type, types);
    },
  ),
  object: objectType,
  property: propertyType,
  repr: fn('A text that shows an object.', [arg('object', anything)], (object) => newStr(repr(object)), { price: 1070 }),
  setattr: fn(
    'Set an attribute by name.',
    [arg('object', anything), arg('name', anything), arg('value', anything)],
    (object, name, value) => storeAttribute(object, nameOf(name), value),
    { price: 585 },
  ),
  staticmethod: staticmethodType,
  super: superType,
  type: typeType,
} as const;

/** `dir` for one machine: without an argument it lists the calling scope. */
export const directory = (callingScope: () => Table, pool: NamePool) =>
  fn('Names of an object, or of the calling scope.', [rest('object')], (args) => {
    if (args.length > 1) throw raise.TypeError('function expected at most %d arguments, got %d', 1, args.length);
    const [object] = args;
    if (object === undefined) return collectList(Array.from(callingScope().ordered(), ({ key }) => key as Value));
    const own = findMethodProtected(object, '__dir__');
    if (own !== undefined && found.self !== undefined) return call(own, [found.self]);
    const names = namesToTry(object, pool).filter((name) => hasAttribute(object, name));
    return collectList(pool.sorted(names).map(makeStr));
  });
