/** Copies files and folders from one file system to another. */
import { FileError } from './file-error.js';
import type { Volume } from './volume.js';

/** The whole content of a file. */
export function contentOf(volume: Volume, path: string): Uint8Array {
  const content = new Uint8Array(volume.stat(path).size);
  const file = volume.open(path, { read: true, write: false, create: 'never', append: false });
  file.read(content);
  file.close();
  return content;
}

/** How files are copied. */
interface CopyOptions {
  /** Told the time of each before it is written. */
  readonly at?: (modified: number) => void;
  /** Whether a file or folder is copied at all. */
  readonly takes?: (path: string) => boolean;
}

/** Copies folders and files to where they are missing or differ. What does not fit is left out. */
export function copyFiles(from: Volume, to: Volume, options: CopyOptions = {}, folder = ''): void {
  for (const { name, isFolder, modified } of [...from.list(folder === '' ? '/' : folder)]) {
    const path = `${folder}/${name}`;
    if (options.takes?.(path) === false) continue;
    options.at?.(modified);
    try {
      if (isFolder) {
        if (to.kind(path) !== 'folder') to.makeFolder(path);
        copyFiles(from, to, options, path);
      } else copyFile(contentOf(from, path), to, path);
    } catch (error) {
      // A name that FAT does not know, a file that is only shown to the board, no room.
      if (!(error instanceof FileError)) throw error;
    }
  }
}

/** Makes a file, or gives one that differs another content; raises ENOSPC, EACCES, EINVAL. */
export function copyFile(content: Uint8Array, to: Volume, path: string): void {
  if (to.kind(path) === 'file') {
    const old = contentOf(to, path);
    if (old.length === content.length && old.every((byte, i) => byte === content[i])) return;
  }
  const file = to.open(path, { read: false, write: true, create: 'always', append: false });
  file.write(content);
  file.close();
}

/** Removes what the other file system has not. */
export function removeMissing(from: Volume, other: Volume, folder = ''): void {
  for (const { name, isFolder } of [...from.list(folder === '' ? '/' : folder)]) {
    const path = `${folder}/${name}`;
    const isKept = other.kind(path) === (isFolder ? 'folder' : 'file');
    if (isFolder) removeMissing(from, other, path);
    if (isKept) continue;
    try {
      from.remove(path, isFolder ? 'folder' : 'file');
    } catch (error) {
      // Shown to the board only.
      if (!(error instanceof FileError)) throw error;
    }
  }
}
