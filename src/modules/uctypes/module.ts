/** `uctypes`: memory seen through a description of its layout (`extmod/moductypes.c`). */

import { addressOfBuffer } from '../../objects/address.js';
import { checkPositional } from '../../objects/argument-count.js';
import { PyByteArray } from '../../objects/bytearray.js';
import { newBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, fn, nativeType } from '../../objects/declare.js';
import { byteArrayAt } from '../../objects/elsewhere.js';
import { raise } from '../../objects/exception.js';
import { newInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { machineInt, truncatedInt } from '../../objects/machine-int.js';
import { memoryAt } from '../../objects/memory.js';
import { nativeModule, type PyModule } from '../../objects/module.js';
import { checkLength } from '../../objects/str.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import type { AddressedMemory } from '../addressed-memory.js';
import {
  type Aggregate,
  aggregateOf,
  type BitField,
  CONSTANTS,
  fieldOf,
  isAggregate,
  isStructure,
  LAYOUT,
  type Scalar,
  sizeOf,
  syntaxError,
} from './layout.js';

/** Memory at an address, seen through a descriptor. */
class Struct implements PyObject {
  constructor(
    readonly type: PyType,
    readonly memory: AddressedMemory,
    readonly address: number,
    readonly descriptor: Value,
    readonly layout: number,
  ) {
    allocate(16);
  }
  get isLittleEndian(): boolean {
    return this.layout === LAYOUT.LITTLE_ENDIAN || this.layout === LAYOUT.NATIVE;
  }
  /** Memory at another address, with another descriptor and the same layout. */
  at(address: number, descriptor: Value): Struct {
    return new Struct(this.type, this.memory, address, descriptor, this.layout);
  }
}

function loadNumber({ memory }: Struct, { code }: Scalar, address: number, littleEndian: boolean): Value {
  if (code === '-') throw syntaxError();
  return memory.load(code, address, littleEndian);
}

const loadScalar = (self: Struct, scalar: Scalar, offset: number): Value =>
  loadNumber(self, scalar, self.address + offset, self.isLittleEndian);

function storeScalar(self: Struct, { code }: Scalar, offset: number, value: Value): void {
  if (code === '-') throw syntaxError();
  self.memory.store(code, self.address + offset, value, self.isLittleEndian);
}

const wholeOf = (self: Struct, { code, offset }: BitField): number =>
  Number(self.memory.load(code, self.address + offset, self.isLittleEndian));

function storeBits(self: Struct, field: BitField, value: Value): void {
  const { code, offset, shift, mask } = field;
  const bits = (machineInt(value) & mask) << shift;
  const whole = (wholeOf(self, field) & ~(mask << shift)) | bits;
  self.memory.store(code, self.address + offset, whole, self.isLittleEndian);
}

/** The field with a name; raises KeyError if there is none, TypeError if the descriptor has no fields or is wrong. */
function fieldNamed(self: Struct, name: string): Scalar | BitField | Aggregate {
  if (!isStructure(self.descriptor)) throw raise.TypeError('struct: no fields');
  const field = self.descriptor.table.getName(name)?.value;
  if (field === undefined) throw raise.KeyError(name);
  if (typeof field === 'number') return fieldOf(field);
  if (!isAggregate(field)) throw syntaxError();
  return aggregateOf(field);
}

function loadField(self: Struct, name: string): Value {
  const field = fieldNamed(self, name);
  switch (field.kind) {
    case 'scalar':
      return loadScalar(self, field, field.offset);
    case 'bits':
      return (wholeOf(self, field) >>> field.shift) & field.mask;
    case 'struct':
      return self.at(self.address + field.offset, field.descriptor);
    default:
      if (field.kind === 'array' && field.element?.code === 'B') return byteArrayAt(self.address + field.offset, field.count);
      return self.at(self.address + field.offset, field.whole);
  }
}

function storeField(self: Struct, name: string, value: Value | undefined): boolean {
  // MicroPython: deleting a field merely loads it.
  if (value === undefined) loadField(self, name);
  else {
    const field = fieldNamed(self, name);
    if (field.kind === 'scalar') storeScalar(self, field, field.offset, value);
    else if (field.kind === 'bits') storeBits(self, field, value);
    else throw syntaxError();
  }
  return true;
}

/** The array or pointer that a structure is; raises TypeError if it is neither, so cannot be indexed. */
function indexable(self: Struct): Exclude<Aggregate, { kind: 'struct' }> {
  if (!isAggregate(self.descriptor)) throw raise.TypeError("struct: can't index");
  const aggregate = aggregateOf(self.descriptor);
  if (aggregate.kind === 'struct') throw raise.TypeError("'%s' object isn't subscriptable", self.type.name);
  return aggregate;
}

const pointerOf = (self: Struct): number => Number(self.memory.load('I', self.address));

function loadItem(self: Struct, index: Value): Value {
  const aggregate = indexable(self);
  const at = machineInt(index);
  const { element, descriptor } = aggregate;
  if (aggregate.kind === 'array') {
    if (at >= aggregate.count) throw raise.IndexError('struct: index out of range');
    return element === null
      ? self.at(self.address + sizeOf(descriptor, self.layout) * at, descriptor)
      : loadScalar(self, element, element.size * at);
  }
  const target = pointerOf(self);
  if (element === null) return self.at(target + sizeOf(descriptor, self.layout) * at, descriptor);
  // MicroPython: the target of a pointer has the board's byte order, whatever the structure's byte order is.
  return loadNumber(self, element, target + element.size * at, true);
}

function storeItem(self: Struct, index: Value, value: Value | undefined): void {
  if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
  const aggregate = indexable(self);
  // MicroPython: a store through a pointer does nothing.
  if (aggregate.kind === 'pointer') loadItem(self, index);
  else {
    const at = machineInt(index);
    if (at >= aggregate.count) throw raise.IndexError('struct: index out of range');
    if (aggregate.element === null) throw raise.TypeError("'%s' object doesn't support item assignment", self.type.name);
    storeScalar(self, aggregate.element, aggregate.element.size * at, value);
  }
}

function kindOf(descriptor: Value): string {
  if (isStructure(descriptor)) return 'STRUCT';
  if (!isAggregate(descriptor)) return 'ERROR';
  const { kind } = aggregateOf(descriptor);
  return kind === 'pointer' ? 'PTR' : kind === 'array' ? 'ARRAY' : 'unk';
}

function structTypeOf(memory: AddressedMemory): PyType {
  const structType: PyType = nativeType('struct', {
    make(_type, args, keywords) {
      checkPositional(args, keywords, 2, 3);
      const [address, descriptor, layout] = args;
      const start = truncatedInt(address) >>> 0;
      return new Struct(structType, memory, start, descriptor, layout === undefined ? LAYOUT.NATIVE : int.convert(layout));
    },
    references(self: Struct, hold) {
      hold(self.descriptor);
      return 16;
    },
    repr: (self: Struct) => `<struct ${kindOf(self.descriptor)} ${self.address.toString(16)}>`,
    hash: () => undefined,
    getAttribute: loadField,
    setAttribute: storeField,
    subscript: loadItem,
    setSubscript: storeItem,
    integer: (self: Struct) =>
      isAggregate(self.descriptor) && aggregateOf(self.descriptor).kind === 'pointer' ? newInt(pointerOf(self)) : undefined,
    buffer: (self: Struct) => ({ bytes: memoryAt(self.address, sizeOf(self.descriptor, self.layout)), writable: true, typecode: 'B' }),
  });
  return structType;
}

/** `uctypes.sizeof(structure or descriptor, [layout])`. */
function sizeOfValue(value: Value, layout: Value | undefined): number {
  if (value instanceof PyByteArray) return value.length;
  if (!(value instanceof Struct)) return sizeOf(value, layout === undefined ? LAYOUT.NATIVE : int.convert(layout));
  if (layout !== undefined) throw raise.TypeError();
  return sizeOf(value.descriptor, value.layout);
}

/** An address or a size: an int, truncated to 32 bits. */
const machineWord = { name: 'int', convert: (value: Value) => truncatedInt(value) >>> 0 };
const region = [arg('addr', machineWord), arg('size', machineWord)] as const;

function addressOf(object: Value): number {
  if (object instanceof Struct) return object.address;
  const address = addressOfBuffer(object);
  if (address === undefined) throw raise.TypeError('object with buffer protocol required');
  return address;
}

/** Makes the module `uctypes`. */
export function uctypes(memory: AddressedMemory): PyModule {
  return nativeModule('uctypes', {
    struct: structTypeOf(memory),
    sizeof: fn(
      'Bytes of a structure, or of what a descriptor describes.',
      [arg('struct', anything), arg('layout', anything, undefined)],
      sizeOfValue,
    ),
    addressof: fn("The address of an object's bytes.", [arg('obj', anything)], (object) => {
      if (object instanceof Struct) sizeOf(object.descriptor, object.layout);
      return newInt(addressOf(object));
    }),
    bytes_at: fn('A copy of memory.', region, (address, size) => {
      checkLength(size);
      return newBytes(memory.bytes(address, size).slice());
    }),
    bytearray_at: fn('A bytearray that is a piece of memory.', region, byteArrayAt),
    ...CONSTANTS,
  });
}
