/** Texts and attributes of functions and methods, and the types `property`, `super` and `object`. */

import { BinaryOp } from '../bytecode/operators.js';
import { checkPositional } from './argument-count.js';
import { allocate } from './charge.js';
import { newCode } from './code.js';
import { arg, bind, fn, methodsOf, option } from './declare.js';
import { raise } from './exception.js';
import { features } from './features.js';
import {
  assemblerFunctionType,
  BoundMethod,
  boundMethodType,
  type Cell,
  checkedFunctionType,
  classmethodType,
  closureType,
  functionType,
  generatorFunctionType,
  MethodMarker,
  machineFunctionType,
  machineGeneratorType,
  NativeFunction,
  nativeFunctionTypes,
  Property,
  PyFunction,
  propertyType,
  staticmethodType,
  viperFunctionType,
} from './function.js';
import { addressOf } from './identity.js';
import { PyInstance } from './instance.js';
import { anything } from './kinds.js';
import { dictOf } from './module.js';
import { nativeFunction } from './native-function.js';
import { None } from './none.js';
import { bindMember } from './protocol/attribute.js';
import { identityOf } from './protocol/hash.js';
import { repr, str } from './protocol/show.js';
import { wordOf } from './references.js';
import { isStr, textOf } from './str.js';
import { objectType, PyType, typeOf, typeType } from './type.js';
import type { PyObject, Value } from './value.js';

const FUNCTION_ATTRIBUTES = ['__name__', '__globals__', '__code__'];
const functionAttribute = (self: PyFunction, name: string): Value | undefined => {
  const { emitter } = self.linked.code;
  if (emitter === 'viper') return undefined;
  if (name === '__name__') return self.linked.code.name;
  if (name === '__globals__') return dictOf.make?.(self.linked.globals);
  if (name === '__code__' && features.functionCode && emitter === 'bytecode') return newCode(self.linked.code);
  return undefined;
};

const hex = (address: number): string => address.toString(16);
const describeFunction = (name: string, of: object): string => `<function ${name} at 0x${hex(addressOf(of))}>`;

/** Text of a closure and its captured cells (`py/objclosure.c`, `py/objcell.c`). */
function describeClosure({ linked, cells }: PyFunction): string {
  // The function without its cells is a separate object.
  const { name, isGenerator, emitter } = linked.code;
  const inner = isGenerator ? '<generator>' : emitter === 'viper' ? '<function>' : describeFunction(name, linked);
  return `<closure ${inner} at ${hex(addressOf(cells))}, n_closed=${cells.length} ${cells.map((cell) => `${describeCell(cell)} `).join('')}>`;
}

function describeCell({ value }: Cell): string {
  if (value === undefined) return '<cell 0 (nil)>';
  return `<cell ${hex(wordOf(value))} ${repr(value)}>`;
}

Object.assign(functionType.slots, {
  repr: (self: PyFunction) => describeFunction(self.linked.code.name, self),
  hash: addressOf,
  attributes: FUNCTION_ATTRIBUTES,
  getAttribute: functionAttribute,
});
Object.assign(machineFunctionType.slots, functionType.slots);
Object.assign(viperFunctionType.slots, { repr: () => '<function>', hash: addressOf });
Object.assign(generatorFunctionType.slots, {
  repr: () => '<generator>',
  hash: addressOf,
  attributes: FUNCTION_ATTRIBUTES,
  getAttribute: functionAttribute,
});
Object.assign(machineGeneratorType.slots, generatorFunctionType.slots);
Object.assign(closureType.slots, {
  repr: (self: PyFunction) => (features.detailedErrors ? describeClosure(self) : '<closure>'),
  hash: addressOf,
  attributes: FUNCTION_ATTRIBUTES,
  getAttribute: functionAttribute,
});
for (const { slots } of [...nativeFunctionTypes, checkedFunctionType, assemblerFunctionType]) {
  Object.assign(slots, {
    repr: () => '<function>',
    hash: addressOf,
    references: ({ codeBytes }: NativeFunction) => 16 + codeBytes,
  });
}
Object.assign(boundMethodType.slots, {
  repr: (self: BoundMethod) =>
    features.detailedErrors ? `<bound_method ${hex(addressOf(self))} ${repr(self.self)}.${repr(self.callee)}>` : '<bound_method>',
  hash: (self: BoundMethod) => identityOf(self.self) ^ identityOf(self.callee),
  binaryOp: (op: BinaryOp, left: BoundMethod, right: Value) =>
    op === BinaryOp.EQUAL ? right instanceof BoundMethod && right.callee === left.callee && right.self === left.self : undefined,
  attributes: FUNCTION_ATTRIBUTES,
  getAttribute: (self: BoundMethod, name: string) => (self.callee instanceof PyFunction ? functionAttribute(self.callee, name) : undefined),
});

const marker = (type: PyType) => {
  type.slots.make = (_, args, keywords) => {
    checkPositional(args, keywords, 1, 1);
    allocate(16);
    return new MethodMarker(type, args[0]);
  };
};
marker(staticmethodType);
marker(classmethodType);

/** Only `doc` can be passed by name. Its value is dropped, as in the firmware. */
const PROPERTY_PARAMETERS = [...['fget', 'fset', 'fdel'].map((name) => arg(name, anything, None)), option('doc', anything, None)];
propertyType.slots.make = (_, args, keywords) => {
  const accessors = bind(PROPERTY_PARAMETERS, args, keywords).map((value) => (value === None ? undefined : value));
  allocate(32);
  return new Property(accessors[0], accessors[1], accessors[2]);
};
const property = methodsOf<Property>();
propertyType.members.setName(
  'getter',
  nativeFunction(
    'getter',
    property.method('A copy with this getter.', [arg('fget', anything)], (self, f) => new Property(f, self.setter, self.deleter)),
  ),
);
propertyType.members.setName(
  'setter',
  nativeFunction(
    'setter',
    property.method('A copy with this setter.', [arg('fset', anything)], (self, f) => new Property(self.getter, f, self.deleter)),
  ),
);
propertyType.members.setName(
  'deleter',
  nativeFunction(
    'deleter',
    property.method('A copy with this deleter.', [arg('fdel', anything)], (self, f) => new Property(self.getter, self.setter, f)),
  ),
);

/** `super(type, object)`. */
class Super implements PyObject {
  constructor(
    readonly from: PyType,
    readonly object: Value,
  ) {}
  get type(): PyType {
    return superType;
  }
}

/** The `__init__` that `super().__init__(…)` finds in a native base: makes the native part of the instance with the base's constructor. */
const nativeInit = new NativeFunction(
  '__init__',
  0,
  () => None,
  (args, keywords) => {
    const [self, ...others] = args;
    if (!(self instanceof PyInstance)) throw raise.TypeError();
    const base = self.type.nativeBase;
    if (base?.slots.make !== undefined) self.native = base.slots.make(base, others, keywords);
    return None;
  },
);

/** `super`. */
export const superType: PyType = new PyType('super', {
  make(_, args, keywords) {
    checkPositional(args, keywords, 2, 2);
    return makeSuper(args[0], args[1]);
  },
  references(self: Super, hold) {
    hold(self.from);
    hold(self.object);
    return 16;
  },
  repr: (self: Super) => `<super: ${str(self.from)}, ${str(self.object)}>`,
  getAttribute(self: Super, name) {
    for (const base of self.from.bases) {
      if (base === objectType) continue;
      for (const each of base.searchOrder) {
        const member = each.members.getName(name)?.value;
        if (member !== undefined) return bindFrom(self, each, member);
        if (!each.isUser && name === '__init__' && each.slots.make !== undefined)
          return bindMember(self.object, typeOf(self.object), nativeInit);
        if (!each.isUser && self.object instanceof PyInstance && self.object.native !== undefined) {
          const value = typeOf(self.object.native).slots.getAttribute?.(self.object.native, name);
          if (value !== undefined) return value;
        }
      }
    }
    const inherited = objectType.members.getName(name)?.value;
    return inherited === undefined ? undefined : bindMember(self.object, typeOf(self.object), inherited);
  },
});

/** Binds a member that `super` has found. A method of a native base gets the native part as self, but its constructor gets the instance. */
function bindFrom(self: Super, owner: PyType, member: Value): Value {
  if (!owner.isUser && self.object instanceof PyInstance) {
    if (member instanceof NativeFunction && member.name === '__init__') return bindMember(self.object, self.object.type, nativeInit);
    if (self.object.native !== undefined) return bindMember(self.object.native, self.object.type, member);
  }
  const type = self.object instanceof PyType ? self.object : typeOf(self.object);
  return bindMember(self.object, type, member);
}

/** Returns `super(type, object)`. Raises TypeError unless the object is an instance or a subclass of the type. */
export function makeSuper(type: Value, object: Value): Super {
  if (!(type instanceof PyType))
    throw typeOf(type).name === 'tuple' ? raise.TypeError() : raise.TypeError('issubclass() arg 2 must be a class or a tuple of classes');
  const second = typeOf(object) === typeType ? (object as PyType) : typeOf(object);
  if (!second.isSubtypeOf(type)) throw raise.TypeError();
  return new Super(type, object);
}

objectType.slots.make = (type, args, keywords) => {
  checkPositional(args, keywords, 0, 0);
  allocate(16, 'instance');
  return new PyInstance(type);
};
objectType.slots.repr = () => '<object>';
objectType.slots.hash = (self: PyInstance) => addressOf(self);
objectType.slots.binaryOp = () => undefined;
const object = methodsOf<Value>();
objectType.members.setName(
  '__init__',
  nativeFunction(
    '__init__',
    object.method('Do nothing.', [], () => None),
  ),
);
objectType.members.setName(
  '__new__',
  new MethodMarker(
    staticmethodType,
    nativeFunction(
      '__new__',
      fn('A blank instance of a class.', [arg('cls', anything)], (cls) => {
        if (!(cls instanceof PyType) || !cls.isUser) throw raise.TypeError('arg must be user-type');
        return new PyInstance(cls);
      }),
    ),
  ),
);
const attributeName = (name: Value): string => {
  if (!isStr(name)) throw raise.TypeError();
  return textOf(name);
};
objectType.members.setName(
  '__setattr__',
  nativeFunction(
    '__setattr__',
    object.method('Set an attribute without further ado.', [arg('name', anything), arg('value', anything)], (self, name, value) => {
      if (!(self instanceof PyInstance)) throw raise.TypeError('arg must be user-type');
      self.set(attributeName(name), value);
    }),
  ),
);
objectType.members.setName(
  '__delattr__',
  nativeFunction(
    '__delattr__',
    object.method('Delete an attribute without further ado.', [arg('name', anything)], (self, name) => {
      if (!(self instanceof PyInstance)) throw raise.TypeError('arg must be user-type');
      if (!self.delete(attributeName(name))) throw raise.AttributeError('no such attribute');
    }),
  ),
);
