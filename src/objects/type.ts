/**
 * Types: slots, members, bases, and the search for an attribute along them.
 * The slots are MicroPython's set (`py/obj.h`, mp_obj_type_t); a user class fills the same slots with functions that look for dunders.
 */
import type { BinaryOp, UnaryOp } from '../bytecode/opcodes.js';
import type { Stream } from './stream.js';
import { Table } from './table.js';
import type { Keywords, PyObject, Value } from './value.js';

/** Tells the collector of something that an object holds: a value or a table; undefined and null are nothing. */
export type Hold = (held: Value | Table | null | undefined) => void;

/** A view of an object's bytes, for the buffer protocol. */
export interface Buffer {
  /** Writes go through to the object. */
  readonly bytes: Uint8Array;
  readonly writable: boolean;
  /** Item type in `struct` notation: 'B', 'b', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q', 'f', 'd', 'O'. */
  readonly typecode: string;
}

/** What is asked of an item; undefined is no. */
export type Test = (item: Value) => boolean | undefined;

/** What a type can do. A missing slot means that it cannot. `undefined` as a result means "not supported" or "nothing there". */
export interface Slots {
  /** Make an instance: `type(args)`. */
  make?(type: PyType, args: Value[], keywords: Keywords | null): Value;
  /** Text of `repr()`. UTF-16; astral characters as pairs. */
  repr?(self: any): string;
  /** Text of `str()` and `print`; absent: `repr`. */
  str?(self: any): string;
  /**
   * Of what shows other values: text and such a value, of which `repr()` is shown, alternately, from text to text. Undefined: this object is shown as a
   * whole. Absent: all are; whatever has it has `repr`, too.
   */
  parts?(self: any, isRepr: boolean): Iterable<Value> | undefined;
  /** The object whose `str()` this one's is; undefined or absent: none. Whatever has it has `str`, too. */
  shownAs?(self: any): Value | undefined;
  call?(self: any, args: Value[], keywords: Keywords | null): Value;
  /** `bool(self)`; absent: by `length`, else true. */
  truth?(self: any): boolean;
  /** The int that it stands for: `int(self)`, and where an int is expected. */
  integer?(self: any): number | bigint | undefined;
  /** `len(self)`. */
  length?(self: any): Value | undefined;
  /** `hash(self)`; absent: unhashable, unless `identityHash`. */
  hash?(self: any): Value | undefined;
  unaryOp?(op: UnaryOp, self: any): Value | undefined;
  /** `left op right`, called for the left operand's type. IN has its operands swapped: the container is on the left. */
  binaryOp?(op: BinaryOp, left: any, right: Value): Value | undefined;
  /** Attributes beyond `members`. A result that is a function is not bound. */
  getAttribute?(self: any, name: string): Value | undefined;
  /** Names that `getAttribute` answers, for `dir`. */
  attributes?: readonly string[] | ((self: any) => readonly string[]);
  /** Set, or delete where value is undefined. False: cannot. */
  setAttribute?(self: any, name: string, value: Value | undefined): boolean;
  subscript?(self: any, index: Value): Value;
  /** Set, or delete where value is undefined. */
  setSubscript?(self: any, index: Value, value: Value | undefined): void;
  /** `iter(self)`; undefined if this object has no such thing. */
  iterate?(self: any): Value | undefined;
  /** The array that iterating merely walks along; lists and tuples have it, named tuples have not. */
  items?(self: any): readonly Value[];
  /** The next item, or undefined at the end. */
  next?(self: any): Value | undefined;
  /** Whether `test` holds for an item that iterating gives, asked one by one; what `next` does, in one go. Never without `next`. */
  some?(self: any, test: Test): boolean;
  buffer?(self: any): Buffer;
  /** What `sys.getsizeof` tells of it. */
  sizeof?(self: any): number;
  /** For the collector: tells `hold` all that the object holds, and answers its own bytes on the board's heap. Absent: 16 bytes that hold nothing. */
  references?(self: any, hold: Hold): number;
  /** The object as a stream, see stream.ts. */
  stream?(self: any): Stream;
}

/** Counted up whenever an attribute of a user class appears or disappears, or may have become a property; inline caches compare it. Other changes of value need none: entries are cells. */
export const classEpoch = { value: 0 };

export class PyType implements PyObject {
  #members: Table | null;
  /** This type and its bases in the order in which MicroPython searches them: depth first, left to right (`py/objtype.c`, mp_obj_class_lookup). `object` is left out. */
  readonly searchOrder: readonly PyType[];
  /** The first native base (not `object`) of a user class, whose instances carry a native value; the type itself for a native type. */
  readonly nativeBase: PyType | null;
  /** True for a type made by `class`. */
  readonly isUser: boolean;
  /** True once a property, descriptor or `__setattr__`-like member was seen in the class or a base (MP_TYPE_FLAG_HAS_SPECIAL_ACCESSORS). */
  hasSpecialAccessors = false;
  /** True once a class derives from this one. */
  isSubclassed = false;
  /** How a call of the class goes, see `jit/construct.ts`. Made on demand. */
  construction: unknown = null;
  /** Shape of a fresh instance, see instance.ts. Made on demand. */
  rootShape: unknown = null;

  constructor(
    readonly name: string,
    readonly slots: Slots,
    readonly bases: readonly PyType[] = [],
    /** What it has, or what makes that when somebody first looks: most programs use few of the native types. */
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

  /** The member that this name finds in the class or its bases; undefined if none. The value is raw: not bound, no descriptor called. */
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

/** `object` is needed while types are being made; it is put here by its own creation below. */
const objectTypeHolder: { type: PyType | null } = { type: null };
/** `object`. Its slots are filled by `function-type.ts`. */
export const objectType: PyType = new PyType('object', {});
objectTypeHolder.type = objectType;
/** `type`. Its slots are filled by `type-type.ts`. */
export const typeType: PyType = new PyType('type', {});

/** Types of the values that are JavaScript primitives; each is put in place by its own file. */
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
