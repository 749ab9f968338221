/** `slice`, and what a slice means for a sequence of a given length (`py/objslice.c`). */
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

/** `slice`. It is made by indexing only. Its method `indices` is added by `slice-type.ts`, which needs tuples. */
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

/** Start, stop and step for a sequence, as `slice.indices()` gives them. Its length is asked for last: a hook of a bound may change it. */
export function sliceIndices(slice: PySlice, items: { readonly length: number }): Indices {
  const step = slice.step === None ? 1 : machineInt(slice.step);
  if (step === 0) throw raise.ValueError("slice step can't be zero");
  const from = slice.start === None ? null : machineInt(slice.start);
  const to = slice.stop === None ? null : machineInt(slice.stop);
  const { length } = items;
  return { start: startIn(length, from, step), stop: stopIn(length, to, step), step };
}

/** Where a slice begins in a sequence of so many items; null: at its end, seen along the step. */
export function startIn(length: number, start: number | null, step: number): number {
  if (start === null) return step > 0 ? 0 : length - 1;
  return bound(start, length, step > 0 ? 0 : -1);
}

/** The first index along the step that is not taken any more; null: the one beyond the sequence. */
export function stopIn(length: number, stop: number | null, step: number): number {
  if (stop === null) return step > 0 ? length : -1;
  return bound(stop, length, step > 0 ? 0 : -1);
}

/** A bound of a slice, counted from the end if negative, within what the sequence has: `least` is 0 forwards, −1 backwards. */
function bound(index: number, length: number, least: number): number {
  return Math.min(length + least, Math.max(least, index < 0 ? index + length : index));
}

/** The same for taking items out: never backwards, and for a negative step `stop` is the last index that is taken (`py/sequence.c`, mp_seq_get_fast_slice_indexes). */
export function boundSlice(slice: PySlice, items: { readonly length: number }): Indices {
  const { start, stop, step } = sliceIndices(slice, items);
  if (step > 0) return { start, stop: Math.max(start, stop), step };
  return { start, stop: start < stop + 1 ? start + 1 : stop + 1, step };
}
