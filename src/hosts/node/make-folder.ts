/** Making folders. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those that it lies in. Throws what `fs` throws. Node's own `recursive` never comes back from file systems in which
 * nothing can be made, such as /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const outer = dirname(path);
  if (outer !== path) makeFolder(outer);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have been quicker.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(path)) throw error;
  }
}
