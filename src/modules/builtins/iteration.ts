/** Builtin functions about iterating (`py/modbuiltins.c`). */
import { BinaryOp } from '../../bytecode/operators.js';
import { EVENT_PRICE } from '../../bytecode/prices.js';
import { checkCount } from '../../objects/argument-count.js';
import { charge, fits } from '../../objects/charge.js';
import { arg, bind, fn, keyword, keywords, type Members, rest } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { PyFloat } from '../../objects/float.js';
import '../../objects/getitem-iterator.js';
import { anything, optional, truth } from '../../objects/kinds.js';
import { listOf } from '../../objects/list.js';
import { call } from '../../objects/protocol/call.js';
import { forEach, iterateOnHeap, some } from '../../objects/protocol/iterate.js';
import { binaryOp } from '../../objects/protocol/number.js';
import { isTrue, length } from '../../objects/protocol/truth.js';
import { sortItems } from '../../objects/sort.js';
import type { Keywords, Value } from '../../objects/value.js';

function isBeyond(op: BinaryOp, a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return op === BinaryOp.MORE ? a > b : a < b;
  return binaryOp(op, a, b) === true;
}

/** The largest (MORE) or smallest (LESS) of the items of the only argument, or of several arguments. */
function extreme(op: BinaryOp, args: readonly Value[], options: Keywords): Value {
  checkCount(args.length, 1, Infinity);
  const key = options.get('key');
  let best: Value | undefined;
  let bestKey: Value | undefined;
  const consider = (item: Value): undefined => {
    charge(EVENT_PRICE.EXTREME_PER_ITEM);
    const itemKey = key === undefined ? item : call(key, [item]);
    if (bestKey !== undefined && !isBeyond(op, itemKey, bestKey)) return;
    best = item;
    bestKey = itemKey;
  };
  const considerInPassing = (item: Value): boolean => {
    if (key !== undefined || typeof item !== 'number' || typeof bestKey !== 'number') return false;
    consider(item);
    return true;
  };
  if (args.length > 1) for (const item of args) consider(item);
  else forEach(args[0] as Value, consider, null, considerInPassing);
  best ??= options.get('default');
  if (best === undefined) throw raise.ValueError('arg is an empty sequence');
  return best;
}

/** Whether some item has the given truth value. */
function hasItemThatIs(truth: boolean, iterable: Value): boolean {
  return some(
    iterable,
    (item) => {
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      return isTrue(item) === truth;
    },
    (item) => {
      if (typeof item === 'object' || isTrue(item) === truth) return false;
      charge(EVENT_PRICE.CONSTRUCT_PER_ITEM);
      return true;
    },
  );
}

/** Whether adding it to another such number calls no Python code and cannot fail. */
const isPlain = (value: Value): boolean => typeof value === 'number' || value instanceof PyFloat;

/** The most memory that the sum of two such numbers takes. */
const MOST_BYTES_OF_A_SUM = 32;

function sum(iterable: Value, start: Value): Value {
  let total = start;
  forEach(
    iterable,
    (item) => {
      charge(EVENT_PRICE.SUM_PER_ITEM);
      total = binaryOp(BinaryOp.ADD, total, item);
    },
    null,
    (item) => {
      if (!(isPlain(item) && isPlain(total) && fits(MOST_BYTES_OF_A_SUM))) return false;
      charge(EVENT_PRICE.SUM_PER_ITEM);
      total = binaryOp(BinaryOp.ADD, total, item);
      return true;
    },
  );
  return total;
}

const iterable = arg('iterable', anything);
const sortOptions = [keyword('key', optional(anything), null), keyword('reverse', truth, false)] as const;

/** These functions, by name. `next` is not among them: it may run a generator, so it belongs to the virtual machine. */
export const iteration: Members = {
  all: fn('Whether every item is true.', [iterable], (items) => !hasItemThatIs(false, items)),
  any: fn('Whether some item is true.', [iterable], (items) => hasItemThatIs(true, items)),
  iter: fn('An iterator over the items.', [iterable], iterateOnHeap),
  len: fn('The number of items.', [arg('object', anything)], length, { price: 270 }),
  max: fn('The largest item, or the largest of several arguments.', [rest('args'), keywords('options')], (args, options) =>
    extreme(BinaryOp.MORE, args, options),
  ),
  min: fn('The smallest item, or the smallest of several arguments.', [rest('args'), keywords('options')], (args, options) =>
    extreme(BinaryOp.LESS, args, options),
  ),
  sorted: fn('A sorted list of the items.', [rest('args'), keywords('options')], (args, options) => {
    checkCount(args.length, 1, Infinity);
    if (args.length > 1) throw raise.TypeError('must use keyword argument for key function');
    const list = listOf(args[0]);
    sortItems(list.items, ...bind(sortOptions, [], options));
    return list;
  }),
  sum: fn('`start` and all items added up.', [iterable, arg('start', anything, 0)], sum),
};
