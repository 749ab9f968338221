/** Paths and names of littlefs: what a path goes through, and how names lie in a folder (`lib/littlefs/lfs2.c`, lfs2_dir_find). */
import { EINVAL, ENAMETOOLONG } from '../../errno.js';
import { FileError } from '../file-error.js';
import { LIMITS } from './format.js';

/** Names of a path, '.' and '..' worked out; raises EINVAL for what is above the root. */
export function namesOf(path: string): string[] {
  const names: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') names.push(part);
    else if (names.pop() === undefined) throw new FileError(EINVAL);
  }
  return names;
}

/** Whether a path says of what it leads to that it is a folder. */
export function endsInSlash(path: string): boolean {
  return /\/\.?$/.test(path);
}

/** Raises ENAMETOOLONG for a name that is longer than any may be. */
export function checkLength(name: Uint8Array): void {
  if (name.length > LIMITS.name) throw new FileError(ENAMETOOLONG);
}

/** Order of names in a folder: by bytes, the longer first where one begins with the other. */
export function order(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] as number) < (b[i] as number) ? -1 : 1;
  return a.length === b.length ? 0 : a.length > b.length ? -1 : 1;
}
