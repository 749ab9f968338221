/** `memoryview` (`py/objarray.c`): a view of another object's bytes. As in the firmware, it does not notice when that object grows and moves. */
import type { BinaryOp } from '../bytecode/operators.js';
import { ArrayIterator, incompatible, itemsBinary, loadItem, sliceBytes, sourceOfSlice, storeItem } from './array-operations.js';
import { itemSize } from './binary.js';
import { hexMethod } from './byte-methods.js';
import type { PyByteArray } from './bytearray.js';
import { readableBuffer } from './bytes.js';
import { allocate } from './charge.js';
import { arg, make, nativeType } from './declare.js';
import { ElsewhereBytes } from './elsewhere.js';
import { raise } from './exception.js';
import { anything } from './kinds.js';
import { memoryAt } from './memory.js';
import { itemIndex } from './sequence.js';
import { PySlice } from './slice.js';
import type { Buffer, PyType } from './type.js';
import type { PyObject, Value } from './value.js';

/** Maximum number of items before a slice. With 32-bit words, the firmware keeps this number in 24 bits (`py/objarray.h`). */
const LARGEST_OFFSET = 0xffffff;

export class PyMemoryView implements PyObject {
  #bytes: Uint8Array;
  constructor(
    bytes: Uint8Array,
    readonly typecode: string,
    readonly writable: boolean,
    /** The object that the bytes belong to. */
    readonly owner: Value | null,
  ) {
    this.#bytes = bytes;
  }
  get type(): PyType {
    return memoryviewType;
  }
  get bytes(): Uint8Array {
    return this.#bytes;
  }
  /** Sets the number of bytes shown, as natives do that fill the view anew. Raises NotImplementedError if its memory does not reach that far. */
  resize(length: number): void {
    const { buffer, byteOffset } = this.#bytes;
    if (byteOffset + length > buffer.byteLength) throw raise.NotImplementedError('memory beyond a buffer is not simulated');
    this.#bytes = new Uint8Array(buffer, byteOffset, length);
  }
  /** Number of items. */
  get length(): number {
    return this.bytes.length / itemSize(this.typecode);
  }
  /** Makes a view, on the heap, of the bytes from `start` to before `stop`. */
  part(start: number, stop: number): PyMemoryView {
    const { typecode, writable, owner } = this;
    return newMemoryView({ bytes: this.bytes.subarray(start, stop), typecode, writable }, owner);
  }
}

/** A view of an address range where there may be no memory. */
class ElsewhereView extends PyMemoryView {
  constructor(
    owner: Value,
    readonly address: number,
    private readonly size: number,
  ) {
    super(new Uint8Array(0), 'B', true, owner);
    allocate(16);
  }
  override get bytes(): Uint8Array {
    return memoryAt(this.address, this.size);
  }
  override get length(): number {
    return this.size;
  }
  override part(start: number, stop: number): PyMemoryView {
    return new ElsewhereView(this.owner as Value, this.address + start, stop - start);
  }
}

/** The address of a bytearray or view made for an address without memory; undefined for any other value. */
export function addressElsewhere(value: unknown): number | undefined {
  return value instanceof ElsewhereBytes || value instanceof ElsewhereView ? value.address : undefined;
}

/** Makes a memoryview of `owner`'s bytes on the heap. */
export function newMemoryView({ bytes, typecode, writable }: Buffer, owner: Value | null): PyMemoryView {
  allocate(16, 'memoryview');
  return new PyMemoryView(bytes, typecode, writable, owner);
}

/** `memoryview`. */
export const memoryviewType: PyType = nativeType(
  'memoryview',
  {
    make: make([arg('object', anything)], (object) => {
      const address = addressElsewhere(object);
      return address === undefined
        ? newMemoryView(readableBuffer(object), object)
        : new ElsewhereView(object, address, (object as PyByteArray | PyMemoryView).length);
    }),
    truth: (self: PyMemoryView) => self.length > 0,
    length: (self: PyMemoryView) => self.length,
    hash: () => undefined,
    binaryOp: (op: BinaryOp, left: PyMemoryView, right: Value) => itemsBinary(op, left, right),
    attributes: ['itemsize'],
    getAttribute: (self: PyMemoryView, name) => (name === 'itemsize' ? itemSize(self.typecode) : undefined),
    subscript(self: PyMemoryView, index) {
      if (!(index instanceof PySlice)) return loadItem(self, index);
      const [start, stop] = sliceBytes(self, index);
      if (start > LARGEST_OFFSET * itemSize(self.typecode)) throw raise.OverflowError('memoryview offset too large');
      return self.part(start, stop);
    },
    setSubscript(self: PyMemoryView, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
      if (!(index instanceof PySlice)) {
        const at = itemIndex(self.type, self, index);
        if (!self.writable) throw readOnly(self);
        storeItem(self, at, value);
        return;
      }
      const [start, stop] = sliceBytes(self, index);
      const source = sourceOfSlice(self, value);
      if (!self.writable) throw readOnly(self);
      if (source.length !== stop - start) throw incompatible();
      self.bytes.set(source, start);
    },
    iterate: (self: PyMemoryView) => new ArrayIterator(self),
    references(self: PyMemoryView, hold) {
      hold(self.owner);
      return 16;
    },
    buffer: (self: PyMemoryView) => ({ bytes: self.bytes, writable: self.writable, typecode: self.typecode }),
  },
  { hex: hexMethod },
);

const readOnly = (self: PyMemoryView): object => raise.TypeError("'%s' object doesn't support item assignment", self.type.name);
