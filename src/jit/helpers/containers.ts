/** Displays, subscripts, slices and iteration. */
import { Op } from '../../bytecode/opcodes.js';
import { EVENT_PRICE, EXTRA } from '../../bytecode/prices.js';
import { SMALL_MAX } from '../../bytecode/small-int.js';
import { fuel } from '../../execution.js';
import { PyByteArray } from '../../objects/bytearray.js';
import { allocate, charge, heap } from '../../objects/charge.js';
import { dictType, newDict, PyDict, storeItem as storeInDict } from '../../objects/dict.js';
import type { PyGenerator } from '../../objects/generator.js';
import { ItemsIterator, PyIterator } from '../../objects/iterators.js';
import { listSlice, newList, PyList, replaceSlice } from '../../objects/list.js';
import { None } from '../../objects/none.js';
import { ended, next } from '../../objects/protocol/iterate.js';
import { loadSubscript as loadItem, storeSubscript } from '../../objects/protocol/subscript.js';
import { newSet } from '../../objects/set.js';
import { startIn, stopIn } from '../../objects/slice.js';
import { newTuple, PyTuple } from '../../objects/tuple.js';
import type { TakeInPassing } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { runToYield } from '../../vm/execute.js';
import { resumed } from '../../vm/resumption.js';
import { buildSlice } from '../../vm/slices.js';
import { current } from '../../vm/thread.js';

/** Returns a newly built container; if that filled the heap, the collector looks before the program continues. */
function collected<T extends Value>(value: T): T {
  if (heap.isDue) current.collectBefore(value);
  return value;
}

/** BUILD_TUPLE. */
export const buildTuple = (items: Value[]): Value => collected(newTuple(items));

/** BUILD_LIST. */
export const buildList = (items: Value[]): Value => collected(newList(items));

/** BUILD_SET. */
export const buildSet = (items: Value[]): Value => collected(newSet(items));

/** BUILD_MAP. */
export const buildMap = (size: number): Value => collected(newDict(size));

/** `object[index]` if the inline path for lists does not apply. */
export function loadSubscript(object: Value, index: Value): Value {
  if (typeof index === 'number' && (object instanceof PyTuple || object instanceof PyList)) {
    const { items } = object;
    const place = index < 0 ? index + items.length : index;
    if (place >= 0 && place < items.length) {
      fuel.left -= EXTRA.SUBSCR_LIST;
      return items[place] as Value;
    }
  }
  if (object instanceof PyByteArray && typeof index === 'number' && index >= 0) {
    const item = object.bytes[index];
    if (item !== undefined) {
      fuel.left -= EXTRA.SUBSCR_BYTES;
      return item;
    }
  }
  if (object instanceof PyDict && typeof index !== 'object') {
    const entry = object.table.get(index);
    if (entry !== undefined) return entry.value as Value;
  }
  return loadItem(object, index);
}

const isBound = (value: Value): boolean => value === None || (typeof value === 'number' && value <= SMALL_MAX && value >= -SMALL_MAX);

/** Whether the object is a list and the bounds are plain, so that the slice object need not be made. */
const isOfList = (object: Value, start: Value, stop: Value, step: Value): object is PyList =>
  object instanceof PyList && isBound(start) && isBound(stop) && isBound(step) && step !== 0;

const given = (bound: Value): number | null => (bound === None ? null : (bound as number));

/** `object[start:stop:step]`, for BUILD_SLICE and LOAD_SUBSCR. */
export function loadSlice(object: Value, start: Value, stop: Value, step: Value): Value {
  if (!isOfList(object, start, stop, step)) return loadItem(object, buildSlice(Op.LOAD_SUBSCR, object, [start, stop, step]));
  allocate(16, 'slice');
  fuel.left -= EXTRA.SUBSCR_LIST_SLICE;
  const by = given(step) ?? 1;
  const { length } = object.items;
  return listSlice(object.items, startIn(length, given(start), by), stopIn(length, given(stop), by), by);
}

/** `object[start:stop:step] = value`, for BUILD_SLICE and STORE_SUBSCR. */
export function storeSlice(object: Value, start: Value, stop: Value, step: Value, value: Value): void {
  if (!isOfList(object, start, stop, step) || (step !== None && step !== 1)) {
    storeSubscript(object, buildSlice(Op.STORE_SUBSCR, object, [start, stop, step]), value);
    return;
  }
  allocate(16, 'slice');
  const { length } = object.items;
  const from = startIn(length, given(start), 1);
  replaceSlice(object, from, Math.max(from, stopIn(length, given(stop), 1)), value);
}

/** `object[index] = value` if the inline path for lists does not apply. */
export function storeItem(object: Value, index: Value, value: Value): void {
  if (object instanceof PyDict && !object.table.isFixed && object.type === dictType) storeInDict(object.table, index, value);
  else if (object instanceof PyByteArray && typeof index === 'number' && typeof value === 'number' && object.bytes[index] !== undefined) {
    fuel.left -= EXTRA.STORE_SUBSCR_BYTES;
    object.bytes[index] = value;
  } else storeSubscript(object, index, value);
}

/** Returns the next item of an iterator that is not a generator; undefined at its end. */
export function nextItem(iterator: Value): Value | undefined {
  if (iterator instanceof ItemsIterator) {
    ended.value = undefined;
    const { items } = iterator.sequence;
    return iterator.at < items.length ? items[iterator.at++] : undefined;
  }
  if (!(iterator instanceof PyIterator)) return next(iterator);
  ended.value = undefined;
  return iterator.next();
}

/** Does one step of `for` on a generator. Returns the item; undefined at its end. */
export function resume(generator: PyGenerator): Value | undefined {
  const frame = resumed(generator, None);
  if (frame === null) return undefined;
  charge(EXTRA.FOR_ITER_GENERATOR);
  return runToYield(generator, frame);
}

/** With less fuel than this no value is taken in passing: more than a YIELD_VALUE and what takes the value may cost. */
const AMPLE_FUEL = 20_000;

/**
 * Lets native code take a value that a generator yields, and resumes the generator. `owed` is the charge of the YIELD_VALUE. Returns false, having
 * done nothing, if the generator must be suspended: also if the fuel may not last, because then the native looks before it resumes it.
 */
export function takes(take: TakeInPassing, value: Value, owed: number): boolean {
  if (fuel.left < AMPLE_FUEL || !take(value)) return false;
  fuel.left -= owed + EVENT_PRICE.RESUME_BY_NATIVE;
  return true;
}
