/** `type` as a type (`py/objtype.c`): calls of it and of types, and the attributes of classes. */

import { checkPositional } from './argument-count.js';
import { makeClass } from './class.js';
import { PyDict } from './dict.js';
import { raise } from './exception.js';
import { features } from './features.js';
import { checkedFunctionType, MethodMarker, NativeFunction } from './function.js';
import { addressOf } from './identity.js';
import { PyInstance } from './instance.js';
import { isAccessor } from './instance-attributes.js';
import { dictOf } from './module.js';
import { bindMember, found } from './protocol/attribute.js';
import { callNative } from './protocol/call.js';
import { interned, textOf } from './str.js';
import type { Table } from './table.js';
import { newTuple, PyTuple, tupleType } from './tuple.js';
import { classEpoch, objectType, type PyType, type Slots, typeName, typeOf, typeType } from './type.js';
import type { Keywords, Value } from './value.js';

export { typeType };

/** Makes an instance, as a call of the type does. Raises TypeError for a type without a constructor. */
export function makeInstance(type: PyType, args: Value[], keywords: Keywords | null): Value {
  if (type.slots.make === undefined) throw raise.TypeError("can't create '%q' instances", type.name);
  return type.slots.make(type, args, keywords);
}

Object.assign(typeType.slots, {
  repr: (self: PyType) => `<class '${self.name}'>`,
  hash: (self: PyType) => addressOf(self),
  make(_: PyType, args: Value[], keywords: Keywords | null) {
    checkPositional(args, keywords, 1, 3);
    if (args.length === 1) return typeOf(args[0] as Value);
    if (args.length === 2) throw raise.TypeError('type takes 1 or 3 arguments');
    const [name, bases, members] = args as [Value, Value, Value];
    const text = interned(textOf(name));
    if (!(bases instanceof PyTuple) || bases.type !== tupleType || !(members instanceof PyDict)) throw raise.TypeError();
    return makeClass(text, bases.items, members.table);
  },
  call: makeInstance,
  attributes: ['__name__', '__bases__', '__dict__'],
  getAttribute(self: PyType, name: string) {
    if (name === '__name__') return self.name;
    if (name === '__bases__') return basesOf(self);
    if (name === '__dict__') return dictOf.make?.(copyTable(self.members));
    const member = self.lookup(name);
    // The firmware's native iterators have `__next__`, but their types do not (`py/runtime.c`, mp_load_method_maybe).
    if (member === undefined || (name === '__next__' && member instanceof NativeFunction)) return undefined;
    if (member instanceof MethodMarker) {
      const callee = bindMember(self, self, member);
      if (found.self !== undefined) found.self = self;
      return callee;
    }
    return member instanceof NativeFunction ? checkedMethod(self, member) : member;
  },
  setAttribute(self: PyType, name: string, value: Value | undefined) {
    if (!self.isUser) return false;
    classEpoch.value++;
    if (value === undefined) return self.members.deleteName(name) !== undefined;
    if (!self.hasSpecialAccessors && isAccessor(name, value)) {
      if (self.isSubclassed) throw raise.AttributeError("can't add special method to already-subclassed class");
      self.hasSpecialAccessors = true;
    }
    self.members.setName(name, value);
    return true;
  },
} satisfies Slots);

/**
 * A native method that is taken from a type (`list.append`) checks the type of its self (`py/objtype.c`, mp_obj_new_checked_fun). The
 * methods of `object` do so themselves.
 */
function checkedMethod(type: PyType, f: NativeFunction): Value {
  const owner = type.searchOrder.find((each) => each.members.getName(f.name)?.value === f);
  if (owner === undefined || owner === objectType || owner.isUser) return f;
  const check = (self: Value | undefined): Value | undefined => {
    if (self === undefined || typeOf(self) === owner) return self;
    const native = type.isUser && self instanceof PyInstance ? self.native : undefined;
    if (native !== undefined && typeOf(native) === owner) return native;
    throw features.detailedErrors
      ? raise.TypeError("argument should be a '%q' not a '%q'", owner.name, typeName(self))
      : raise.TypeError('argument has wrong type');
  };
  const checked = (args: Value[], keywords: Keywords | null): Value => {
    const [self, ...others] = args;
    const receiver = check(self);
    return callNative(f, receiver === undefined ? [] : [receiver, ...others], keywords);
  };
  return new NativeFunction(f.name, 0, (...args) => checked(args, null), checked, checkedFunctionType);
}

function copyTable(table: Table): Table {
  const copy = table.copy();
  copy.isFixed = true;
  return copy;
}

function basesOf(type: PyType): Value | undefined {
  const bases = type === objectType ? [] : type.bases.length === 0 ? [objectType] : [...type.bases];
  return newTuple(bases);
}
