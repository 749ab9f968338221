/** Paths and names of littlefs: the names in a path, and the order of names in a folder (`lib/littlefs/lfs2.c`, lfs2_dir_find). */
import { EINVAL, ENAMETOOLONG } from '../../errno.js';
import { FileError } from '../file-error.js';
import { LIMITS } from './format.js';

/** Returns the names of a path, with '.' and '..' resolved; raises EINVAL for a path above the root. */
export function namesOf(path: string): string[] {
  const names: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') names.push(part);
    else if (names.pop() === undefined) throw new FileError(EINVAL);
  }
  return names;
}

/** Whether a path says that it leads to a folder: it ends in '/' or '/.'. */
export function endsInSlash(path: string): boolean {
  return /\/\.?$/.test(path);
}

/** Raises ENAMETOOLONG for a name that is too long. */
export function checkLength(name: Uint8Array): void {
  if (name.length > LIMITS.name) throw new FileError(ENAMETOOLONG);
}

/** Returns the order of two names in a folder: by bytes, the longer one first if it begins with the other. */
export function order(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number) ? -1 : 1;
  return a.length === b.length ? 0 : a.length > b.length ? -1 : 1;
}
