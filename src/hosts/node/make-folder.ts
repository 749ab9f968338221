/** Creates folders. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and its parent folders. Throws what `fs` throws. Node's own `recursive` option never returns on file systems in which nothing
 * can be made, such as /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const outer = dirname(path);
  if (outer !== path) makeFolder(outer);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(path)) throw error;
  }
}
