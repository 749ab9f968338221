/**
 * User classes (`py/objtype.c`): making a class, making an instance, and the slots of instances, which look for dunders
 * and otherwise defer to the native part.
 */
import { BinaryOp, UnaryOp } from '../bytecode/opcodes.js';
import { EXTRA } from '../bytecode/prices.js';
import { allocate, allocateBriefly, charge, release } from './charge.js';
import { checkPositional } from './declare.js';
import { PyDict } from './dict.js';
import { engine } from './engine.js';
import { PyException, raise, StopIteration } from './exception.js';
import { features } from './features.js';
import { MethodMarker, NativeFunction, Property, PyFunction, staticmethodType } from './function.js';
import { addressOf } from './identity.js';
import { PyInstance } from './instance.js';
import { isSmall } from './int.js';
import { dictOf } from './module.js';
import { None, NotImplemented } from './none.js';
import { bindMember, findMethod, found, slotAttributes } from './protocol/attribute.js';
import { call, callNative } from './protocol/call.js';
import { toInteger } from './protocol/convert.js';
import { hash } from './protocol/hash.js';
import { ended, next as nextItem } from './protocol/iterate.js';
import {
  contains,
  dunderOf,
  binaryOp as operate,
  unaryOp as operateUnary,
  reflectedOp,
  unaryDunderOf,
  unsupportedUnary,
} from './protocol/number.js';
import { repr, str } from './protocol/show.js';
import { loadSubscript, storeSubscript } from './protocol/subscript.js';
import { answersUnary, isTrue } from './protocol/truth.js';
import { interned, textOf } from './str.js';
import { Table } from './table.js';
import { newTuple, PyTuple, tupleType } from './tuple.js';
import { type Buffer, classEpoch, objectType, PyType, type Slots, typeName, typeOf, typeType } from './type.js';
import type { Keywords, Value } from './value.js';

/** What a search along the classes found: a member, or that the native base answers by its own slot. */
const NATIVE = Symbol('native');
type Found = Value | typeof NATIVE | undefined;

/** Searches a dunder along the classes; a native base on the way that has the slot wins (`mp_obj_class_lookup`). */
function search(type: PyType, name: string, slot: keyof Slots | null): Found {
  for (const each of type.searchOrder) {
    const entry = each.members.getName(name);
    if (entry !== undefined) return entry.value;
    if (slot === null || each.isUser) continue;
    if (slot === 'unaryOp' ? answersUnary(each) : each.slots[slot] !== undefined) return NATIVE;
  }
  return undefined;
}

/** Calls a member found in the class as a method of the instance. */
function callMember(self: PyInstance, member: Value, args: Value[], keywords: Keywords | null = null): Value {
  if (member instanceof PyFunction) return engine.call(member, args.length === 1 ? [self, args[0] as Value] : [self, ...args], keywords);
  const f = bindMember(nativeMethodSelf(self, member), self.type, member);
  const first = found.self;
  return call(f, first === undefined ? args : [first, ...args], keywords);
}

function nativeOf(self: PyInstance): Value {
  if (self.native === undefined) throw raise.AttributeError("'%s' object has no native part yet", self.type.name);
  return self.native;
}

/** A class attribute of an instance by a dunder's name, called; undefined if there is none. */
function callDunder(self: PyInstance, name: string, slot: keyof Slots | null, args: Value[]): Found {
  const member = search(self.type, name, slot);
  if (member === undefined || member === NATIVE) return member;
  return callMember(self, member, args);
}

/** Slots of every instance of a user class. */
const instanceSlots: Slots = {
  repr: (self: PyInstance) => show(self, '__repr__'),
  str: (self: PyInstance) => show(self, '__str__'),

  call(self: PyInstance, args, keywords) {
    const member = search(self.type, '__call__', 'call');
    if (member === undefined) throw raise.TypeError("'%s' object isn't callable", self.type.name);
    if (member === NATIVE) return call(nativeOf(self), args, keywords);
    return callMember(self, member, args, keywords);
  },

  truth(self: PyInstance) {
    const result = callDunder(self, '__bool__', 'unaryOp', []);
    if (result === NATIVE) return isTrue(nativeOf(self));
    // Only `True` itself will do (`py/obj.c`, mp_obj_is_true).
    if (result !== undefined) return result === true;
    const length = instanceSlots.length?.(self);
    return length === undefined || length !== 0;
  },

  length(self: PyInstance) {
    const result = callDunder(self, '__len__', 'unaryOp', []);
    return result === NATIVE ? nativeLength(nativeOf(self)) : result;
  },

  hash(self: PyInstance) {
    const result = callDunder(self, '__hash__', 'unaryOp', []);
    if (result === NATIVE) return hash(nativeOf(self));
    if (result !== undefined) return toInteger(result);
    return search(self.type, '__eq__', null) === undefined ? addressOf(self) : undefined;
  },

  unaryOp(op: UnaryOp, self: PyInstance) {
    const result = callDunder(self, unaryDunderOf(op), 'unaryOp', []);
    if (result === NATIVE) return operateUnary(op, nativeOf(self));
    if (result !== undefined) charge(EXTRA.UNARY_USER_METHOD);
    return result;
  },

  binaryOp(op: BinaryOp, self: PyInstance, right: Value) {
    const name =
      op === BinaryOp.EQUAL ? '__eq__' : op === BinaryOp.NOT_EQUAL ? '__ne__' : op === BinaryOp.IN ? '__contains__' : (dunderOf(op) ?? '');
    const result = callDunder(self, name, 'binaryOp', [right]);
    if (result === NATIVE) return op === BinaryOp.IN ? contains(nativeOf(self), right, name) : nativeBinary(op, nativeOf(self), right);
    if (result === undefined || result === NotImplemented) return undefined;
    charge(EXTRA.BINARY_USER_METHOD);
    return op === BinaryOp.IN ? isTrue(result) : result;
  },

  sizeof: ({ type, shape }: PyInstance) => 16 + (type.nativeBase === null ? 0 : 4) + 8 * shape.room,

  attributes: ({ type, shape, native }: PyInstance) => [
    ...shape.names,
    ...(type.isUser ? ['__dict__'] : []),
    ...(native === undefined ? [] : slotAttributes(native)),
  ],
  getAttribute: loadInstanceAttribute,
  setAttribute: storeInstanceAttribute,

  subscript(self: PyInstance, index) {
    const result = callDunder(self, '__getitem__', 'subscript', [index]);
    if (result === NATIVE) return loadSubscript(nativeOf(self), index);
    if (result === undefined) throw raise.TypeError("'%s' object isn't subscriptable", self.type.name);
    charge(EXTRA.SUBSCR_USER_METHOD);
    return result;
  },

  setSubscript(self: PyInstance, index, value) {
    const name = value === undefined ? '__delitem__' : '__setitem__';
    const result = callDunder(self, name, 'setSubscript', value === undefined ? [index] : [index, value]);
    if (result === NATIVE) storeSubscript(nativeOf(self), index, value);
    else if (result === undefined) {
      throw value === undefined
        ? raise.TypeError("'%s' object doesn't support item deletion", self.type.name)
        : raise.TypeError("'%s' object doesn't support item assignment", self.type.name);
    }
  },

  iterate(self: PyInstance) {
    const result = callDunder(self, '__iter__', 'iterate', []);
    if (result === NATIVE) return typeOf(nativeOf(self)).slots.iterate?.(nativeOf(self)) ?? nativeOf(self);
    if (result !== undefined) return result;
    if (search(self.type, '__getitem__', null) !== undefined) return new SubscriptIterator(self);
    throw raise.TypeError("'%s' object isn't iterable", self.type.name);
  },

  next(self: PyInstance) {
    const member = search(self.type, '__next__', 'next');
    if (member === NATIVE) return nextItem(nativeOf(self));
    // Any attribute of that name will do, one that `__getattr__` makes too.
    const method = member === undefined ? loadInstanceAttribute(self, '__next__') : undefined;
    if (member === undefined && method === undefined) throw raise.TypeError("'%s' object isn't an iterator", self.type.name);
    if (member instanceof PyFunction) return engine.callForItem(member, self);
    try {
      return member === undefined ? call(method as Value, []) : callMember(self, member, []);
    } catch (x) {
      return endOfItems(x);
    }
  },

  buffer(self: PyInstance): Buffer {
    const native = self.native === undefined ? undefined : typeOf(self.native).slots.buffer;
    if (native === undefined) throw raise.TypeError('object with buffer protocol required');
    return native(self.native);
  },
};

/** What `__next__` has raised instead of answering: no item, where that is StopIteration; anything else is thrown on. */
export function endOfItems(x: unknown): undefined {
  if (!isStopIteration(x)) throw x;
  ended.value = (x instanceof PyInstance ? (x.native as PyException) : (x as PyException)).args[0];
  return undefined;
}

/** Whether a thrown value is a StopIteration (or of a class derived from it). */
export function isStopIteration(x: unknown): boolean {
  return (x instanceof PyException || x instanceof PyInstance) && x.type.isSubtypeOf(StopIteration);
}

function nativeBinary(op: BinaryOp, native: Value, right: Value): Value | undefined {
  const isEquality = op === BinaryOp.EQUAL || op === BinaryOp.NOT_EQUAL;
  const direct = isEquality ? undefined : typeOf(native).slots.binaryOp?.(op, native, right);
  return direct !== undefined ? direct : operate(op, native, right);
}

/** The length of a native part whose type answers operators; of a small int the firmware takes the inversion (`py/runtime.c`, mp_unary_op). */
function nativeLength(native: Value): Value {
  const length = typeOf(native).slots.length?.(native);
  if (length !== undefined) return length;
  if (typeof native === 'boolean' || (typeof native === 'number' && isSmall(native))) return operateUnary(UnaryOp.INVERT, native);
  throw unsupportedUnary('__len__', native);
}

/** Iterates an instance that has only `__getitem__`. */
class SubscriptIterator extends PyInstance {
  position = 0;
  constructor(readonly source: PyInstance) {
    super(subscriptIteratorType);
  }
}
const subscriptIteratorType = new PyType('iterator', {
  iterate: (self: SubscriptIterator) => self,
  next(self: SubscriptIterator) {
    try {
      return loadSubscript(self.source, self.position++);
    } catch (x) {
      if (isStopIteration(x) || ((x instanceof PyException || x instanceof PyInstance) && x.type.isSubtypeOf(indexErrorType())))
        return undefined;
      throw x;
    }
  },
});
const indexErrorType = (): PyType => raise.IndexError().type;

function show(self: PyInstance, name: '__repr__' | '__str__'): string {
  let member = search(self.type, name, 'repr');
  if (member === undefined && name === '__str__') member = search(self.type, '__repr__', 'repr');
  if (member === NATIVE) {
    const native = nativeOf(self);
    if (native instanceof PyException)
      return name === '__repr__' ? self.type.name + repr(native).slice(native.type.name.length) : str(native);
    return name === '__repr__' ? repr(native) : str(native);
  }
  if (member !== undefined) return str(callMember(self, member, []));
  return `<${self.type.name} object at ${addressOf(self).toString(16)}>`;
}

function loadInstanceAttribute(self: PyInstance, name: string): Value | undefined {
  found.self = undefined;
  const own = self.get(name);
  if (own !== undefined) return own;
  if (name === '__dict__') return dictOf.make?.(instanceTable(self));
  const type = self.type;
  const order = type.searchOrder;
  for (let i = 0; i < order.length; i++) {
    const each = order[i] as PyType;
    const member = each.members.getName(name)?.value;
    if (member !== undefined) {
      if (!each.isUser) {
        if (each !== objectType && type.nativeBase !== null && self.native === undefined)
          throw raise.AttributeError('call super().__init__() first');
        return bindMember(nativeMethodSelf(self, member), type, member);
      }
      return type.hasSpecialAccessors ? throughAccessor(self, type, member) : bindUserMember(self, type, member);
    }
    if (!each.isUser && self.native !== undefined) {
      const value = findMethod(self.native, name);
      if (value !== undefined && name !== '__class__') return value;
    }
  }
  found.self = undefined;
  if (name === '__class__') return type;
  if (
    name === '__getattr__' ||
    name === '__get__' ||
    name === '__set__' ||
    name === '__delete__' ||
    name === '__set_name__' ||
    name === '__setattr__' ||
    name === '__delattr__'
  )
    return undefined;
  const getter = search(type, '__getattr__', null);
  if (getter === undefined || getter === NATIVE) return undefined;
  const value = callMember(self, getter, [name]);
  found.self = undefined;
  return value;
}

/** A method of the native base gets the native part as self. */
function nativeMethodSelf(self: PyInstance, member: Value): Value {
  return member instanceof NativeFunction && self.native !== undefined ? self.native : self;
}

/** Reads a class member through property and descriptor rules. */
function throughAccessor(self: PyInstance, type: PyType, member: Value): Value {
  if (member instanceof Property) {
    if (member.getter === undefined) throw raise.AttributeError('unreadable attribute');
    const value = call(member.getter, [self]);
    found.self = undefined;
    return value;
  }
  if (member instanceof PyInstance) {
    const getter = findMethod(member, '__get__');
    if (getter !== undefined) {
      const first = found.self;
      const value = call(getter, first === undefined ? [self, type] : [first, self, type]);
      found.self = undefined;
      return value;
    }
  }
  return bindUserMember(self, type, member);
}

/** A member that a user class holds: a native function in it takes no self (`py/runtime.c`, mp_convert_member_lookup). */
function bindUserMember(self: PyInstance, type: PyType, member: Value): Value {
  if (!(member instanceof NativeFunction)) return bindMember(self, type, member);
  found.self = undefined;
  return member;
}

function storeInstanceAttribute(self: PyInstance, name: string, value: Value | undefined): boolean {
  const type = self.type;
  if (type.hasSpecialAccessors) {
    const done = storeThroughAccessor(self, type, name, value);
    if (done !== undefined) return done;
  }
  if (value === undefined) return self.delete(name);
  if (self.shape.indexOf(name) < 0) chargeNewAttribute(self);
  self.set(name, value);
  return true;
}

/** Charges one more attribute of an instance, whose table may have to grow. */
export function chargeNewAttribute({ shape }: PyInstance): void {
  charge(EXTRA.ATTR_STORE_NEW);
  if (shape.grown !== 0) growAttributes(shape.size, shape.grown);
}

/** An instance's table moves to one of the next size. */
export function growAttributes(size: number, grown: number): void {
  allocate(8 * grown, 'attribute');
  release(8 * size);
}

function storeThroughAccessor(self: PyInstance, type: PyType, name: string, value: Value | undefined): boolean | undefined {
  charge(EXTRA.ATTR_STORE_CLASS_WITH_PROPERTY);
  const member = type.lookup(name);
  if (member instanceof Property) {
    const accessor = value === undefined ? member.deleter : member.setter;
    if (accessor === undefined) return false;
    call(accessor, value === undefined ? [self] : [self, value]);
    return true;
  }
  if (member instanceof PyInstance) {
    const setter = findMethod(member, value === undefined ? '__delete__' : '__set__');
    if (setter !== undefined) {
      const first = found.self;
      const args = value === undefined ? [self] : [self, value];
      call(setter, first === undefined ? args : [first, ...args]);
      return true;
    }
  }
  const hook = search(type, value === undefined ? '__delattr__' : '__setattr__', null);
  if (hook === undefined || hook === NATIVE) return undefined;
  callMember(self, hook, value === undefined ? [name] : [name, value]);
  return true;
}

/** The attributes of an instance, as a table in order of creation. */
function instanceTable(self: PyInstance): Table {
  const table = new Table();
  for (const name of self.shape.names) table.setName(name, self.get(name) as Value);
  table.isFixed = true;
  return table;
}

/** `right.__rop__(left)` for a user class on the right. */
reflectedOp.find = (op, right, left) => {
  if (!(right instanceof PyInstance)) return undefined;
  const name = dunderOf(op);
  if (name === undefined) return undefined;
  const result = callDunder(right, `__r${name.slice(2)}`, null, [left]);
  return result === undefined || result === NATIVE || result === NotImplemented ? undefined : result;
};

/** Makes a class: `class name(bases)` with the names that its body bound, or `type(name, bases, dict)`. */
export function makeClass(name: string, bases: readonly Value[], members: Table): PyType {
  const types: PyType[] = [];
  for (const base of bases) {
    if (!(base instanceof PyType)) throw raise.TypeError();
    if (!base.isUser && base.slots.make === undefined) throw raise.TypeError("type '%q' isn't an acceptable base type", base.name);
    types.push(base);
  }
  allocate(64);
  const made = new PyType(name, { ...instanceSlots, make: makeInstance }, types, members, true);
  if (countNativeBases(types) > 1) throw raise.TypeError('multiple bases have instance lay-out conflict');
  const hooks: [Value, Value | undefined, string][] = [];
  for (const entry of members.ordered()) {
    const value = entry.value as Value;
    if (!made.hasSpecialAccessors && isAccessor(entry.key as string, value)) made.hasSpecialAccessors = true;
    if (value instanceof PyInstance) {
      const hook = findMethod(value, '__set_name__');
      if (hook !== undefined && found.self !== undefined) hooks.push([hook, found.self, entry.key as string]);
    }
  }
  const creator = members.getName('__new__');
  if (creator?.value instanceof PyFunction) creator.value = new MethodMarker(staticmethodType, creator.value);
  for (const [hook, self, key] of hooks) call(hook, [self as Value, made, key]);
  return made;
}

/** How often a native type other than `object` is met on the way up, the same one too: an instance has room for one (`py/objtype.c`). */
function countNativeBases(bases: readonly PyType[]): number {
  let count = 0;
  for (const base of bases) {
    if (base === objectType) continue;
    count += base.isUser ? countNativeBases(base.bases) : 1;
  }
  return count;
}

function isAccessor(name: string, value: Value): boolean {
  if (name === '__setattr__' || name === '__delattr__' || value instanceof Property) return true;
  return value instanceof PyInstance && ['__get__', '__set__', '__delete__'].some((dunder) => value.type.lookup(dunder) !== undefined);
}

/** The instance that a call of a class starts with, before `__init__`; or what a `__new__` of the class answered, which may be anything. */
export function newInstance(type: PyType, args: Value[], keywords: Keywords | null): Value {
  if (makesPlainInstance(type)) {
    allocate(16, 'instance');
    return new PyInstance(type);
  }
  const creator = search(type, '__new__', 'make') as Value;
  return call(creator instanceof MethodMarker ? creator.callee : creator, [type, ...args], keywords);
}

const objectNew = (): Value | undefined => objectType.members.getName('__new__')?.value;

/** Whether a call of the class makes a plain instance: no `__new__` of its own. */
export function makesPlainInstance(type: PyType): boolean {
  const creator = search(type, '__new__', 'make');
  return creator === undefined || creator === NATIVE || creator === objectNew();
}

/** The class's `__init__`, raw; undefined if there is none to call. */
export function initOf(type: PyType): Value | undefined {
  const init = type.lookup('__init__');
  return init;
}

/** The firmware puts `__init__` and the instance before the arguments in an array on the heap, unless there are none (`py/objtype.c`). */
export function chargeInitArguments(positional: number, named = 0): void {
  const given = positional + 2 * named;
  if (given > 0) allocateBriefly(4 * (2 + given));
}

/** What is left after `__init__`: its result must be None, and a native part that it did not make is made now. */
export function finishInstance(instance: PyInstance, result: Value, args: Value[], keywords: Keywords | null): Value {
  if (result !== None) throw raise.TypeError("__init__() should return None, not '%s'", typeName(result));
  completeNative(instance, args, keywords);
  return instance;
}

/** Makes the native part of an instance unless it has one. */
export function completeNative(instance: PyInstance, args: Value[], keywords: Keywords | null): void {
  const base = instance.type.nativeBase;
  if (base !== null && instance.native === undefined) instance.native = base.slots.make?.(base, args, keywords) as Value;
}

/** The `make` slot of user classes; the interpreter runs `__init__` as a frame instead. */
function makeInstance(type: PyType, args: Value[], keywords: Keywords | null): Value {
  const instance = newInstance(type, args, keywords);
  if (!(instance instanceof PyInstance) || instance.type !== type) return instance;
  const init = initOf(type);
  if (init !== undefined) chargeInitArguments(args.length, keywords?.size);
  const result = init === undefined ? None : callMember(instance, init, args, keywords);
  return finishInstance(instance, result, args, keywords);
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
  call(self: PyType, args: Value[], keywords: Keywords | null) {
    if (self.slots.make === undefined) throw raise.TypeError("can't create '%q' instances", self.name);
    return self.slots.make(self, args, keywords);
  },
  attributes: ['__name__', '__bases__', '__dict__'],
  getAttribute(self: PyType, name: string) {
    if (name === '__name__') return self.name;
    if (name === '__bases__') return basesOf(self);
    if (name === '__dict__') return dictOf.make?.(copyTable(self.members));
    const member = self.lookup(name);
    // The firmware's native iterators have `__next__`, but their types have not (`py/runtime.c`, mp_load_method_maybe).
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

/** A native method taken from a type (`list.append`) checks what it is called on (`py/objtype.c`, mp_obj_new_checked_fun); those of `object` do so themselves. */
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
  return new NativeFunction(f.name, 0, (...args) => checked(args, null), checked);
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
