/** `set` and `frozenset` (`py/objset.c`). Their order is that of the hash table, see table.ts. */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { allocate, charge } from './charge.js';
import { arg, type Members, make, methodsOf, nativeType, rest } from './declare.js';
import { raise } from './exception.js';
import { PyIterator } from './iterators.js';
import { anything } from './kinds.js';
import { hashItems } from './protocol/hash.js';
import { forEachOnHeap, some } from './protocol/iterate.js';
import { itemParts, shownInParts } from './protocol/show.js';
import { enter, leave } from './recursion.js';
import { Table } from './table.js';
import type { Hold, PyType, Slots } from './type.js';
import type { PyObject, Value } from './value.js';

/** A set or frozenset. */
export class PySet implements PyObject {
  constructor(
    /** Replaced by operations that rebuild the set. */
    public table: Table,
    readonly type: PyType = setType,
  ) {}
}

/** Iterates over a set in the order of its table; changes of the set during the iteration are visible. */
class SetIterator extends PyIterator {
  private at = 0;

  constructor(readonly set: PySet) {
    super();
  }

  next(): Value | undefined {
    const index = this.set.table.nextIndex(this.at);
    if (index < 0) return undefined;
    this.at = index + 1;
    return this.set.table.entryAt(index).key;
  }
  override references(hold: Hold): number {
    hold(this.set);
    return super.references(hold);
  }
}

/** Start value for the sum of the hashes of a frozenset's items: the address of the type in the reference build. */
const HASH_START = 97540;

const slots: Slots = {
  ...shownInParts((self: PySet) => {
    const frozen = self.type === frozensetType;
    if (self.table.size === 0) return [frozen ? 'frozenset()' : 'set()'];
    return frozen ? itemParts('frozenset({', keysOf(self), '})') : itemParts('{', keysOf(self), '}');
  }),
  truth: (self: PySet) => self.table.size > 0,
  length: (self: PySet) => self.table.size,
  binaryOp,
  iterate: (self: PySet) => new SetIterator(self),
};

const { method } = methodsOf<PySet>();
const other = arg('other', anything);
const item = arg('item', anything);

/** Members of both types. */
const queries: Members = {
  copy: method('A set of the same items.', [], copySet),
  difference: method('The items that are in none of the others.', [rest('others')], (self, others) => without(copySet(self), others)),
  intersection: method('The items that are also in `other`.', [other], intersection),
  isdisjoint: method(
    'Whether no item is in `other`.',
    [other],
    (self, iterable) => !some(iterable, (key) => self.table.get(key) !== undefined),
  ),
  issubset: method('Whether all items are in `other`.', [other], (self, iterable) => isSubset(self, setOf(iterable))),
  issuperset: method('Whether all items of `other` are in this set.', [other], (self, iterable) => isSubset(setOf(iterable), self)),
  symmetric_difference: method('The items that are in one of both only.', [other], (self, iterable) => toggle(copySet(self), iterable)),
  union: method('The items that are in either.', [other], (self, iterable) => addAll(copySet(self), iterable)),
  __contains__: method('`item in self`.', [item], (self, key) => self.table.get(key) !== undefined),
};

const changes: Members = {
  add: method('Add `item`.', [item], addItem, { price: 435 }),
  clear: method('Remove all items.', [], (self) => self.table.clear()),
  discard: method('Remove `item` if it is there.', [item], (self, key) => {
    self.table.delete(key);
  }),
  difference_update: method('Remove the items of the others.', [rest('others')], (self, others) => {
    without(self, others);
  }),
  intersection_update: method('Keep only the items that are also in `other`.', [other], (self, iterable) => {
    if (iterable !== self) self.table = intersection(self, iterable).table;
  }),
  pop: method('Remove and give some item.', [], (self) => {
    const first = self.table.pop();
    if (first === undefined) throw raise.KeyError('pop from an empty set');
    return first.key;
  }),
  remove: method('Remove `item`; KeyError if it is not there.', [item], (self, key) => {
    if (self.table.delete(key) === undefined) throw raise.KeyError(key);
  }),
  symmetric_difference_update: method(
    'Add the items of `other` that are missing, remove those that are there.',
    [other],
    (self, iterable) => {
      toggle(self, iterable);
    },
  ),
  update: method('Add the items of the others.', [rest('others')], (self, others) => {
    for (const iterable of others) addAll(self, iterable);
  }),
};

/** Members of `set` in the firmware's order, in which `help` shows them (`py/objset.c`). */
const ORDER =
  `add clear copy discard difference difference_update intersection intersection_update isdisjoint issubset issuperset pop remove
symmetric_difference symmetric_difference_update union update __contains__`.split(/\s/);
const all: Members = { ...queries, ...changes };
const inOrder: Members = Object.fromEntries(ORDER.map((name) => [name, all[name]]));

const maker = (type: () => PyType) => make([arg('iterable', anything, undefined)], (iterable) => fill(newEmpty(type()), iterable));

/** `set`. */
export const setType: PyType = nativeType('set', { ...slots, make: maker(() => setType) }, inOrder);
/** `frozenset`. */
export const frozensetType: PyType = nativeType(
  'frozenset',
  { ...slots, make: maker(() => frozensetType), hash: (self: PySet) => hashItems(HASH_START, keysOf(self)) },
  queries,
);

function newEmpty(type: PyType, alloc = 0): PySet {
  allocate(16, 'set');
  return new PySet(new Table(alloc, 'set'), type);
}

/** Makes a set of these items, as a set display does. */
export function newSet(items: readonly Value[]): PySet {
  const made = newEmpty(setType, items.length);
  for (const key of items) addItem(made, key);
  return made;
}

function fill(set: PySet, iterable: Value | undefined): PySet {
  if (iterable === undefined) return set;
  return addAll(set, iterable);
}

/** `set.add(item)`. */
function addItem(set: PySet, key: Value): void {
  set.table.set(key, key);
}

function* keysOf(set: PySet): Generator<Value, void, undefined> {
  for (const entry of set.table.ordered()) yield entry.key;
}

function copySet(self: PySet): PySet {
  allocate(16, 'set');
  return new PySet(self.table.copy(), self.type);
}

/** The set itself, or a set made of an iterable. */
function setOf(iterable: Value): PySet {
  return iterable instanceof PySet ? iterable : addAll(newEmpty(setType), iterable);
}

function addAll(set: PySet, iterable: Value): PySet {
  forEachOnHeap(
    iterable,
    (key) => {
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      addItem(set, key);
    },
    set,
    (key) => {
      if (!set.table.takesInPlace(key)) return false;
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      addItem(set, key);
      return true;
    },
  );
  return set;
}

function without(set: PySet, others: readonly Value[]): PySet {
  for (const iterable of others) {
    if (iterable === set) set.table.clear();
    else {
      forEachOnHeap(iterable, (key) => {
        set.table.delete(key);
      });
    }
  }
  return set;
}

function intersection(self: PySet, iterable: Value): PySet {
  if (iterable === self) return copySet(self);
  const made = newEmpty(setType);
  forEachOnHeap(
    iterable,
    (key) => {
      if (self.table.get(key) !== undefined) addItem(made, key);
    },
    made,
  );
  return made;
}

function toggle(set: PySet, iterable: Value): PySet {
  forEachOnHeap(
    iterable,
    (key) => {
      if (set.table.delete(key) === undefined) addItem(set, key);
    },
    set,
  );
  return set;
}

function isSubset(left: PySet, right: PySet): boolean {
  enter();
  try {
    for (const key of keysOf(left)) if (right.table.get(key) === undefined) return false;
    return true;
  } finally {
    leave();
  }
}

function binaryOp(op: BinaryOp, left: PySet, right: Value): Value | undefined {
  if (op === BinaryOp.IN) {
    charge(EXTRA.IN_DICT);
    return left.table.get(right) !== undefined;
  }
  return right instanceof PySet ? (compare(op, left, right) ?? combine(op, left, right)) : undefined;
}

function compare(op: BinaryOp, left: PySet, right: PySet): boolean | undefined {
  switch (op) {
    case BinaryOp.LESS:
      return left.table.size !== right.table.size && isSubset(left, right);
    case BinaryOp.MORE:
      return left.table.size !== right.table.size && isSubset(right, left);
    case BinaryOp.EQUAL:
      return left.table.size === right.table.size && isSubset(left, right);
    case BinaryOp.LESS_EQUAL:
      return isSubset(left, right);
    case BinaryOp.MORE_EQUAL:
      return isSubset(right, left);
    default:
      return undefined;
  }
}

/** The operators that make a set. The in-place forms change a set, but not a frozenset. */
function combine(op: BinaryOp, left: PySet, right: PySet): Value | undefined {
  const target = left.type === setType ? left : null;
  switch (op) {
    case BinaryOp.OR:
      return addAll(copySet(left), right);
    case BinaryOp.XOR:
      return toggle(copySet(left), right);
    case BinaryOp.AND:
      return intersection(left, right);
    case BinaryOp.SUBTRACT:
      return without(copySet(left), [right]);
    case BinaryOp.INPLACE_OR:
      return addAll(target ?? copySet(left), right);
    case BinaryOp.INPLACE_XOR:
      return toggle(target ?? copySet(left), right);
    case BinaryOp.INPLACE_AND:
      if (target === null) return intersection(left, right);
      if (left !== right) left.table = intersection(left, right).table;
      return left;
    case BinaryOp.INPLACE_SUBTRACT:
      return without(target ?? copySet(left), [right]);
    default:
      return undefined;
  }
}
