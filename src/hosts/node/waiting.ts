/**
 * Reads and writes that wait for streams which another process that shares them may have set to non-blocking. The thread is blocked meanwhile.
 */
import { readSync, writeSync } from 'node:fs';
import { pause } from './wall-clock.js';

/** How long a stream that has no data, or is full, is left alone, ms. */
const RETRY_MS = 1;

/**
 * Reads what a stream has next into `bytes` from `offset` on, at most until the array is full. Returns the number of bytes read; 0 at the end.
 * Throws what `fs` throws.
 */
export function readWaiting(fd: number, bytes: Uint8Array, offset: number): number {
  return whenReady(() => readSync(fd, bytes, offset, bytes.length - offset, null));
}

/** Writes all bytes to a stream. Throws what `fs` throws. */
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
