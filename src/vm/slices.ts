/** Makes the slices of subscripts. */
import { Op } from '../bytecode/opcodes.js';
import { EXTRA } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { GrowingArray } from '../objects/growing-array.js';
import { PyMemoryView } from '../objects/memoryview.js';
import { newSlice, PySlice } from '../objects/slice.js';
import type { Value } from '../objects/value.js';
import { uncount } from './counting.js';

/** Makes a slice for `object`; `following` is the next instruction. */
export function buildSlice(following: Op, object: Value | undefined, [start, stop, step]: [Value, Value, Value]): PySlice {
  if (!isUsedUp(following, object)) return newSlice(start, stop, step);
  charge(EXTRA.FUSED_SLICE);
  uncount(following === Op.LOAD_SUBSCR ? 'LOAD_SUBSCR' : 'STORE_SUBSCR');
  return new PySlice(start, stop, step);
}

/**
 * Whether a slice is used only by the subscript that follows, on a type that does not keep it: the firmware then makes it on its stack
 * (`py/vm.c`, BUILD_SLICE).
 */
function isUsedUp(op: Op, object: Value | undefined): boolean {
  if (op !== Op.LOAD_SUBSCR && op !== Op.STORE_SUBSCR) return false;
  return object instanceof GrowingArray || object instanceof PyMemoryView;
}
