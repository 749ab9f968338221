/** `slice`, and the meaning of a slice for a sequence of a given length (`py/objslice.c`). */
import { allocate } from './charge.js';
import { raise } from './exception.js';
import { machineInt } from './machine-int.js';
import { None } from './none.js';
import { itemParts, shownInParts } from './protocol/show.js';
import { PyType } from './type.js';
import type { PyObject, Value } from './value.js';

export class PySlice implements PyObject {
  constructor(
    readonly start: Value,
    readonly stop: Value,
    readonly step: Value,
  ) {}
  get type(): PyType {
    return sliceType;
  }
}

/** `slice`. Slices are made only by indexing. `slice-type.ts`, which needs tuples, adds the method `indices`. */
export const sliceType: PyType = new PyType('slice', {
  ...shownInParts(({ start, stop, step }: PySlice) => itemParts('slice(', [start, stop, step], ')')),
  hash: () => undefined,
  references(self: PySlice, hold) {
    for (const part of [self.start, self.stop, self.step]) hold(part);
    return 16;
  },
  attributes: ['start', 'stop', 'step'],
  getAttribute(self: PySlice, name) {
    return name === 'start' ? self.start : name === 'stop' ? self.stop : name === 'step' ? self.step : undefined;
  },
});

/** Makes a slice. */
export function newSlice(start: Value, stop: Value, step: Value = None): PySlice {
  allocate(16, 'slice');
  return new PySlice(start, stop, step);
}

/** Where a slice begins and ends in a sequence. */
interface Indices {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** Start, stop and step for a sequence, as `slice.indices()` returns them. The length is read last: a bound's `__int__` may change it. */
export function sliceIndices(slice: PySlice, items: { readonly length: number }): Indices {
  const step = slice.step === None ? 1 : machineInt(slice.step);
  if (step === 0) throw raise.ValueError("slice step can't be zero");
  const from = slice.start === None ? null : machineInt(slice.start);
  const to = slice.stop === None ? null : machineInt(slice.stop);
  const { length } = items;
  return { start: startIn(length, from, step), stop: stopIn(length, to, step), step };
}

/** Where a slice begins in a sequence of `length` items. If `start` is null, that is the first item in the direction of the step. */
export function startIn(length: number, start: number | null, step: number): number {
  if (start === null) return step > 0 ? 0 : length - 1;
  return bound(start, length, step > 0 ? 0 : -1);
}

/** The first index, in the direction of the step, that is no longer taken. If `stop` is null, that is the one beyond the sequence. */
export function stopIn(length: number, stop: number | null, step: number): number {
  if (stop === null) return step > 0 ? length : -1;
  return bound(stop, length, step > 0 ? 0 : -1);
}

/** A bound of a slice, counted from the end if negative and clamped to the sequence. `least` is 0 forwards, −1 backwards. */
function bound(index: number, length: number, least: number): number {
  return Math.min(length + least, Math.max(least, index < 0 ? index + length : index));
}

/**
 * The same for access to the items: `stop` is never below `start` for a positive step, and is the last index taken for a negative one
 * (`py/sequence.c`, mp_seq_get_fast_slice_indexes).
 */
export function boundSlice(slice: PySlice, items: { readonly length: number }): Indices {
  const { start, stop, step } = sliceIndices(slice, items);
  if (step > 0) return { start, stop: Math.max(start, stop), step };
  return { start, stop: start < stop + 1 ? start + 1 : stop + 1, step };
}
