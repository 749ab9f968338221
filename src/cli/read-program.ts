/** Reads a program from the host: from a file, or from a pipe or device, whose length is not known. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { readWaiting } from '../hosts/node/waiting.js';
import { Failure, hostFailure, Status } from './fail.js';

/** Twice the size of the largest flash of a board: a larger file was named by mistake. */
const MOST_MEBIBYTES = 4;
const MOST_BYTES = MOST_MEBIBYTES * 1024 * 1024;
const CHUNK = 64 * 1024;

/**
 * Returns the content of a file; `-` is standard input. Throws a Failure if it cannot be read, or if it is larger than any board has room for.
 */
export function readProgram(path: string): Uint8Array {
  const isInput = path === '-';
  const name = isInput ? 'standard input' : path;
  try {
    const file = isInput ? 0 : openSync(path, 'r');
    try {
      return readAll(file, name);
    } finally {
      if (!isInput) closeSync(file);
    }
  } catch (error) {
    throw error instanceof Failure ? error : hostFailure(name, error);
  }
}

function readAll(file: number, name: string): Uint8Array {
  let bytes = new Uint8Array(Math.min(fstatSync(file).size, MOST_BYTES) + CHUNK);
  let length = 0;
  for (;;) {
    const count = readWaiting(file, bytes, length);
    if (count === 0) return bytes.slice(0, length);
    length += count;
    if (length > MOST_BYTES)
      throw new Failure(`${name}: larger than ${MOST_MEBIBYTES} MiB: no board has room for such a program`, Status.usage);
    if (length < bytes.length) continue;
    const larger = new Uint8Array(2 * length);
    larger.set(bytes);
    bytes = larger;
  }
}
