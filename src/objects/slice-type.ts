/** The method of `slice`. */
import { arg, membersTable, methodsOf } from './declare.js';
import { anything } from './kinds.js';
import { machineInt } from './machine-int.js';
import { type PySlice, sliceIndices, sliceType } from './slice.js';
import { newTuple } from './tuple.js';

const { method } = methodsOf<PySlice>();

const members = membersTable({
  indices: method(
    'The `(start, stop, step)` of this slice for a sequence of `length` items.',
    [arg('length', anything)],
    (self, length) => {
      const { start, stop, step } = sliceIndices(self, { length: machineInt(length) });
      return newTuple([start, stop, step]);
    },
  ),
});
for (const { key, value } of members.ordered()) if (value !== undefined) sliceType.members.set(key, value);

export { sliceType };
