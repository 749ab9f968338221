/** Tuples whose items have names, such as `os.uname()` (`py/objattrtuple.c`). */
import { nativeType } from './declare.js';
import { shownInParts } from './protocol/show.js';
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
  ...shownInParts((self: AttrTuple) => fieldParts('(', [...self.fields.keys()], self.items)),
  attributes: (self: AttrTuple) => [...self.fields.keys()],
  getAttribute: (self: AttrTuple, name) => self.fields.get(name),
});

/** The parts of a text that shows the items of a tuple with the names of its fields. */
export function* fieldParts(before: string, names: readonly string[], items: readonly Value[]): Iterable<Value> {
  let text = before;
  for (let i = 0; i < names.length; i++) {
    yield `${text}${names[i]}=`;
    yield items[i] as Value;
    text = ', ';
  }
  yield names.length === 0 ? `${before})` : ')';
}

/** Makes a tuple whose items can also be read as attributes. It lies in flash, so no memory is charged. */
export function attrTuple(fields: Readonly<Record<string, Value>>): PyTuple {
  return new AttrTuple(new Map(Object.entries(fields)));
}
