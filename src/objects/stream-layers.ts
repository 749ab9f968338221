/** Operations of a stream for another stream on top of it, like a websocket's on its socket. */
import { EAGAIN } from '../errno.js';
import { unownedByteArray } from './bytearray.js';
import { readableBuffer } from './bytes.js';
import { arg, fn } from './declare.js';
import { engine } from './engine.js';
import type { NativeFunction } from './function.js';
import { anything } from './kinds.js';
import { nativeFunction } from './native-function.js';
import { call } from './protocol/call.js';
import { takeSteps } from './steps.js';
import { type Stream, streamOf } from './stream.js';
import type { Value } from './value.js';

/** A native that does an operation once. It is called as Python would call it, because one that waits must do so in nested code. */
function once(operation: 'read' | 'write', act: (stream: Stream, bytes: Uint8Array) => Value): NativeFunction {
  const operands = [arg('stream', anything), arg('buffer', anything)] as const;
  const body = (value: Value, buffer: Value): Value => act(streamOf(value, operation), readableBuffer(buffer).bytes);
  return nativeFunction(operation, fn('Read or write once.', operands, body, { price: 0 }));
}

const READ = once('read', (stream, bytes) => {
  if (stream.reading !== undefined) return takeSteps(stream.reading(bytes), (count) => count);
  const attempt = (): Value => {
    const answer = (stream.read as (into: Uint8Array) => number).call(stream, bytes);
    const wait = answer === -EAGAIN ? (stream.readWait?.() ?? null) : null;
    return wait === null ? answer : engine.wait(wait, attempt);
  };
  return attempt();
});

const WRITE = once('write', (stream, bytes) =>
  stream.writing === undefined
    ? (stream.write as (bytes: Uint8Array) => number).call(stream, bytes)
    : takeSteps(stream.writing(bytes), (count) => count),
);

/** `Stream.read` of a value for another stream on top of it: one that waits does so in nested code. */
export function readFrom(value: Value, into: Uint8Array): number {
  return call(READ, [value, unownedByteArray(into)]) as number;
}

/** The same for `Stream.write`. */
export function writeTo(value: Value, bytes: Uint8Array): number {
  return call(WRITE, [value, unownedByteArray(bytes)]) as number;
}

/**
 * Writes all bytes. Returns the number of those taken, or the error that has kept it from taking all; that it takes no more for now is an error only
 * if it has taken none (`mp_stream_write_exactly`).
 */
export function writeExactly(value: Value, bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const answer = writeTo(value, bytes.subarray(at));
    if (answer === 0 || (answer === -EAGAIN && at > 0)) break;
    if (answer < 0) return answer;
    at += answer;
  }
  return at;
}
