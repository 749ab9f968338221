/** Tuples whose items have names, such as `os.uname()` (`py/objattrtuple.c`). */
import { nativeType } from './declare.js';
import { repr } from './protocol/show.js';
import { PyTuple, tupleSlots } from './tuple.js';
import type { PyType } from './type.js';
import type { Value } from './value.js';

class AttrTuple extends PyTuple {
  constructor(readonly fields: ReadonlyMap<string, Value>) {
    super([...fields.values()]);
  }
  override get type(): PyType {
    return attrTupleType;
  }
}

const attrTupleType = nativeType('tuple', {
  ...tupleSlots,
  repr: (self: AttrTuple) => `(${Array.from(self.fields, ([name, value]) => `${name}=${repr(value)}`).join(', ')})`,
  attributes: (self: AttrTuple) => [...self.fields.keys()],
  getAttribute: (self: AttrTuple, name) => self.fields.get(name),
});

/** A tuple whose items can be read as attributes, too. Lives in flash: no memory is charged. */
export function attrTuple(fields: Readonly<Record<string, Value>>): PyTuple {
  return new AttrTuple(new Map(Object.entries(fields)));
}
