/** The methods that all streams share (`py/stream.c`), based on the operations of `Stream`. */

import { EVENT_PRICE } from '../bytecode/prices.js';
import { LF } from '../control-bytes.js';
import { EAGAIN, EINVAL } from '../errno.js';
import type { Steps } from '../execution.js';
import { newBytes, readableBuffer, room, writableBuffer } from './bytes.js';
import { charge, requireRoom } from './charge.js';
import { ABSENT, arg, type FunctionDeclaration, methodsOf, rest } from './declare.js';
import { engine } from './engine.js';
import { raise } from './exception.js';
import { anything, int, unchecked } from './kinds.js';
import { appendItem, newList } from './list.js';
import { truncatedInt } from './machine-int.js';
import { None } from './none.js';
import { isTrue } from './protocol/truth.js';
import { takeSteps } from './steps.js';
import { wholeStr } from './str.js';
import { type Stream, streamOf } from './stream.js';
import type { Slots } from './type.js';
import type { Value } from './value.js';

/** Number of bytes by which the buffer of `read()` grows. */
const CHUNK = 256;
/** Cycles of reading a single byte. */
const PRICE_PER_SINGLE = 60;

/** Returns a stream's result if it is a count; raises the OSError that it stands for if it is negative. */
export function checked(answer: number): number {
  if (answer < 0) throw raise.OSError(-answer);
  return answer;
}

/** The value for bytes that have been read: a str or bytes. Raises UnicodeError. */
function readResult(stream: Stream, bytes: Uint8Array): Value {
  return stream.isText ? wholeStr(bytes) : newBytes(bytes);
}

/**
 * Collects the bytes of a reading method, possibly over several waits. The firmware makes room for all requested bytes before it reads,
 * however few arrive.
 */
class Reading {
  #bytes: Uint8Array;
  #length = 0;
  /** True if nothing more will come: at the end, or if the stream does not wait. */
  #ended = false;
  #blocked = false;

  constructor(
    readonly stream: Stream,
    /** Size of the board's buffer, in bytes. */
    private size: number,
    /** Returns the number of bytes to ask for, given those read so far; 0 if they are enough. */
    private readonly wanted: (bytes: Uint8Array) => number,
    /** Returns the size to which the buffer grows if this number of bytes must fit (`vstr_ensure_extra` in `py/vstr.c`). */
    private readonly enlarged = (bytes: number): number => ((bytes + 16) & ~7) + 8,
  ) {
    requireRoom(size);
    this.#bytes = room(size);
  }

  /** Reads until there is enough; waits if the stream does. */
  run(): Value {
    if (this.stream.reading !== undefined) return takeSteps(this.#steps(), (value) => value);
    for (;;) {
      const more = this.#ended ? 0 : this.wanted(this.#taken);
      if (more === 0) return this.#result();
      const answer = (this.stream.read as (into: Uint8Array) => number).call(this.stream, this.#room(more));
      const wait = answer === -EAGAIN ? (this.stream.readWait?.() ?? null) : null;
      if (wait !== null) return engine.wait(wait, () => this.run());
      this.#note(answer);
    }
  }

  /** The same for a stream that waits by itself. */
  *#steps(): Steps<Value> {
    for (;;) {
      const more = this.#ended ? 0 : this.wanted(this.#taken);
      if (more === 0) return this.#result();
      this.#note(yield* (this.stream.reading as (into: Uint8Array) => Steps<number>).call(this.stream, this.#room(more)));
    }
  }

  #note(answer: number): void {
    if (answer > 0) {
      charge(answer * EVENT_PRICE.COPY_PER_BYTE + PRICE_PER_SINGLE);
      this.#length += answer;
    } else if (answer === 0) this.#ended = true;
    else if (answer === -EAGAIN) this.#ended = this.#blocked = true;
    else checked(answer);
  }

  get #taken(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #room(more: number): Uint8Array {
    const end = this.#length + more;
    if (end > this.size) {
      this.size = this.enlarged(end);
      requireRoom(this.size);
    }
    if (end > this.#bytes.length) {
      const grown = room(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#taken);
      this.#bytes = grown;
    }
    return this.#bytes.subarray(this.#length, end);
  }

  /** The value read; None if a stream that does not wait had no data. */
  #result(): Value {
    if (this.#blocked && this.#length === 0) return None;
    return readResult(this.stream, this.#bytes.slice(0, this.#length));
  }
}

/** Makes the function `wanted` of a Reading that reads this number of UTF-8 characters. */
function characterCounter(characters: number): (bytes: Uint8Array) => number {
  let at = 0;
  let left = characters;
  return (bytes) => {
    while (at < bytes.length) {
      const width = widthOf(bytes[at] as number);
      if (at + width > bytes.length) return at + width - bytes.length + left - 1;
      at += width;
      left--;
    }
    return left;
  };
}

function widthOf(lead: number): number {
  return lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** `stream.read([size])`. */
function read(self: Value, size: number): Value {
  const stream = streamOf(self, 'read');
  if (size === -1) {
    const rest = ({ length }: Uint8Array): number => CHUNK - (length % CHUNK);
    return new Reading(stream, CHUNK, rest, (bytes) => bytes).run();
  }
  if (stream.isText) return new Reading(stream, Math.max(1, size >>> 0), characterCounter(size)).run();
  return new Reading(stream, (size >>> 0) + 1, (bytes) => size - bytes.length).run();
}

/** `stream.readline([size])`. At the end of the stream it returns an empty line. */
function readLine(self: Value, size = -1): Value {
  const stream = streamOf(self, 'read');
  let looked = 0;
  return new Reading(stream, size === -1 ? 16 : Math.max(1, size >>> 0), (bytes) => {
    if (++looked % 1000 === 0) engine.look();
    return bytes.length === size || bytes[bytes.length - 1] === LF ? 0 : 1;
  }).run();
}

/** `stream.readinto(buffer, [size])`: fills the buffer as far as data comes before the end of the stream. */
function readInto(self: Value, into: Value, size: Value | undefined): Value {
  const stream = streamOf(self, 'read');
  const { bytes } = writableBuffer(into);
  const end = size === undefined ? bytes.length : Math.min(bytes.length, truncatedInt(size) >>> 0);
  if (stream.reading !== undefined) return takeSteps(filling(stream, bytes.subarray(0, end)), (value) => value);
  let at = 0;
  const fill = (): Value => {
    while (at < end) {
      const answer = (stream.read as (into: Uint8Array) => number).call(stream, bytes.subarray(at, end));
      if (answer > 0) {
        charge(answer * EVENT_PRICE.COPY_PER_BYTE);
        at += answer;
      } else if (answer === 0) break;
      else if (answer !== -EAGAIN) checked(answer);
      else {
        const wait = stream.readWait?.() ?? null;
        if (wait !== null) return engine.wait(wait, fill);
        return at === 0 ? None : at;
      }
    }
    return at;
  };
  return fill();
}

/** The same for a stream that waits by itself. */
function* filling(stream: Stream, into: Uint8Array): Steps<Value> {
  for (let at = 0; at < into.length; ) {
    const answer = yield* (stream.reading as (into: Uint8Array) => Steps<number>).call(stream, into.subarray(at));
    if (answer === -EAGAIN && at === 0) return None;
    if (answer === -EAGAIN || checked(answer) === 0) return at;
    charge(answer * EVENT_PRICE.COPY_PER_BYTE);
    at += answer;
  }
  return into.length;
}

/** Writes all bytes. Returns the number of bytes taken, which a stream that does not wait may limit; None if it took none. Raises OSError. */
export function writeBytes(stream: Stream, bytes: Uint8Array): Value {
  if (stream.write === undefined) throw raise.OSErrorText('stream operation not supported');
  charge(bytes.length * EVENT_PRICE.COPY_PER_BYTE);
  let at = 0;
  while (at < bytes.length) {
    const answer = stream.write(at === 0 ? bytes : bytes.subarray(at));
    if (answer === -EAGAIN) return at === 0 ? None : at;
    if (checked(answer) === 0) break;
    at += answer;
  }
  return at;
}

/** The same in steps, for natives in which the thread can stop. */
export function* writingBytes(stream: Stream, bytes: Uint8Array): Steps<Value> {
  if (stream.writing === undefined) return writeBytes(stream, bytes);
  charge(bytes.length * EVENT_PRICE.COPY_PER_BYTE);
  let at = 0;
  while (at < bytes.length) {
    const answer = yield* stream.writing(at === 0 ? bytes : bytes.subarray(at));
    if (answer === -EAGAIN) return at === 0 ? None : at;
    if (checked(answer) === 0) break;
    at += answer;
  }
  return at;
}

/** `stream.write(buffer, [size])` or `stream.write(buffer, offset, size)`. */
function write(self: Value, from: Value, limits: Value[]): Value {
  if (limits.length > 2) throw raise.TypeError('function expected at most %d arguments, got %d', 4, limits.length + 2);
  const { bytes } = readableBuffer(from);
  const [first, second] = limits.map((limit) => truncatedInt(limit) >>> 0);
  const offset = second === undefined ? 0 : Math.min(first as number, bytes.length);
  const size = second ?? first ?? bytes.length;
  const stream = streamOf(self, 'write');
  const meant = bytes.subarray(offset, Math.min(bytes.length, offset + size));
  return stream.writing === undefined ? writeBytes(stream, meant) : takeSteps(writingBytes(stream, meant), (count) => count);
}

function seek(self: Value, offset: number, whence: number): Value {
  const stream = streamOf(self);
  if ((whence === 0 && offset < 0) || stream.seek === undefined) throw raise.OSError(EINVAL);
  return checked(stream.seek(offset, whence));
}

/** Closes a stream. Raises OSError if it cannot be closed. */
export function closeStream(self: Value): void {
  const stream = streamOf(self);
  checked(stream.close?.() ?? -EINVAL);
}

const { method } = methodsOf<Value>();

/** Methods of streams that are read and written. Each type takes the methods that it has. */
export const streamMethods = {
  read: method('Up to `size` characters or bytes; all until the end without a size.', [arg('size', int, -1)], read),
  readinto: method('Fill a buffer; answer how many bytes came.', [arg('buffer', anything), arg('size', anything, ABSENT)], readInto),
  readline: method('One line with its end, of at most `size` bytes.', [arg('size', unchecked, -1)], readLine),
  readlines: method('All lines until the end.', [], (self) => {
    const lines = newList([]);
    for (;;) {
      const line = readLine(self);
      if (!isTrue(line)) return lines;
      appendItem(lines, line);
    }
  }),
  write: method('Write a buffer; answer how many bytes were taken.', [arg('buffer', anything), rest('limits')], write),
  seek: method('Move to `offset` from the start (0), here (1) or the end (2).', [arg('offset', int), arg('whence', int, 0)], seek),
  tell: method('The position.', [], (self) => seek(self, 0, 1)),
  flush: method('Pass on what is buffered.', [], (self) => {
    checked(streamOf(self).flush?.() ?? -EINVAL);
  }),
  close: method('Close the stream.', [], closeStream),
  __next__: method('The next line; at the end the default, or StopIteration.', [arg('default', anything, ABSENT)], (self, fallback) => {
    const line = readLine(self);
    if (isTrue(line)) return line;
    if (fallback === undefined) throw raise.StopIteration();
    return fallback;
  }),
  __enter__: method('The stream.', [], (self) => self),
  __exit__: method('Close the stream.', [arg('type', anything), arg('value', anything), arg('traceback', anything)], closeStream),
} satisfies Record<string, FunctionDeclaration>;

/** Slots of a stream whose iteration yields its lines. */
export const lineSlots: Slots = {
  iterate: (self: Value) => self,
  next(self: Value) {
    const line = readLine(self);
    return isTrue(line) ? line : undefined;
  },
};
