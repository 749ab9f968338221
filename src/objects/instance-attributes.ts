/** Attributes of instances of user classes, including properties, descriptors and hooks (`py/objtype.c`). */
import { EXTRA } from '../bytecode/prices.js';
import { allocate, charge, release } from './charge.js';
import { nativeMethodSelf } from './class-lookup.js';
import { raise } from './exception.js';
import { NativeFunction, Property } from './function.js';
import { PyInstance } from './instance.js';
import { dictOf } from './module.js';
import { bindMember, findMethod, found } from './protocol/attribute.js';
import { call } from './protocol/call.js';
import { Table } from './table.js';
import { objectType, type PyType } from './type.js';
import type { Value } from './value.js';

/** The slot `getAttribute` of instances. Searches their own attributes, then the classes and the native part, then calls `__getattr__`. */
export function loadInstanceAttribute(self: PyInstance, name: string): Value | undefined {
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
  // Any attribute of that name is accepted, including one of the instance and a property.
  const getter = loadInstanceAttribute(self, '__getattr__');
  if (getter === undefined) return undefined;
  const value = call(getter, found.self === undefined ? [name] : [found.self, name]);
  found.self = undefined;
  return value;
}

/** Reads a class member according to the rules for properties and descriptors. */
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

/** Binds a member of a user class. A native function there takes no self (`py/runtime.c`, mp_convert_member_lookup). */
function bindUserMember(self: PyInstance, type: PyType, member: Value): Value {
  if (!(member instanceof NativeFunction) || member.bindsSelf) return bindMember(self, type, member);
  found.self = undefined;
  return member;
}

/** The slot `setAttribute` of instances. */
export function storeInstanceAttribute(self: PyInstance, name: string, value: Value | undefined): boolean {
  const type = self.type;
  if (type.hasSpecialAccessors) {
    const done = storeThroughAccessor(self, type, name, value);
    if (done !== undefined) return done;
  }
  if (value === undefined) return self.delete(name);
  const index = self.shape.indexOf(name);
  if (index >= 0) self.values[index] = value;
  else {
    chargeNewAttribute(self);
    self.add(self.shape.with(name), value);
  }
  return true;
}

/** Charges a new attribute of an instance, whose table may have to grow. */
export function chargeNewAttribute({ shape }: PyInstance): void {
  charge(EXTRA.ATTR_STORE_NEW);
  if (shape.grown !== 0) growAttributes(shape.size, shape.grown);
}

/** Charges the move of an instance's table to a larger one. */
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
  // Any attribute of that name is accepted, including one of the instance and a property.
  const hook = loadInstanceAttribute(self, value === undefined ? '__delattr__' : '__setattr__');
  if (hook === undefined) return undefined;
  const args = value === undefined ? [name] : [name, value];
  call(hook, found.self === undefined ? args : [found.self, ...args]);
  return true;
}

/** The attributes of an instance, as a table in order of creation. */
function instanceTable(self: PyInstance): Table {
  const table = new Table();
  for (const name of self.shape.names) table.setName(name, self.get(name) as Value);
  table.isFixed = true;
  return table;
}

/** Whether a class with this member must look for accessors at each access to an attribute of its instances. */
export function isAccessor(name: string, value: Value): boolean {
  if (name === '__setattr__' || name === '__delattr__' || value instanceof Property) return true;
  return value instanceof PyInstance && ['__get__', '__set__', '__delete__'].some((dunder) => value.type.lookup(dunder) !== undefined);
}
