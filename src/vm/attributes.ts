/** Attributes of instances by shape: each instruction remembers where it last found an attribute. */
import { EXTRA } from '../bytecode/prices.js';
import { charge } from '../objects/charge.js';
import { NativeFunction, PyFunction } from '../objects/function.js';
import { PyInstance, type Shape } from '../objects/instance.js';
import { chargeNewAttribute } from '../objects/instance-attributes.js';
import { PyModule } from '../objects/module.js';
import { found, loadAttribute, loadMethod, storeAttribute } from '../objects/protocol/attribute.js';
import type { Entry } from '../objects/table-slots.js';
import { classEpoch, typeOf } from '../objects/type.js';
import type { Value } from '../objects/value.js';
import { AttributeCache, type LinkedCode } from './link.js';

/** Returns the index of an instance's own attribute, −1 if it has none of that name; remembers it for the instruction before `pc`. */
export function ownAttribute(linked: LinkedCode, pc: number, name: number, { shape }: PyInstance): number {
  const index = shape.indexOf(linked.names[name] as string);
  if (index >= 0) linked.attributes[pc] = new AttributeCache(shape, index, null, -1);
  return index;
}

/** Returns the class's entry for a method of instances of this shape, if it is a function and depends on the classes alone. */
export function methodOfClass(shape: Shape, name: string): Entry | undefined {
  if (shape.type.hasSpecialAccessors || shape.indexOf(name) >= 0 || name === '__dict__') return undefined;
  for (const type of shape.type.searchOrder) {
    if (!type.isUser) return undefined;
    const member = type.members.getName(name);
    if (member !== undefined) return member.value instanceof PyFunction ? member : undefined;
  }
  return undefined;
}

/** Remembers which method of the instance's class the instruction before `pc` loads, if that depends on the classes alone. */
export function rememberMethod(linked: LinkedCode, pc: number, index: number, { shape }: PyInstance): void {
  const member = methodOfClass(shape, linked.names[index] as string);
  if (member !== undefined) linked.attributes[pc] = new AttributeCache(shape, -1, member, classEpoch.value);
}

/**
 * Returns the callable that `object.name(…)` calls, for an `object` that is no instance of a user class; sets `found.self` like `loadMethod`.
 * Methods of native types, which never change, and names of modules are remembered for the instruction before `pc`.
 */
export function loadOtherMethod(linked: LinkedCode, pc: number, index: number, object: Value): Value {
  const type = typeOf(object);
  const cache = linked.attributes[pc] as AttributeCache;
  if (cache.owner === type) {
    found.self = object;
    return (cache.member as Entry).value as Value;
  }
  if (cache.owner === object) {
    const value = (cache.member as Entry).value;
    if (value !== undefined) {
      found.self = undefined;
      return value;
    }
  }
  const name = linked.names[index] as string;
  const value = loadMethod(object, name);
  const table = object instanceof PyModule ? object.table : type.isUser || type.slots.getAttribute !== undefined ? null : type.members;
  const member = table?.getName(name);
  const isMethod = value instanceof NativeFunction && found.self === object;
  if (member?.value === value && (isMethod || object instanceof PyModule))
    linked.attributes[pc] = new AttributeCache(null, -1, member, -1, isMethod ? type : (object as PyModule));
  return value;
}

/** `object.name` where no cache helps. */
export function loadAttributeSlow(object: Value, name: string): Value {
  const value = loadAttribute(object, name);
  charge(object instanceof PyInstance ? EXTRA.ATTR_INSTANCE_CLASS : EXTRA.ATTR_OTHER);
  return value;
}

/** Adds an attribute in the way the instruction before `pc` did last; if that does not fit, does nothing and returns false. */
export function addAttribute(linked: LinkedCode, pc: number, object: PyInstance, value: Value): boolean {
  const addition = linked.additions[pc];
  if (addition === undefined || addition.from !== object.shape || object.type.hasSpecialAccessors) return false;
  chargeNewAttribute(object);
  object.add(addition.to, value);
  return true;
}

/** `object.name = value` where no cache of places helps. */
export function storeAttributeSlow(linked: LinkedCode, pc: number, index: number, [object, value]: [Value, Value]): void {
  const name = linked.names[index] as string;
  if (!(object instanceof PyInstance) || object.type.hasSpecialAccessors) {
    storeAttribute(object, name, value);
    return;
  }
  const { shape } = object;
  storeAttribute(object, name, value);
  if (object.shape !== shape) linked.additions[pc] = { from: shape, to: object.shape };
}
