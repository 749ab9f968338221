/** Dunders of user classes, which are searched along the base classes and called as methods of an instance (`py/objtype.c`). */
import { engine } from './engine.js';
import { raise } from './exception.js';
import { MethodMarker, NativeFunction, PyFunction } from './function.js';
import type { PyInstance } from './instance.js';
import { bindMember, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { answersUnary } from './protocol/truth.js';
import type { PyType, Slots } from './type.js';
import type { Keywords, Value } from './value.js';

/** The result of a search along the classes if a native base implements the operation in its own slot. */
export const NATIVE = Symbol('native');
type Found = Value | typeof NATIVE | undefined;

/** Searches for a dunder along the classes. If it meets a native base that has the slot, returns NATIVE (`mp_obj_class_lookup`). */
export function search(type: PyType, name: string, slot: keyof Slots | null): Found {
  for (const each of type.searchOrder) {
    const entry = each.members.getName(name);
    if (entry !== undefined) return entry.value;
    if (slot === null || each.isUser) continue;
    if (slot === 'unaryOp' ? answersUnary(each) : each.slots[slot] !== undefined) return NATIVE;
  }
  return undefined;
}

/** Calls a member found in the class as a method of the instance. */
export function callMember(self: PyInstance, member: Value, args: Value[], keywords: Keywords | null = null): Value {
  if (member instanceof PyFunction) return engine.call(member, args.length === 1 ? [self, args[0] as Value] : [self, ...args], keywords);
  const f = bindMember(nativeMethodSelf(self, member), self.type, member);
  const first = found.self;
  return call(f, first === undefined ? args : [first, ...args], keywords);
}

/**
 * Calls a method of the class that takes no argument besides the instance, for an operator or a text. Whatever kind of member it is, it is
 * called with the instance (`py/objtype.c`, instance_unary_op, instance_print). Returns undefined and NATIVE as `search` does.
 */
export function callUnary(self: PyInstance, name: string, slot: keyof Slots): Found {
  const member = search(self.type, name, slot);
  return member === undefined || member === NATIVE ? member : callWithSelf(self, member);
}

/** Calls a member found in the class with the instance as argument, even if it is a static or class method. */
export function callWithSelf(self: PyInstance, member: Value): Value {
  if (member instanceof PyFunction) return engine.call(member, [self], null);
  return call(member instanceof MethodMarker ? member.callee : member, [self]);
}

const refuse = (): never => {
  throw raise.AttributeError('call super().__init__() first');
};

/** Stands for the native part of an instance until the native base's `__init__` has made it (`py/objtype.c`, native_base_init_wrapper_obj). */
const NOT_MADE = new NativeFunction('', 0, refuse, refuse);

/** The native part of an instance. If it has not been made yet, a function, to which operations do what they do to any function. */
export function nativeOf(self: PyInstance): Value {
  return self.native ?? NOT_MADE;
}

/** Searches for a dunder in the instance's class and calls it. Returns undefined and NATIVE as `search` does. */
export function callDunder(self: PyInstance, name: string, slot: keyof Slots | null, args: Value[]): Found {
  const member = search(self.type, name, slot);
  if (member === undefined || member === NATIVE) return member;
  // A method of the native base does to the part what the operation does.
  if (member instanceof NativeFunction && self.native === undefined) return NATIVE;
  return callMember(self, member, args);
}

/** The self of a method: the native part for a method of the native base, otherwise the instance. */
export function nativeMethodSelf(self: PyInstance, member: Value): Value {
  return member instanceof NativeFunction && self.native !== undefined ? self.native : self;
}
