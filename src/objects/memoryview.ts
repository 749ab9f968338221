/** `memoryview` (`py/objarray.c`): a window onto another object's bytes. As in the firmware it does not notice when that object grows out of its place. */
import type { BinaryOp } from '../bytecode/opcodes.js';
import { ArrayIterator, incompatible, itemsBinary, loadItem, sliceBytes, sourceOfSlice, storeItem } from './array-operations.js';
import { itemSize } from './binary.js';
import { hexMethod } from './byte-methods.js';
import { readableBuffer } from './bytes.js';
import { allocate } from './charge.js';
import { arg, make, nativeType } from './declare.js';
import { raise } from './exception.js';
import { anything } from './kinds.js';
import { PySlice } from './slice.js';
import type { Buffer, PyType } from './type.js';
import type { PyObject, Value } from './value.js';

export class PyMemoryView implements PyObject {
  constructor(
    public bytes: Uint8Array,
    readonly typecode: string,
    readonly writable: boolean,
    /** Whose bytes they are. */
    readonly owner: Value | null,
  ) {}
  get type(): PyType {
    return memoryviewType;
  }
  /** Lets it show so many bytes from where it begins, as natives do that fill it anew; its memory must reach so far. */
  resize(length: number): void {
    const { buffer, byteOffset } = this.bytes;
    if (byteOffset + length > buffer.byteLength) throw raise.NotImplementedError('memory beyond a buffer is not simulated');
    this.bytes = new Uint8Array(buffer, byteOffset, length);
  }
  /** Number of items. */
  get length(): number {
    return this.bytes.length / itemSize(this.typecode);
  }
}

/** A memoryview of `owner`'s bytes, on the heap. */
export function newMemoryView({ bytes, typecode, writable }: Buffer, owner: Value | null): PyMemoryView {
  allocate(16);
  return new PyMemoryView(bytes, typecode, writable, owner);
}

/** `memoryview`. */
export const memoryviewType: PyType = nativeType(
  'memoryview',
  {
    make: make([arg('object', anything)], (object) => {
      return newMemoryView(readableBuffer(object), object);
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
      const { typecode, writable, owner } = self;
      return newMemoryView({ bytes: self.bytes.subarray(start, stop), typecode, writable }, owner);
    },
    setSubscript(self: PyMemoryView, index, value) {
      if (value === undefined) throw raise.TypeError("'%s' object doesn't support item deletion", self.type.name);
      if (!(index instanceof PySlice)) {
        if (!self.writable) throw readOnly(self);
        storeItem(self, index, value);
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
