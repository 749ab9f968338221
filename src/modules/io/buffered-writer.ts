/** `io.BufferedWriter` (`py/modio.c`): passes on written bytes in pieces of a fixed size. */
import { EAGAIN } from '../../errno.js';
import { checkPositional } from '../../objects/argument-count.js';
import { room } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { nativeType } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { addressOf } from '../../objects/identity.js';
import { machineInt } from '../../objects/machine-int.js';
import { type Stream, streamOf } from '../../objects/stream.js';
import { streamMethods } from '../../objects/stream-methods.js';
import type { PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';

/** Bytes of a writer, without its buffer. */
const HEAD_BYTES = 16;

class BufferedWriter implements PyObject, Stream {
  readonly isText = false;
  readonly #buffer: Uint8Array;
  #length = 0;

  constructor(
    readonly type: PyType,
    readonly target: Value,
    size: number,
  ) {
    this.#buffer = room(size);
    allocate(HEAD_BYTES + size);
  }

  get size(): number {
    return this.#buffer.length;
  }

  write(bytes: Uint8Array): number {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + this.size - this.#length);
      this.#buffer.set(part, this.#length);
      if (part.length < this.size - this.#length) {
        this.#length += part.length;
        break;
      }
      at += part.length;
      const answer = this.#pass(this.size);
      if (answer < 0) return answer;
      // With a buffer of size 0 this loop never ends, so interrupts must be served in it.
      engine.look();
    }
    return bytes.length;
  }

  flush(): number {
    return this.#length === 0 ? 0 : this.#pass(this.#length);
  }

  /**
   * Passes on `length` bytes and empties the buffer. Returns 0 or a negative error number. Bytes that a non-blocking stream does not take
   * are lost.
   */
  #pass(length: number): number {
    const stream = streamOf(this.target, 'write');
    for (let at = 0; at < length; ) {
      const answer = (stream.write as (bytes: Uint8Array) => number).call(stream, this.#buffer.subarray(at, length));
      if (answer < 0 && (at === 0 || answer !== -EAGAIN)) return answer;
      if (answer <= 0) break;
      at += answer;
    }
    this.#length = 0;
    return 0;
  }
}

const { write, flush } = streamMethods;

/** `io.BufferedWriter`. */
export const bufferedWriterType = nativeType(
  'BufferedWriter',
  {
    make(type, args, keywords) {
      checkPositional(args, keywords, 2, 2);
      const [target, size] = args as [Value, Value];
      // The size is unsigned.
      return new BufferedWriter(type, target, machineInt(size) >>> 0);
    },
    hash: addressOf,
    stream: (self: BufferedWriter) => self,
    references(self: BufferedWriter, hold) {
      hold(self.target);
      return HEAD_BYTES + self.size;
    },
  },
  { write, flush },
);
