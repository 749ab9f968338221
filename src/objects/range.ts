/** `range` (`py/objrange.c`). Its numbers are machine ints. */
import { BinaryOp } from '../bytecode/operators.js';
import { checkPositional } from './argument-count.js';
import { allocate } from './charge.js';
import { nativeType } from './declare.js';
import { raise } from './exception.js';
import { giveSlot } from './features.js';
import { iteratorType, PyIterator } from './iterators.js';
import { machineInt } from './machine-int.js';
import { itemIndex } from './sequence.js';
import { PySlice, sliceIndices } from './slice.js';
import type { PyType } from './type.js';
import { inherit, type PyObject, type Value } from './value.js';

class PyRange implements PyObject {
  constructor(
    readonly start: number,
    readonly stop: number,
    readonly step: number,
  ) {}
  get type(): PyType {
    return rangeType;
  }
  /** Number of items. As on the board, it is wrong if stop and start are farther apart than a machine int can express. */
  get length(): number {
    const { start, stop, step } = this;
    return Math.max(0, Math.trunc(((stop - start + step - Math.sign(step)) | 0) / step));
  }
}

/** Iterates over a range. */
class RangeIterator implements PyIterator {
  constructor(
    public at: number,
    readonly stop: number,
    readonly step: number,
  ) {}
  get type(): PyType {
    return iteratorType;
  }
  references(): number {
    return 16;
  }
  next(): Value | undefined {
    const { at } = this;
    if (this.step > 0 ? at >= this.stop : at <= this.stop) return undefined;
    this.at = at + this.step;
    return at;
  }
}

inherit(RangeIterator, PyIterator);

/** `range`. */
export const rangeType: PyType = nativeType('range', {
  make(_type, args, keywords) {
    checkPositional(args, keywords, 1, 3);
    const first = machineInt(args[0] as Value);
    if (args.length === 1) return newRange(0, first, 1);
    const second = machineInt(args[1] as Value);
    const step = args.length === 2 ? 1 : machineInt(args[2] as Value);
    if (step === 0) throw raise.ValueError('zero step');
    return newRange(first, second, step);
  },
  repr: (self: PyRange) => `range(${self.start}, ${self.stop}${self.step === 1 ? '' : `, ${self.step}`})`,
  truth: (self: PyRange) => self.length > 0,
  length: (self: PyRange) => self.length,
  hash: () => undefined,
  attributes: ['start', 'stop', 'step'],
  getAttribute(self: PyRange, name) {
    return name === 'start' ? self.start : name === 'stop' ? self.stop : name === 'step' ? self.step : undefined;
  },
  subscript(self: PyRange, index) {
    if (!(index instanceof PySlice)) return self.start + itemIndex(rangeType, self, index) * self.step;
    const { start, stop, step } = sliceIndices(index, self);
    return newRange(self.start + start * self.step, self.start + stop * self.step, step * self.step);
  },
  iterate: (self: PyRange) => new RangeIterator(self.start, self.stop, self.step),
});

giveSlot(rangeType.slots, 'binaryOp', 'rangeComparison', (op, left: PyRange, right) =>
  op === BinaryOp.EQUAL && right instanceof PyRange ? isSameRange(left, right) : undefined,
);

/** Whether two ranges have the same items. */
function isSameRange(left: PyRange, right: PyRange): boolean {
  const { length } = left;
  if (length !== right.length) return false;
  return length === 0 || (left.start === right.start && (length === 1 || left.step === right.step));
}

/** Makes a range. */
function newRange(start: number, stop: number, step: number): PyRange {
  allocate(16, 'range');
  return new PyRange(start, stop, step);
}
