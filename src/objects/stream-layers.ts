/** Operations of a stream for another stream on top of it, like a websocket's on its socket. */
import { EAGAIN } from '../errno.js';
import { unownedByteArray } from './bytearray.js';
import { readableBuffer, writableBuffer } from './bytes.js';
import { arg, fn } from './declare.js';
import { engine } from './engine.js';
import { anything } from './kinds.js';
import { nativeFunction } from './native-function.js';
import { call } from './protocol/call.js';
import { takeSteps } from './steps.js';
import { streamOf } from './stream.js';
import type { Value } from './value.js';

const ONCE = [arg('stream', anything), arg('buffer', anything)] as const;

const READ_ONCE = nativeFunction(
  'read',
  fn(
    'Read once.',
    ONCE,
    (value, buffer) => {
      const stream = streamOf(value, 'read');
      const { bytes } = writableBuffer(buffer);
      if (stream.reading !== undefined) return takeSteps(stream.reading(bytes), (count) => count);
      const attempt = (): Value => {
        const answer = (stream.read as (into: Uint8Array) => number).call(stream, bytes);
        const wait = answer === -EAGAIN ? (stream.readWait?.() ?? null) : null;
        return wait === null ? answer : engine.wait(wait, attempt);
      };
      return attempt();
    },
    { price: 0 },
  ),
);

const WRITE_ONCE = nativeFunction(
  'write',
  fn(
    'Write once.',
    ONCE,
    (value, buffer) => {
      const stream = streamOf(value, 'write');
      const { bytes } = readableBuffer(buffer);
      if (stream.writing !== undefined) return takeSteps(stream.writing(bytes), (count) => count);
      return (stream.write as (bytes: Uint8Array) => number).call(stream, bytes);
    },
    { price: 0 },
  ),
);

/** `Stream.read` of a value for another stream on top of it: one that waits does so in nested code. */
export function readFrom(value: Value, into: Uint8Array): number {
  return call(READ_ONCE, [value, unownedByteArray(into)]) as number;
}

/** The same for `Stream.write`. */
export function writeTo(value: Value, bytes: Uint8Array): number {
  return call(WRITE_ONCE, [value, unownedByteArray(bytes)]) as number;
}
