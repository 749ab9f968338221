/** The slots of instances of user classes (`py/objtype.c`). They look for dunders, and otherwise use the native part. */
import { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import { EXTRA } from '../bytecode/prices.js';
import { charge } from './charge.js';
import { callDunder, callMember, callUnary, callWithSelf, NATIVE, nativeOf, search } from './class-lookup.js';
import { engine } from './engine.js';
import { PyException, raise } from './exception.js';
import { PyFunction } from './function.js';
import { addressOf } from './identity.js';
import { PyInstance } from './instance.js';
import { loadInstanceAttribute, storeInstanceAttribute } from './instance-attributes.js';
import { isSmall } from './int.js';
import { nextByAttribute } from './next-attribute.js';
import { NotImplemented } from './none.js';
import { slotAttributes } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { toInteger } from './protocol/convert.js';
import { hash } from './protocol/hash.js';
import { next as nextItem } from './protocol/iterate.js';
import {
  contains,
  dunderOf,
  binaryOp as operate,
  unaryOp as operateUnary,
  reflectedOp,
  unaryDunderOf,
  unsupportedUnary,
} from './protocol/number.js';
import { joined, repr, str } from './protocol/show.js';
import { loadSubscript, storeSubscript } from './protocol/subscript.js';
import { isTrue } from './protocol/truth.js';
import { type Buffer, type Slots, typeOf } from './type.js';
import type { Value } from './value.js';

/** Slots of every instance of a user class. */
export const instanceSlots: Slots = {
  parts(self: PyInstance, isRepr) {
    if (memberToShow(self, isRepr ? '__repr__' : '__str__') !== NATIVE) return undefined;
    return nativeParts(self, nativeOf(self), isRepr);
  },
  repr: (self: PyInstance) => show(self, '__repr__'),
  str: (self: PyInstance) => show(self, '__str__'),

  call(self: PyInstance, args, keywords) {
    const member = search(self.type, '__call__', 'call');
    if (member === undefined) throw raise.TypeError("'%s' object isn't callable", self.type.name);
    if (member === NATIVE) return call(nativeOf(self), args, keywords);
    return callMember(self, member, args, keywords);
  },

  truth(self: PyInstance) {
    const result = callUnary(self, '__bool__', 'unaryOp');
    if (result === NATIVE) return isTrue(nativeOf(self));
    // Only `True` itself counts as true (`py/obj.c`, mp_obj_is_true).
    if (result !== undefined) return result === true;
    const length = instanceSlots.length?.(self);
    return length === undefined || length !== 0;
  },

  length(self: PyInstance) {
    const result = callUnary(self, '__len__', 'unaryOp');
    return result === NATIVE ? nativeLength(nativeOf(self)) : result;
  },

  hash(self: PyInstance) {
    const result = callUnary(self, '__hash__', 'unaryOp');
    if (result === NATIVE) return hash(nativeOf(self));
    if (result !== undefined) return toInteger(result);
    return search(self.type, '__eq__', null) === undefined ? addressOf(self) : undefined;
  },

  unaryOp(op: UnaryOp, self: PyInstance) {
    const result = callUnary(self, unaryDunderOf(op), 'unaryOp');
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
    const result = callDunder(self, name, 'subscript', value === undefined ? [index] : [index, value]);
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
    return result;
  },

  next(self: PyInstance) {
    const member = search(self.type, '__next__', 'next');
    if (member === NATIVE) return nextItem(nativeOf(self));
    if (member instanceof PyFunction) return engine.callForItem(member, self);
    // Any attribute of that name is accepted, including one that `__getattr__` makes.
    return nextByAttribute(self);
  },

  buffer(self: PyInstance): Buffer {
    const native = self.native === undefined ? undefined : typeOf(self.native).slots.buffer;
    if (native === undefined) throw raise.TypeError('object with buffer protocol required');
    return native(self.native);
  },
};

function nativeBinary(op: BinaryOp, native: Value, right: Value): Value | undefined {
  const isEquality = op === BinaryOp.EQUAL || op === BinaryOp.NOT_EQUAL;
  const direct = isEquality ? undefined : typeOf(native).slots.binaryOp?.(op, native, right);
  return direct !== undefined ? direct : operate(op, native, right);
}

/** The length of a native part that has unary operators. For a small int the firmware returns its inversion (`py/runtime.c`, mp_unary_op). */
function nativeLength(native: Value): Value {
  const length = typeOf(native).slots.length?.(native);
  if (length !== undefined) return length;
  if (typeof native === 'boolean' || (typeof native === 'number' && isSmall(native))) return operateUnary(UnaryOp.INVERT, native);
  throw unsupportedUnary('__len__', native);
}

/** The parts of the native part's text. The repr of an exception has the name of the instance's own class. */
function nativeParts(self: PyInstance, native: Value, isRepr: boolean): Iterable<Value> | undefined {
  const parts = typeOf(native).slots.parts?.(native, isRepr);
  return isRepr && native instanceof PyException ? [self.type.name, ...[...(parts as Iterable<Value>)].slice(1)] : parts;
}

function memberToShow({ type }: PyInstance, name: '__repr__' | '__str__'): ReturnType<typeof search> {
  return search(type, name, 'repr') ?? search(type, '__repr__', 'repr');
}

function show(self: PyInstance, name: '__repr__' | '__str__'): string {
  const member = memberToShow(self, name);
  if (member === NATIVE) {
    const native = nativeOf(self);
    if (name === '__repr__' && native instanceof PyException) return joined(nativeParts(self, native, true) as Iterable<Value>);
    return name === '__repr__' ? repr(native) : str(native);
  }
  if (member !== undefined) return str(callWithSelf(self, member));
  return `<${self.type.name} object at ${addressOf(self).toString(16)}>`;
}

/** `right.__rop__(left)` for a user class on the right. */
reflectedOp.find = (op, right, left) => {
  if (!(right instanceof PyInstance)) return undefined;
  const name = dunderOf(op);
  if (name === undefined) return undefined;
  const result = callDunder(right, `__r${name.slice(2)}`, null, [left]);
  return result === undefined || result === NATIVE || result === NotImplemented ? undefined : result;
};
