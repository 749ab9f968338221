/**
 * Types: slots, members, bases, and the search for an attribute along the bases.
 * The slots are MicroPython's (`py/obj.h`, mp_obj_type_t). A user class fills the same slots with functions that look for dunders.
 */
import type { BinaryOp, UnaryOp } from '../bytecode/operators.js';
import type { Stream } from './stream.js';
import { Table } from './table.js';
import type { Keywords, PyObject, Value } from './value.js';

/** Tells the collector about a value or table that an object holds; undefined and null are ignored. */
export type Hold = (held: Value | Table | null | undefined) => void;

/** A view of an object's bytes, for the buffer protocol. */
export interface Buffer {
  /** The object's own bytes: writing to them changes the object. */
  readonly bytes: Uint8Array;
  readonly writable: boolean;
  /** Item type in `struct` notation: 'B', 'b', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q', 'f', 'd', 'O'. */
  readonly typecode: string;
}

/** A test of an item; undefined means no. */
export type Test = (item: Value) => boolean | undefined;

/**
 * Takes an item of an iteration while the generator that yields it still runs. Returns false, having done nothing, if that could run Python code,
 * raise an exception, take memory that is not certain to be free, or end the iteration: the item must be taken once the generator is suspended.
 * What it charges must be little and not depend on the item's size, because nobody looks before the generator goes on (`takes` in `jit/helpers`).
 */
export type TakeInPassing = (item: Value) => boolean;

/** The operations of a type. A missing slot means that the type does not support it. The result `undefined` means "not supported" or "none". */
export interface Slots {
  /** Makes an instance: `type(args)`. */
  make?(type: PyType, args: Value[], keywords: Keywords | null): Value;
  /** Text of `repr()`: UTF-16, with surrogate pairs for astral characters. */
  repr?(self: any): string;
  /** Text of `str()` and `print`; absent: `repr`. */
  str?(self: any): string;
  /**
   * For objects that show other values: texts and values alternately, beginning and ending with a text; the `repr()` of each value is shown.
   * Undefined if this object is shown as a whole; absent if all objects of the type are. A type that has this slot has `repr`, too.
   */
  parts?(self: any, isRepr: boolean): Iterable<Value> | undefined;
  /** The object whose `str()` is also that of this one; undefined or absent if there is none. A type that has this slot has `str`, too. */
  shownAs?(self: any): Value | undefined;
  call?(self: any, args: Value[], keywords: Keywords | null): Value;
  /** `bool(self)`; absent: decided by `length`, or true without that. */
  truth?(self: any): boolean;
  /** The int that the object stands for, in `int(self)` and where an int is expected. */
  integer?(self: any): number | bigint | undefined;
  /** `len(self)`. */
  length?(self: any): Value | undefined;
  /** `hash(self)`; undefined if it is unhashable. Absent: the address, or unhashable if `answersUnary` holds for the type. */
  hash?(self: any): Value | undefined;
  unaryOp?(op: UnaryOp, self: any): Value | undefined;
  /** `left op right`, called for the left operand's type. The operands of IN are swapped: the container is on the left. */
  binaryOp?(op: BinaryOp, left: any, right: Value): Value | undefined;
  /** Attributes in addition to `members`. If the result is a function, it is not bound. */
  getAttribute?(self: any, name: string): Value | undefined;
  /** The names for which `getAttribute` returns a value, for `dir`. */
  attributes?: readonly string[] | ((self: any) => readonly string[]);
  /** Hears with which exception somebody who wants an attribute is told that there is none. */
  lacksAttribute?(self: any, name: string, failed: object): void;
  /** Sets an attribute, or deletes it if value is undefined. Returns false if that is impossible. */
  setAttribute?(self: any, name: string, value: Value | undefined): boolean;
  subscript?(self: any, index: Value): Value;
  /** Sets an item, or deletes it if value is undefined. */
  setSubscript?(self: any, index: Value, value: Value | undefined): void;
  /** `iter(self)`; undefined if this object cannot be iterated. */
  iterate?(self: any): Value | undefined;
  /** The array whose items an iteration yields. Lists and tuples have this slot, named tuples do not. */
  items?(self: any): readonly Value[];
  /** The next item, or undefined at the end. */
  next?(self: any): Value | undefined;
  /**
   * Whether `test` holds for an item of an iteration, tested one by one: does in one go what `next` does. `testInPassing` takes items for which
   * `test` does not hold as `test` would. Never present without `next`.
   */
  some?(self: any, test: Test, testInPassing: TakeInPassing | null): boolean;
  buffer?(self: any): Buffer;
  /** The result of `sys.getsizeof`. */
  sizeof?(self: any): number;
  /**
   * For the collector: calls `hold` for everything that the object holds, and returns the object's own bytes on the board's heap. Absent:
   * 16 bytes that hold nothing.
   */
  references?(self: any, hold: Hold): number;
  /** The object as a stream, see stream.ts. */
  stream?(self: any): Stream;
}

/**
 * Incremented whenever an attribute of a user class appears or disappears, or may have become a property; inline caches compare it. Other
 * changes of values need not be counted, because entries are cells.
 */
export const classEpoch = { value: 0 };

export class PyType implements PyObject {
  #members: Table | null;
  /**
   * This type and its bases, without `object`, in the order in which MicroPython searches them: depth first, left to right
   * (`py/objtype.c`, mp_obj_class_lookup).
   */
  readonly searchOrder: readonly PyType[];
  /** The first native base (not `object`) of a user class, whose instances have a native part; for a native type the type itself. */
  readonly nativeBase: PyType | null;
  /** True for a type made by `class`. */
  readonly isUser: boolean;
  /** True once the class or a base has had a property, descriptor or `__setattr__`-like member (MP_TYPE_FLAG_HAS_SPECIAL_ACCESSORS). */
  hasSpecialAccessors = false;
  /** True once a class derives from this one. */
  isSubclassed = false;
  /** How a call of the class is executed, see `jit/construct.ts`. Made on demand. */
  construction: unknown = null;
  /** Shape of a new instance, see instance.ts. Made on demand. */
  rootShape: unknown = null;

  constructor(
    readonly name: string,
    readonly slots: Slots,
    readonly bases: readonly PyType[] = [],
    /** The members, or a function that makes them when they are first needed: most programs use few of the native types. */
    private readonly content: Table | (() => Table) = new Table(0, 'fixed'),
    isUser = false,
  ) {
    this.#members = typeof content === 'function' ? null : content;
    this.isUser = isUser;
    if (isUser) this.members.changes = classEpoch;
    const order: PyType[] = [];
    const seen = new Set<PyType>();
    const visit = (type: PyType): void => {
      if (seen.has(type) || type === objectTypeHolder.type) return;
      seen.add(type);
      order.push(type);
      for (const base of type.bases) visit(base);
    };
    visit(this);
    this.searchOrder = order;
    this.nativeBase = isUser ? (order.find((type) => !type.isUser) ?? null) : this;
    this.hasSpecialAccessors = bases.some((base) => base.hasSpecialAccessors);
    for (const base of bases) base.isSubclassed = true;
  }

  get type(): PyType {
    return typeType;
  }

  /** Attributes by name: methods, constants, descriptors. */
  get members(): Table {
    this.#members ??= (this.content as () => Table)();
    return this.#members;
  }

  /** The member with this name in the class or its bases; undefined if there is none. It is raw: not bound, and no descriptor is called. */
  lookup(name: string): Value | undefined {
    const order = this.searchOrder;
    for (let i = 0; i < order.length; i++) {
      const entry = (order[i] as PyType).members.getName(name);
      if (entry !== undefined) return entry.value;
    }
    return undefined;
  }

  /** Whether this type is, or derives from, another. Everything derives from `object`. */
  isSubtypeOf(other: PyType): boolean {
    return this === other || other === objectTypeHolder.type || this.searchOrder.includes(other);
  }
}

/** Holds `object`, which is needed while types are being made, once it is created below. */
const objectTypeHolder: { type: PyType | null } = { type: null };
/** `object`. `function-type.ts` fills its slots. */
export const objectType: PyType = new PyType('object', {});
objectTypeHolder.type = objectType;
/** `type`. `type-type.ts` fills its slots. */
export const typeType: PyType = new PyType('type', {});

/** Types of the values that are JavaScript primitives; each is set by its own file. */
export const primitiveTypes: { int: PyType; bool: PyType; str: PyType } = { int: objectType, bool: objectType, str: objectType };

/** The type of any value. */
export function typeOf(value: Value): PyType {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return primitiveTypes.int;
    case 'string':
      return primitiveTypes.str;
    case 'boolean':
      return primitiveTypes.bool;
    default:
      return value.type;
  }
}

/** Name of a value's type, as error texts quote it. */
export function typeName(value: Value): string {
  return typeOf(value).name;
}
