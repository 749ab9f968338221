/** Creation of user classes and of their instances (`py/objtype.c`). */
import { allocate, allocateBriefly } from './charge.js';
import { callMember, NATIVE, search } from './class-lookup.js';
import { raise } from './exception.js';
import { MethodMarker, PyFunction, staticmethodType } from './function.js';
import { PyInstance } from './instance.js';
import { isAccessor } from './instance-attributes.js';
import { instanceSlots } from './instance-slots.js';
import { None } from './none.js';
import { findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import type { Table } from './table.js';
import { objectType, PyType, typeName } from './type.js';
import type { Keywords, Value } from './value.js';

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

/** Counts the native types other than `object` among the bases, repetitions included. An instance has room for only one (`py/objtype.c`). */
function countNativeBases(bases: readonly PyType[]): number {
  let count = 0;
  for (const base of bases) {
    if (base === objectType) continue;
    count += base.isUser ? countNativeBases(base.bases) : 1;
  }
  return count;
}

/** Returns the new instance that a call of a class passes to `__init__`, or the result of the class's own `__new__`, which may be any value. */
export function newInstance(type: PyType, args: Value[], keywords: Keywords | null): Value {
  if (makesPlainInstance(type)) {
    allocate(16, 'instance');
    return new PyInstance(type);
  }
  const creator = search(type, '__new__', 'make') as Value;
  return call(creator instanceof MethodMarker ? creator.callee : creator, [type, ...args], keywords);
}

const objectNew = (): Value | undefined => objectType.members.getName('__new__')?.value;

/** Whether a call of the class makes a plain instance, because the class has no `__new__` of its own. */
export function makesPlainInstance(type: PyType): boolean {
  const creator = search(type, '__new__', 'make');
  return creator === undefined || creator === NATIVE || creator === objectNew();
}

/** The class's `__init__`, unbound; undefined if there is none to call. */
export function initOf(type: PyType): Value | undefined {
  const init = type.lookup('__init__');
  return init;
}

/** Charges the firmware's array on the heap with `__init__`, the instance and the arguments, if there are arguments (`py/objtype.c`). */
export function chargeInitArguments(positional: number, named = 0): void {
  const given = positional + 2 * named;
  if (given > 0) allocateBriefly(4 * (2 + given));
}

/** Completes an instance after `__init__`: makes a native part that is still missing. Raises TypeError unless `__init__` returned None. */
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
