/**
 * Streams that may be set not to wait, by whoever shares them with this process: they are waited for all the same. Nothing else happens
 * meanwhile.
 */
import { readSync, writeSync } from 'node:fs';
import { pause } from './wall-clock.js';

/** So long a stream is left alone that has nothing, or is full, ms. */
const RETRY_MS = 1;

/** Reads from a stream what it has next, at most until `bytes` is full, to `offset` and behind. Answers how many bytes; 0 at its end. Throws what `fs` throws. */
export function readWaiting(fd: number, bytes: Uint8Array, offset: number): number {
  return whenReady(() => readSync(fd, bytes, offset, bytes.length - offset, null));
}

/** Writes all of it to a stream. Throws what `fs` throws. */
export function writeWaiting(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += whenReady(() => writeSync(fd, bytes, done));
}

function whenReady(action: () => number): number {
  for (;;) {
    try {
      return action();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      pause(RETRY_MS);
    }
  }
}
