/**
 * Streams: objects that can be read, written and polled (`py/stream.h`). A native type is a stream if it has the slot `stream`; a user
 * class is one if it derives from such a type, or from `io.IOBase`, in which case its Python methods are called.
 *
 * Operations return a count or, as in the firmware, a negative error number: −EAGAIN means that nothing can be done now.
 */
import type { Steps, Wait } from '../execution.js';
import { raise } from './exception.js';
import { PyInstance } from './instance.js';
import { None } from './none.js';
import { PyType, typeOf } from './type.js';
import type { Value } from './value.js';

/** The events that a stream is polled for and that it reports. */
export const POLL = { READ: 1, WRITE: 4, ERROR: 8, HANG_UP: 16, INVALID: 32 } as const;

/** Requests to `ioctl` (`py/stream.h`). */
export const IOCTL = { FLUSH: 1, POLL: 3, CLOSE: 4, GET_DATA_OPTIONS: 8, SET_DATA_OPTIONS: 9, GET_BUFFER_SIZE: 11 } as const;

/** A stream. Operations that are missing are refused. */
export interface Stream {
  /** Whether reading returns str. */
  readonly isText: boolean;
  /** Fills an array as far as possible now. Returns the number of bytes, 0 at the end of the stream. */
  read?(into: Uint8Array): number;
  /** The same in steps, so that the thread can stop, for a stream that waits by itself with its own time limit. */
  reading?(into: Uint8Array): Steps<number>;
  /** Takes bytes and returns their number. The array belongs to the caller. */
  write?(bytes: Uint8Array): number;
  /** The same in steps, so that the thread can stop, for a stream whose writing takes time. */
  writing?(bytes: Uint8Array): Steps<number>;
  /** After `read` has returned −EAGAIN: the wait of a blocking stream before it is read again; null if it does not wait (any longer). */
  readWait?(): Wait | null;
  /** Called when a poll begins to wait until there is something to read. `isForever`: it waits for that without a limit. */
  awaited?(isForever: boolean): void;
  /** Returns the new position. `whence` is 0 from the start, 1 from the position, 2 from the end; the effect of other numbers varies. */
  seek?(offset: number, whence: number): number;
  flush?(): number;
  close?(): number;
  /**
   * Returns the events that hold now; errors and hang-ups are always included. Called while the board waits: must not allocate or charge. A stream
   * that has an `ioctl` in the firmware but does not tell its events refuses with EINVAL.
   */
  poll?(events: number): number;
  /** After `poll` has found nothing: the wait of the program before it gets this result; null if there is none. */
  pollPause?(): Wait | null;
  /** All other requests to `ioctl`. */
  control?(request: number, argument: number): number;
  /** The best number of bytes to read at a time; not positive if it does not matter. */
  bufferSize?(): number;
  /** True if polling calls Python code, so that it can be done only where code runs. */
  readonly pollsInPython?: boolean;
}

/** The stream that a value is. Raises OSError if it is not a stream, or does not support the operation. */
export function streamOf(value: Value, operation?: 'read' | 'write' | 'poll'): Stream {
  const type = typeOf(value);
  const base = type.isUser ? type.nativeBase : type;
  let stream: Stream | undefined;
  if (base?.slots.stream !== undefined) {
    const isPython = base === ioBaseType;
    stream = base.slots.stream(isPython || !(value instanceof PyInstance) ? value : (value.native ?? None));
  }
  if (stream === undefined || (operation !== undefined && stream[operation] === undefined)) {
    throw raise.OSErrorText('stream operation not supported');
  }
  return stream;
}

/** The same for a stream that can be read, written and polled, as those are that others are built on. */
export function duplexStreamOf(value: Value): Stream {
  streamOf(value, 'read');
  streamOf(value, 'write');
  return streamOf(value, 'poll');
}

/** `io.IOBase`. `io-base.ts` fills its slots. */
export const ioBaseType = new PyType('IOBase', {});
