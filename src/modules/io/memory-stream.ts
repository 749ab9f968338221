/** `StringIO` and `BytesIO`: streams in memory (`py/objstringio.c`). */
import { EINVAL } from '../../errno.js';
import { newBytes, PyBytes, readableBuffer, room } from '../../objects/bytes.js';
import { allocate, heap, reallocate, release } from '../../objects/charge.js';
import { methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { grownSize } from '../../objects/growth.js';
import { addressOf } from '../../objects/identity.js';
import { isInt } from '../../objects/int.js';
import { machineInt } from '../../objects/machine-int.js';
import { isStr, wholeStr } from '../../objects/str.js';
import type { Stream } from '../../objects/stream.js';
import { lineSlots, streamMethods } from '../../objects/stream-methods.js';
import type { Hold, PyType, Slots } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

/** Bytes reserved for a stream that starts empty. */
const FIRST_ROOM = 16;
/** Size of the object, and of the head of its buffer (`py/misc.h`, vstr_t). */
const OBJECT_BYTES = 16;
const HEAD_BYTES = 16;

class MemoryStream implements PyObject, Stream {
  #position = 0;
  #length: number;
  /** At least `#size` bytes, unless lent; null after `close`. */
  #storage: Uint8Array | null;
  /** Bytes of the buffer on the board. */
  #size: number;
  /** The value of `heap.used` when the buffer got this size. */
  #mark: number;

  constructor(
    readonly type: PyType,
    storage: Uint8Array,
    length: number,
    /** The owner of the storage, if the storage must be copied before the first write; otherwise null. */
    private lender: Value | null,
  ) {
    this.#storage = storage;
    this.#length = length;
    this.#size = lender === null ? Math.max(1, storage.length) : storage.length;
    allocate(OBJECT_BYTES);
    allocate(HEAD_BYTES);
    if (lender === null) allocate(this.#size);
    this.#mark = heap.used;
  }

  get isText(): boolean {
    return this.type === stringIoType;
  }

  /** All bytes in the stream. */
  get content(): Uint8Array {
    return this.#open.subarray(0, this.#length);
  }

  read(into: Uint8Array): number {
    const part = this.#open.subarray(Math.min(this.#position, this.#length), Math.min(this.#position + into.length, this.#length));
    into.set(part);
    this.#position += part.length;
    return part.length;
  }

  write(bytes: Uint8Array): number {
    const end = this.#position + bytes.length;
    const storage = this.#roomFor(end);
    storage.fill(0, this.#length, Math.max(this.#position, this.#length));
    storage.set(bytes, this.#position);
    this.#position = end;
    this.#length = Math.max(this.#length, end);
    return bytes.length;
  }

  seek(offset: number, whence: number): number {
    const base = whence === 1 ? this.#position : whence === 2 ? this.#open && this.#length : 0;
    this.#position = Math.max(0, base + offset);
    return this.#position;
  }

  flush(): number {
    return 0;
  }

  poll(): number {
    return -EINVAL;
  }

  close(): number {
    if (this.#storage === null) return 0;
    release(HEAD_BYTES);
    if (this.lender === null) release(this.#size);
    this.#storage = null;
    return 0;
  }

  /** Slot `references` of the type. */
  references(hold: Hold): number {
    if (this.#storage === null) return OBJECT_BYTES;
    hold(this.lender);
    return OBJECT_BYTES + HEAD_BYTES + (this.lender === null ? this.#size : 0);
  }

  get #open(): Uint8Array {
    if (this.#storage === null) throw raise.ValueError('I/O operation on closed file');
    return this.#storage;
  }

  /** Makes room for `length` bytes. The board's buffer grows by little; the host's doubles, because it is copied each time. */
  #roomFor(length: number): Uint8Array {
    let storage = this.#open;
    if (this.lender !== null) {
      allocate(this.#size);
      this.#mark = heap.used;
      this.lender = null;
      this.#storage = storage = storage.slice();
    }
    if (length <= this.#size) return storage;
    const size = grownSize(length);
    reallocate(this.#size, size, this.#mark, 'growth');
    this.#mark = heap.used;
    this.#size = size;
    if (size <= storage.length) return storage;
    const grown = room(Math.max(size, 2 * storage.length));
    grown.set(storage.subarray(0, this.#length));
    this.#storage = grown;
    return grown;
  }
}

/** `StringIO()`, `StringIO(content)`, `StringIO(bytes to reserve)`; likewise BytesIO. Further arguments are ignored. */
function makeStream(type: PyType, args: Value[]): MemoryStream {
  const [content] = args;
  if (content === undefined) return new MemoryStream(type, room(FIRST_ROOM), 0, null);
  if (isInt(content)) {
    const size = machineInt(content);
    // The size is unsigned, so a negative size is too large for any memory.
    return new MemoryStream(type, room(size < 0 ? 2 ** 32 + size : size), 0, null);
  }
  const { bytes } = readableBuffer(content);
  if (isStr(content) || content instanceof PyBytes) return new MemoryStream(type, bytes, bytes.length, content);
  return new MemoryStream(type, bytes.slice(), bytes.length, null);
}

const { method } = methodsOf<MemoryStream>();
const { readlines: _, __next__, __enter__, __exit__, ...shared } = streamMethods;
const members = {
  ...shared,
  getvalue: method('Everything in the stream.', [], (self) => {
    return self.isText ? wholeStr(self.content) : newBytes(self.content.slice());
  }),
  __next__,
  __enter__,
  __exit__,
};
const slots: Slots = {
  ...lineSlots,
  make: makeStream,
  repr: (self: MemoryStream) => `<io.${self.type.name} 0x${addressOf(self).toString(16)}>`,
  stream: (self: MemoryStream) => self,
  references: (self: MemoryStream, hold) => self.references(hold),
};

/** `io.StringIO`. */
export const stringIoType = nativeType('StringIO', slots, members);
/** `io.BytesIO`. */
export const bytesIoType = nativeType('BytesIO', slots, members);
