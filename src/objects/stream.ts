/**
 * Streams: what can be read, written and polled (`py/stream.h`). A type is a stream by its `stream` slot; a user class by deriving
 * from one that is, or from `io.IOBase`, whose Python methods are then called.
 *
 * Operations answer a count, or a negative error number as in the firmware: −EAGAIN says that nothing can be done now.
 */
import type { Steps, Wait } from '../execution.js';
import { raise } from './exception.js';
import { PyInstance } from './instance.js';
import { None } from './none.js';
import { PyType, typeOf } from './type.js';
import type { Value } from './value.js';

/** What a stream is polled for, and what it answers. */
export const POLL = { READ: 1, WRITE: 4, ERROR: 8, HANG_UP: 16, INVALID: 32 } as const;

/** A stream; a missing operation is refused. */
export interface Stream {
  /** Whether reading gives str. */
  readonly isText: boolean;
  /** Fills an array as far as it can now; 0 at the end of the stream. */
  read?(into: Uint8Array): number;
  /** The same where the thread can stop, for a stream that waits by itself, with a limit of its own. */
  reading?(into: Uint8Array): Steps<number>;
  /** Takes bytes; answers how many. The array is the caller's. */
  write?(bytes: Uint8Array): number;
  /** The same where the thread can stop, for a stream whose writing takes time. */
  writing?(bytes: Uint8Array): Steps<number>;
  /** After `read` has answered −EAGAIN: what a blocking stream waits for before it is read again; null: it does not wait (any longer). */
  readWait?(): Wait | null;
  /** Answers the new position. `whence` is 0 from the start, 1 from the position, 2 from the end; every stream makes of other numbers what it will. */
  seek?(offset: number, whence: number): number;
  flush?(): number;
  close?(): number;
  /** Which of the events hold now; errors and hang-ups are told unasked. Called while the board waits: it must not allocate or charge. */
  poll?(events: number): number;
  /** After `poll` has found nothing: what a program must pause for before it is told so; null: for nothing. */
  pollPause?(): Wait | null;
  /** How many bytes are best read at a time; not positive where that does not matter. */
  bufferSize?(): number;
  /** True if polling calls Python code, so that it can be done only where code runs. */
  readonly pollsInPython?: boolean;
}

/** The stream that a value is; raises OSError if it is none, or cannot do the operation. */
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

/** `io.IOBase`. Its slots are filled by `io-base.ts`. */
export const ioBaseType = new PyType('IOBase', {});
