/** `namedtuple`: types of tuples whose items have names (`py/objnamedtuple.c`). */

import { wrongArgumentCount } from './argument-count.js';
import { fieldParts } from './attr-tuple.js';
import { allocate } from './charge.js';
import { methodsOf } from './declare.js';
import { newOrderedDict } from './dict.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { BoundMethod } from './function.js';
import { nativeFunction } from './native-function.js';
import { shownInParts } from './protocol/show.js';
import { PyTuple, tupleSlots, tupleType } from './tuple.js';
import { PyType } from './type.js';
import type { Keywords, Value } from './value.js';

/** A method that only some firmwares have. */
const AS_DICT = '_asdict';

class PyNamedTuple extends PyTuple {
  constructor(
    readonly namedType: NamedTupleType,
    items: readonly Value[],
  ) {
    super(items);
  }
  override get type(): PyType {
    return this.namedType;
  }
}

class NamedTupleType extends PyType {
  constructor(
    name: string,
    readonly fields: readonly string[],
  ) {
    super(name, { ...tupleSlots, make, ...shownInParts(parts), attributes: [...fields, AS_DICT], getAttribute, setAttribute }, [tupleType]);
  }

  /** MicroPython: the attributes of a named tuple are only its fields, without the methods of tuple. */
  override lookup(): undefined {
    return undefined;
  }
}

/** Makes the type `name` with these fields. */
export function newNamedTupleType(name: string, fields: readonly string[]): PyType {
  allocate(64 + 4 * fields.length);
  return new NamedTupleType(name, fields);
}

function make(type: PyType, args: Value[], keywords: Keywords | null): Value {
  const named = type as NamedTupleType;
  const { fields } = named;
  const count = args.length + (keywords?.size ?? 0);
  if (count !== fields.length) throw wrongArgumentCount(named.name, fields.length, count);
  const items = args.slice();
  const given = new Set(fields.slice(0, args.length));
  for (const [name, value] of keywords ?? []) {
    const place = fields.indexOf(name);
    if (place < 0) throw raise.TypeError("unexpected keyword argument '%q'", name);
    if (given.has(name)) throw raise.TypeError("function got multiple values for argument '%q'", name);
    given.add(name);
    items[place] = value;
  }
  allocate(8 + 4 * count, 'tuple');
  return new PyNamedTuple(named, items);
}

function parts(self: PyNamedTuple): Iterable<Value> {
  return fieldParts(`${self.type.name}(`, self.namedType.fields, self.items);
}

function getAttribute(self: PyNamedTuple, name: string): Value | undefined {
  if (name === AS_DICT && features.namedTupleAsDict) return new BoundMethod(asDict, self);
  const place = self.namedType.fields.indexOf(name);
  return place < 0 ? undefined : self.items[place];
}

const asDict = nativeFunction(
  AS_DICT,
  methodsOf<PyNamedTuple>().method('An OrderedDict of the fields.', [], (self) => {
    const dict = newOrderedDict(self.items.length);
    self.namedType.fields.forEach((field, i) => {
      dict.table.setName(field, self.items[i] as Value);
    });
    return dict;
  }),
);

function setAttribute(): never {
  throw raise.AttributeError("can't set attribute");
}
