/** `micropython.RingIO` (`py/objringio.c`): a ring buffer that is a stream, for passing data from an interrupt to the program. */

import { checkPositional } from '../../objects/argument-count.js';
import { bufferOf, room } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { methodsOf, nativeType } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { POLL, type Stream } from '../../objects/stream.js';
import { streamMethods } from '../../objects/stream-methods.js';
import type { PyType } from '../../objects/type.js';
import type { Keywords, PyObject, Value } from '../../objects/value.js';

/** Limits of the storage. Indices are 16 bits wide. One byte of the storage stays free, so that a full ring differs from an empty one. */
const LEAST_STORAGE = 2;
const MOST_STORAGE = 0xffff;

class RingIO implements PyObject, Stream {
  readonly isText = false;
  /** Where the next byte is read, and where the next one is written. */
  #get = 0;
  #put = 0;

  constructor(
    readonly storage: Uint8Array,
    /** The owner of the storage; null if the ring owns it. */
    readonly lender: Value | null,
  ) {
    allocate(16);
  }
  get type(): PyType {
    return ringIoType;
  }

  get available(): number {
    return (this.storage.length + this.#put - this.#get) % this.storage.length;
  }

  get free(): number {
    return this.storage.length - 1 - this.available;
  }

  read(into: Uint8Array): number {
    const count = Math.min(into.length, this.available);
    const first = Math.min(count, this.storage.length - this.#get);
    into.set(this.storage.subarray(this.#get, this.#get + first));
    into.set(this.storage.subarray(0, count - first), first);
    this.#get = (this.#get + count) % this.storage.length;
    return count;
  }

  write(bytes: Uint8Array): number {
    const count = Math.min(bytes.length, this.free);
    const first = Math.min(count, this.storage.length - this.#put);
    this.storage.set(bytes.subarray(0, first), this.#put);
    this.storage.set(bytes.subarray(first, count));
    this.#put = (this.#put + count) % this.storage.length;
    return count;
  }

  poll(events: number): number {
    return (this.available > 0 ? events & POLL.READ : 0) | (this.free > 0 ? events & POLL.WRITE : 0);
  }

  close(): number {
    return 0;
  }
}

/** `RingIO(size)` makes storage for `size` bytes; `RingIO(buffer)` uses the buffer's bytes. */
function makeRing(_: PyType, args: Value[], keywords: Keywords | null): RingIO {
  checkPositional(args, keywords, 1, 1);
  const [source] = args as [Value];
  const buffer = bufferOf(source);
  const given = buffer?.writable === true ? buffer.bytes : null;
  const length = given?.length ?? int.convert(source) + 1;
  if (given === null) allocate(length >>> 0);
  if (length < LEAST_STORAGE || length > MOST_STORAGE) throw raise.ValueError();
  return new RingIO(given ?? room(length), given === null ? null : source);
}

const { method } = methodsOf<RingIO>();
const { read, readline, readinto, write, close } = streamMethods;

/** The type `micropython.RingIO`. */
export const ringIoType = nativeType(
  'RingIO',
  {
    make: makeRing,
    stream: (self: RingIO) => self,
    references(self: RingIO, hold) {
      hold(self.lender);
      return 16 + (self.lender === null ? self.storage.length : 0);
    },
  },
  { any: method('How many bytes can be read.', [], (self) => self.available), read, readline, readinto, write, close },
);
