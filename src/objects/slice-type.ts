/** The method `indices` of `slice`. Like the parts of a slice, it is an attribute of slices and not a member of the type (`py/objslice.c`). */
import { arg, methodsOf } from './declare.js';
import { BoundMethod } from './function.js';
import { anything } from './kinds.js';
import { machineInt } from './machine-int.js';
import { nativeFunction } from './native-function.js';
import { type PySlice, sliceIndices, sliceType } from './slice.js';
import { newTuple } from './tuple.js';

const indices = nativeFunction(
  'indices',
  methodsOf<PySlice>().method(
    'The `(start, stop, step)` of this slice for a sequence of `length` items.',
    [arg('length', anything)],
    (self, length) => {
      const { start, stop, step } = sliceIndices(self, { length: machineInt(length) });
      return newTuple([start, stop, step]);
    },
  ),
);

const { attributes, getAttribute } = sliceType.slots;
sliceType.slots.attributes = [...(attributes as readonly string[]), 'indices'];
sliceType.slots.getAttribute = (self: PySlice, name) => (name === 'indices' ? new BoundMethod(indices, self) : getAttribute?.(self, name));

export { sliceType };
