/** `tuple` (`py/objtuple.c`). */
import { BinaryOp } from '../bytecode/operators.js';
import { EVENT_PRICE, EXTRA } from '../bytecode/prices.js';
import { allocate, charge } from './charge.js';
import { arg, make, methodsOf, nativeType } from './declare.js';
import { raise } from './exception.js';
import { ItemsIterator } from './iterators.js';
import { anything } from './kinds.js';
import { machineIntMaybe } from './machine-int.js';
import { hashItems } from './protocol/hash.js';
import { collectOnHeap } from './protocol/iterate.js';
import { itemParts, shownInParts } from './protocol/show.js';
import { compareItems, countItem, findItem, hasItem, isComparison, itemIndex, nativePart, repeatItems } from './sequence.js';
import { boundSlice, PySlice } from './slice.js';
import type { PyType, Slots } from './type.js';
import type { PyObject, Value } from './value.js';

export class PyTuple implements PyObject {
  constructor(readonly items: readonly Value[]) {}
  get type(): PyType {
    return tupleType;
  }
}

/** Start value for the sum of the hashes of a tuple's items: the address of the empty tuple in the reference build. */
const HASH_START = 99184;

/** The slots that tuples and named tuples share. */
export const tupleSlots: Slots = {
  ...shownInParts((self: PyTuple) => itemParts('(', self.items, self.items.length === 1 ? ',)' : ')')),
  truth: (self: PyTuple) => self.items.length > 0,
  length: (self: PyTuple) => self.items.length,
  hash: (self: PyTuple) => hashItems(HASH_START, self.items),
  binaryOp,
  subscript,
  iterate: (self: PyTuple) => new ItemsIterator(self),
};

const { method } = methodsOf<PyTuple>();

/** `tuple`. */
export const tupleType: PyType = nativeType(
  'tuple',
  { ...tupleSlots, make: make([arg('iterable', anything, undefined)], tupleOf), items: (self: PyTuple) => self.items },
  {
    count: method('How many items equal `value`.', [arg('value', anything)], (self, value) => countItem(self.items, value)),
    index: method(
      'The place of the first item that equals `value`.',
      [arg('value', anything), arg('start', anything, undefined), arg('stop', anything, undefined)],
      (self, value, start, stop) => findItem(self.type, self.items, value, [start, stop]),
    ),
  },
);

/** `()`. There is only one. */
const emptyTuple = new PyTuple([]);

/** Makes a tuple of these items. It takes over the array. */
export function newTuple(items: readonly Value[]): PyTuple {
  if (items.length === 0) return emptyTuple;
  allocate(8 + 4 * items.length, 'tuple');
  return new PyTuple(items);
}

/** `tuple(iterable)`. */
function tupleOf(iterable: Value | undefined): Value {
  if (iterable === undefined) return emptyTuple;
  if (iterable instanceof PyTuple && iterable.type === tupleType) return iterable;
  const items = collectOnHeap(iterable);
  charge(EVENT_PRICE.CONSTRUCT_PER_ITEM * items.length);
  return newTuple(items);
}

const isTuple = (value: PyTuple): boolean => value.type.isSubtypeOf(tupleType);

function binaryOp(op: BinaryOp, left: PyTuple, right: Value): Value | undefined {
  if (op === BinaryOp.IN) return hasItem(left.items, right);
  if (op === BinaryOp.MULTIPLY || op === BinaryOp.INPLACE_MULTIPLY) {
    const times = machineIntMaybe(right);
    return times === undefined ? undefined : newTuple(repeatItems(left.items, times));
  }
  const other = nativePart(right);
  if (!(other instanceof PyTuple)) return undefined;
  // A tuple with attributes has a type of its own, and does not equal a tuple of another type (`py/obj.c`, mp_obj_equal_not_equal).
  if (op === BinaryOp.EQUAL && left.type !== other.type && !(isTuple(left) && isTuple(other))) return undefined;
  if (isComparison(op)) return compareItems(op, left.items, other.items);
  if (op !== BinaryOp.ADD && op !== BinaryOp.INPLACE_ADD) return undefined;
  charge(EXTRA.LIST_CONCAT);
  return newTuple(left.items.concat(other.items));
}

function subscript(self: PyTuple, index: Value): Value {
  if (index instanceof PySlice) {
    const { start, stop, step } = boundSlice(index, self.items);
    if (step !== 1) throw raise.NotImplementedError('only slices with step=1 (aka None) are supported');
    charge(EXTRA.SUBSCR_LIST_SLICE);
    return newTuple(self.items.slice(start, stop));
  }
  charge(EXTRA.SUBSCR_LIST);
  return self.items[itemIndex(self.type, self.items, index)] as Value;
}
