/** `dict` and `OrderedDict` (`py/objdict.c`). The order of a dict is that of its hash table, see table.ts. */
import { BinaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { checkCount } from './argument-count.js';
import { allocate, charge } from './charge.js';
import { arg, classMethod, keywords, type Members, methodsOf, nativeType, rest } from './declare.js';
import { DictIterator, newView } from './dict-views.js';
import { raise } from './exception.js';
import { anything } from './kinds.js';
import { dictOf } from './module.js';
import { knownNames } from './name-pool.js';
import { None } from './none.js';
import { forEachOnHeap, iterate, next } from './protocol/iterate.js';
import { equals } from './protocol/number.js';
import { repr, shownInParts } from './protocol/show.js';
import { enter, leave } from './recursion.js';
import { makeStr } from './str.js';
import { Table } from './table.js';
import { newTuple } from './tuple.js';
import { PyType, type Slots, typeOf } from './type.js';
import type { Keywords, PyObject, Value } from './value.js';

export class PyDict implements PyObject {
  constructor(
    readonly table: Table,
    readonly type: PyType = dictType,
  ) {}
}

const { method } = methodsOf<PyDict>();

const slots: Slots = {
  sizeof: (self: PyDict) => 16 + self.table.bytes,
  make(type, args, given) {
    const made = type === orderedDictType ? newOrderedDict() : newDict(0);
    if (args.length > 0 || given !== null) updateDict(made, args, given);
    return made;
  },
  ...shownInParts(dictParts),
  truth: (self: PyDict) => self.table.size > 0,
  length: (self: PyDict) => self.table.size,
  binaryOp,
  subscript(self: PyDict, key) {
    if (typeof key === 'object' && key !== None) charge(EXTRA.SUBSCR_DICT_OTHER_KEY);
    const entry = self.table.get(key);
    if (entry === undefined) throw raise.KeyError(key);
    // MicroPython: an item that the comparison of its key has removed is found, without a value.
    if (entry.value === undefined) throw raise.TypeError("'%s' object isn't subscriptable", self.type.name);
    return entry.value;
  },
  setSubscript(self: PyDict, key, value) {
    if (value === undefined) removeItem(self, key, undefined);
    else storeItem(writable(self), key, value);
  },
  iterate: (self: PyDict) => new DictIterator(self.table, 'keys'),
};

/** Does `dict[key] = value`. Its price depends on the key: a text that is not interned is hashed and compared. */
export function storeItem(table: Table, key: Value, value: Value): void {
  if (typeof key !== 'string') {
    charge(EXTRA.STORE_SUBSCR_DICT);
    table.set(key, value);
    return;
  }
  const entry = table.getName(key);
  const isInterned = entry === undefined ? knownNames.knows(key) : knownNames.knowsKey(entry);
  charge(isInterned ? EXTRA.STORE_SUBSCR_DICT : EXTRA.STORE_SUBSCR_DICT_STR);
  if (entry === undefined) table.set(key, value);
  else entry.value = value;
}

const members: Members = {
  clear: method('Remove all items.', [], (self) => writable(self).clear(), { price: 390 }),
  copy: method('A dict of the same items.', [], copyDict),
  fromkeys: classMethod(
    'A dict with the items of `iterable` as keys, all of the same value.',
    [arg('iterable', anything), arg('value', anything, None)],
    (_type, iterable, value) => {
      const length = typeOf(iterable).slots.length?.(iterable);
      const made = newDict(typeof length === 'number' ? length : 0);
      forEachOnHeap(
        iterable,
        (key) => {
          made.table.set(key, value);
        },
        made,
      );
      return made;
    },
  ),
  get: method(
    'The value of `key`, or `default`.',
    [arg('key', anything), arg('default', anything, None)],
    (self, key, otherwise) => self.table.get(key)?.value ?? otherwise,
    { price: 1240 },
  ),
  items: method('A view of the `(key, value)` pairs.', [], (self) => newView(self.table, 'items')),
  keys: method('A view of the keys.', [], (self) => newView(self.table, 'keys')),
  pop: method('Remove `key`; its value, or `default`.', [arg('key', anything), arg('default', anything, undefined)], removeItem),
  popitem: method('Remove and give an item: the last of an OrderedDict, some item of a dict.', [], (self) => {
    const item = writable(self).pop();
    if (item === undefined) throw raise.KeyError('popitem(): dictionary is empty');
    return newTuple([item.key, item.value]);
  }),
  setdefault: method(
    'The value of `key`, which is first set to `default` if it is missing.',
    [arg('key', anything), arg('default', anything, None)],
    (self, key, value) => {
      const table = writable(self);
      return table.get(key)?.value ?? (table.set(key, value).value as Value);
    },
  ),
  update: method(
    'Set the items of a dict or an iterable of pairs, and those given by keyword.',
    [rest('other'), keywords('items')],
    updateDict,
  ),
  values: method('A view of the values.', [], (self) => newView(self.table, 'values')),
  __getitem__: method('`self[key]`.', [arg('key', anything)], (self, key) => slots.subscript?.(self, key)),
  __setitem__: method('`self[key] = value`.', [arg('key', anything), arg('value', anything)], (self, key, value) =>
    slots.setSubscript?.(self, key, value),
  ),
  __delitem__: method('`del self[key]`.', [arg('key', anything)], (self, key) => slots.setSubscript?.(self, key, undefined)),
};

/** `dict`. */
export const dictType: PyType = nativeType('dict', slots, members);
/** `OrderedDict`: a dict in order of insertion. It has the members of `dict` as its own. */
export const orderedDictType: PyType = new PyType('OrderedDict', slots, [dictType], () => dictType.members);

/** Makes an empty dict with this number of slots. */
export function newDict(alloc: number): PyDict {
  allocate(16, 'dict');
  return new PyDict(new Table(alloc));
}

/** Makes an empty OrderedDict. */
export function newOrderedDict(alloc = 0): PyDict {
  allocate(16, 'dict');
  return new PyDict(new Table(alloc, 'ordered'), orderedDictType);
}

const shown = new WeakMap<Table, PyDict>();

/** Returns the dict that shows a table (of a module or class) to Python. It is the same dict each time. */
export function dictOfTable(table: Table): PyDict {
  let dict = shown.get(table);
  if (dict === undefined) {
    dict = new PyDict(table);
    shown.set(table, dict);
  }
  return dict;
}
dictOf.make = dictOfTable;

function* dictParts({ type, table }: PyDict): Iterable<Value> {
  const before = type === dictType ? '{' : `${type.name}({`;
  const after = type === dictType ? '}' : '})';
  let text = before;
  let separator = '';
  for (const { key, value } of table.ordered()) {
    text += separator;
    separator = ', ';
    if (typeof key !== 'object') text += repr(key);
    else {
      yield text;
      yield key;
      text = '';
    }
    yield `${text}: `;
    yield value as Value;
    text = '';
  }
  yield text + after;
}

/** The table of a dict, to be changed. Raises TypeError for a dict in flash. */
function writable(dict: PyDict): Table {
  if (dict.table.isFixed) throw raise.TypeError();
  return dict.table;
}

function copyDict(self: PyDict): PyDict {
  allocate(16, 'dict');
  return new PyDict(self.table.copy(), self.type);
}

/** Removes an item and returns its value, or the default if there is no such item. Raises KeyError if there is neither. */
function removeItem(self: PyDict, key: Value, otherwise: Value | undefined): Value {
  const value = writable(self).delete(key) ?? otherwise;
  if (value === undefined) throw raise.KeyError(key);
  return value;
}

/** `dict.update`: at most one positional argument, a dict or an iterable of pairs, then keywords. */
function updateDict(self: PyDict, others: readonly Value[], given: Keywords | null): void {
  const table = writable(self);
  checkCount(others.length + 1, 1, 2);
  const other = others[0];
  if (other instanceof PyDict) {
    if (other !== self) for (const { key, value } of other.table.ordered()) table.set(key, value as Value);
  } else if (other !== undefined) {
    forEachOnHeap(
      other,
      (pair) => {
        const iterator = iterate(pair);
        const [key, value, more] = [next(iterator), next(iterator), next(iterator)];
        if (key === undefined || value === undefined || more !== undefined) throw raise.ValueError('dict update sequence has wrong length');
        table.set(key, value);
      },
      self,
    );
  }
  if (given !== null) for (const [name, value] of given) table.set(makeStr(name), value);
}

function binaryOp(op: BinaryOp, left: PyDict, right: Value): Value | undefined {
  switch (op) {
    case BinaryOp.IN:
      charge(EXTRA.IN_DICT);
      return left.table.get(right) !== undefined;
    case BinaryOp.EQUAL:
      // MicroPython: a dict and an OrderedDict are never equal.
      return right instanceof PyDict && right.type === left.type ? areEqual(left, right) : undefined;
    case BinaryOp.OR: {
      const union = copyDict(left);
      updateDict(union, [right], null);
      return union;
    }
    case BinaryOp.INPLACE_OR:
      updateDict(left, [right], null);
      return left;
    default:
      return undefined;
  }
}

/** Whether two dicts have the same items and, for OrderedDicts, in the same order. */
function areEqual(left: PyDict, right: PyDict): boolean {
  if (left.table.size !== right.table.size) return false;
  enter();
  try {
    return left.type === orderedDictType ? sameInOrder(left.table, right.table) : sameItems(left.table, right.table);
  } finally {
    leave();
  }
}

function sameItems(left: Table, right: Table): boolean {
  for (const { key, value } of left.ordered()) {
    const other = right.get(key)?.value;
    if (other === undefined || !equals(value as Value, other)) return false;
  }
  return true;
}

function sameInOrder(left: Table, right: Table): boolean {
  const others = right.ordered();
  for (const { key, value } of left.ordered()) {
    const other = others.next().value;
    if (other === undefined || !equals(key, other.key) || !equals(value as Value, other.value as Value)) return false;
  }
  return others.next().done === true;
}
