/** What all file systems offer: files by path. Everything raises `FileError`. */
import { FileError } from './file-error.js';

/** How a file is opened. It is created never, if it is missing, always (emptied if it exists), or only if it is missing (`fresh`). */
export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  readonly create: 'never' | 'missing' | 'always' | 'fresh';
  /** The position starts at the end. */
  readonly append: boolean;
}

/** Where a seek counts from. */
export type SeekFrom = 'start' | 'position' | 'end';

/** A file that is open. */
export interface FileHandle {
  /** Fills an array from the position on; returns the number of bytes read. */
  read(into: Uint8Array): number;
  write(bytes: Uint8Array): void;
  /** Moves the position and returns it. */
  seek(offset: number, from: SeekFrom): number;
  /** Keeps what was written. */
  flush(): void;
  /** Keeps what was written, or raises the error that prevents it; closing again does nothing. */
  close(): void;
}

/** What is known about a file or folder. */
export interface FileStatus {
  readonly isFolder: boolean;
  readonly size: number;
  /** Seconds since 2000-01-01. */
  readonly modified: number;
}

/** An entry of a folder. */
export type FolderEntry = FileStatus & { readonly name: string };

/** Room on a volume. */
export interface Space {
  readonly clusterBytes: number;
  readonly clusters: number;
  readonly free: number;
}

/**
 * A file system. Paths are names separated by '/'. With a leading '/' they start at the root, which is '/' itself, otherwise at the current
 * folder, which is ''. They have no slash at the end unless a program has put it there: FatFs then refuses the path with EINVAL, littlefs and
 * ROMFS ignore the slash. `test/unit/volumes.test.ts` checks this for all of them.
 */
export interface Volume {
  /** The folder that relative paths start from, with a leading slash; on FAT raises ENOMEM if it is longer than the driver's buffer. */
  readonly currentFolder: string;
  open(path: string, mode: OpenMode): FileHandle;
  stat(path: string): FileStatus;
  /** Whether an import finds a file, a folder or nothing at a path; on FAT nothing at the root. Raises no FileError. */
  kind(path: string): 'file' | 'folder' | null;
  /** Returns the entries of a folder, produced on demand. */
  list(path: string): Iterable<FolderEntry>;
  makeFolder(path: string): void;
  remove(path: string, what: 'file' | 'folder'): void;
  rename(from: string, to: string): void;
  changeFolder(path: string): void;
  space(): Space;
}

/** Returns what a path leads to, for volumes on which its status alone tells. */
export function kindByStatus(volume: Pick<Volume, 'stat'>, path: string): 'file' | 'folder' | null {
  try {
    return volume.stat(path).isFolder ? 'folder' : 'file';
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}
