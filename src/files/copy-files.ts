/** Copies files and folders from one file system to another. */
import { EACCES, ECORRUPT, EEXIST, EINVAL, EIO, ENOENT, ENOSPC } from '../errno.js';
import { FileError } from './file-error.js';
import type { FolderEntry, Volume } from './volume.js';

/** Errors for what cannot be read: the device or the host fails, or a name is not text and leads nowhere. */
const UNREADABLE: readonly number[] = [EIO, ECORRUPT, ENOENT];
/** Errors for what cannot be written: its name is invalid, or taken; it is in use; there is no room. */
const UNWRITABLE: readonly number[] = [EINVAL, EEXIST, EACCES, ENOSPC];

/** Returns the whole content of a file. */
export function contentOf(volume: Volume, path: string): Uint8Array {
  const content = new Uint8Array(volume.stat(path).size);
  const file = volume.open(path, { read: true, write: false, create: 'never', append: false });
  file.read(content);
  file.close();
  return content;
}

/** How files are copied. */
interface CopyOptions {
  /** Called with the time of each file or folder before it is written. */
  readonly at?: (modified: number) => void;
  /** Whether a file or folder is copied at all. */
  readonly takes?: (path: string) => boolean;
}

/** Copies folders and files that are missing or differ. Those that cannot be read, or cannot be written, are left out. */
export function copyFiles(from: Volume, to: Volume, options: CopyOptions = {}, folder = ''): void {
  for (const { name, isFolder, modified } of entriesOf(from, folder)) {
    const path = `${folder}/${name}`;
    const isThere = leaveOut([...UNREADABLE, ...UNWRITABLE], () => {
      if (options.takes?.(path) === false) return false;
      options.at?.(modified);
      if (!isFolder) copyFile(from, to, path);
      else if (to.kind(path) !== 'folder') to.makeFolder(path);
      return true;
    });
    if (isThere === true && isFolder) copyFiles(from, to, options, path);
  }
}

/** Copies a file unless its content is there already. Raises ENOSPC before anything is read if there is no room, EACCES, EINVAL. */
export function copyFile(from: Volume, to: Volume, path: string): void {
  const { clusterBytes, free } = to.space();
  const old = to.kind(path) === 'file' ? Math.ceil(to.stat(path).size / clusterBytes) : 0;
  if (from.stat(path).size > (free + old) * clusterBytes) throw new FileError(ENOSPC);
  putFile(contentOf(from, path), to, path);
}

/** Makes a file, or replaces its content if that differs, as a whole or not at all; raises ENOSPC, EACCES, EINVAL. */
export function putFile(content: Uint8Array, to: Volume, path: string): void {
  if (to.kind(path) === 'file') {
    const old = contentOf(to, path);
    if (old.length === content.length && old.every((byte, i) => byte === content[i])) return;
  }
  const file = to.open(path, { read: false, write: true, create: 'always', append: false });
  try {
    file.write(content);
    file.close();
  } catch (error) {
    file.close();
    to.remove(path, 'file');
    throw error;
  }
}

/** Removes what the other file system lacks, or has as another kind. `owns` says whether something that is missing there may be removed. */
export function removeMissing(from: Volume, other: Volume, owns: (path: string) => boolean, folder = ''): void {
  for (const { name, isFolder } of entriesOf(from, folder)) {
    const path = `${folder}/${name}`;
    const there = other.kind(path);
    if (there === null && !owns(path)) continue;
    const kind = isFolder ? 'folder' : 'file';
    if (isFolder) removeMissing(from, other, there === 'file' ? () => true : owns, path);
    // The board's current folder stays, and so does a folder that cannot be read.
    if (there !== kind) leaveOut([...UNREADABLE, EACCES], () => from.remove(path, kind));
  }
}

/** Returns all entries of a folder, '' for the root; an empty list if it cannot be read. */
function entriesOf(volume: Volume, folder: string): readonly FolderEntry[] {
  return leaveOut(UNREADABLE, () => [...volume.list(folder === '' ? '/' : folder)]) ?? [];
}

/** Returns the result of an action; undefined if it fails with one of these error numbers. */
function leaveOut<T>(errnos: readonly number[], action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError && errnos.includes(error.errno)) return undefined;
    throw error;
  }
}
