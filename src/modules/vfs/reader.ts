/** How the firmware reads a whole file that it imports or runs (`extmod/vfs_reader.c`). */

import { type Stream, streamOf } from '../../objects/stream.js';
import { checked, closeStream } from '../../objects/stream-methods.js';
import type { Value } from '../../objects/value.js';

/** Bytes that are read of a source file at a time: if its stream does not say how many, and the limits of what the stream may say. */
const USUAL_CHUNK = 25;
const LEAST_CHUNK = 9;
const MOST_CHUNK = 255;

/** Reads an open file from its position to its end, and closes it. Raises OSError. */
export function readToEnd(file: Value): Uint8Array {
  const stream = streamOf(file, 'read');
  const wanted = stream.bufferSize?.() ?? 0;
  const chunk = new Uint8Array(wanted > 0 ? Math.min(Math.max(wanted, LEAST_CHUNK), MOST_CHUNK) : USUAL_CHUNK);
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let count = readChunk(stream, chunk); count > 0; count = readChunk(stream, chunk)) {
    parts.push(chunk.slice(0, count));
    length += count;
  }
  closeStream(file);
  const content = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}

function readChunk(stream: Stream, chunk: Uint8Array): number {
  return checked(stream.read?.(chunk) ?? 0);
}
