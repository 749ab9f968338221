/** What all file systems offer: files by path. Everything raises `FileError`. */
import { FileError } from './file-error.js';

/** How a file is opened. `create`: never, if it is missing, always anew, or only if it is missing (`fresh`). */
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
  /** Fills an array from the position on; answers how many bytes there were. */
  read(into: Uint8Array): number;
  write(bytes: Uint8Array): void;
  /** Moves the position; answers where it is. */
  seek(offset: number, from: SeekFrom): number;
  /** Keeps what was written. */
  flush(): void;
  /** Keeps what was written, or raises what keeps it from that; closing again does nothing. */
  close(): void;
}

/** What is known of a file or folder. */
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
 * A file system. Paths are names separated by '/': with a leading one they start at the root, which is '/' itself, without at the current
 * folder, which is ''. They have no slash at the end, unless a program has put it there: FatFs then refuses a path with EINVAL, littlefs and
 * ROMFS pass over it. `test/unit/volumes.test.ts` holds all of them to this.
 */
export interface Volume {
  /** The folder that relative paths start from, with a leading slash; on FAT raises ENOMEM where that is longer than the driver's buffer. */
  readonly currentFolder: string;
  open(path: string, mode: OpenMode): FileHandle;
  stat(path: string): FileStatus;
  /** Whether an import finds a file, a folder or nothing at a path; on FAT nothing at the root. Raises nothing of its own. */
  kind(path: string): 'file' | 'folder' | null;
  /** Entries of a folder, made as they are asked for. */
  list(path: string): Iterable<FolderEntry>;
  makeFolder(path: string): void;
  remove(path: string, what: 'file' | 'folder'): void;
  rename(from: string, to: string): void;
  changeFolder(path: string): void;
  space(): Space;
}

/** What a path leads to, where that is known by its status alone. */
export function kindByStatus(volume: Pick<Volume, 'stat'>, path: string): 'file' | 'folder' | null {
  try {
    return volume.stat(path).isFolder ? 'folder' : 'file';
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}
