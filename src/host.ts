/**
 * What the core asks of the host it runs on: files, and a store of texts. The host answers synchronously; nothing else in the core depends
 * on the host. Everything else a host passes as options of `PyboardSystem` (output, seed, time) or does by calling it (`run`, `feed`).
 */

/** Thrown by a host when a file or folder that it has shown cannot be read, or can no longer be read: the board's program gets EIO. */
export class Unreadable extends Error {}

/** One entry of a folder that a host shows. */
export interface FileTreeEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** When it was last changed, in seconds since 2000-01-01; absent if unknown. */
  readonly modified?: number;
}

/**
 * A tree of files that a host shows to the board.
 * Paths have no leading slash, parts are separated by '/', '' is the root. A tree without the writing methods is read-only.
 * The board asks for a folder's entries and a file's content once and keeps them; it reports changes as soon as a file is flushed or closed.
 */
export interface FileTree {
  /** Entries of a folder that exists, in the order in which the board lists them. Throws Unreadable. */
  list(path: string): readonly FileTreeEntry[];
  /** Content of a file that exists. Throws Unreadable. */
  read(path: string): Uint8Array;
  /** Makes or replaces a file in a folder that exists. */
  write?(path: string, content: Uint8Array): void;
  /** Makes a folder in a folder that exists. */
  makeFolder?(path: string): void;
  /** Removes a file or an empty folder. */
  remove?(path: string): void;
}

/** True for names of entries that tools on a computer keep in a folder (.git, .vscode, __pycache__): they have no place on a flash. */
export const isHidden = (name: string): boolean => name.startsWith('.') || name === '__pycache__';

/** Remembers texts from one run to the next. It may forget any of them at any time. */
export interface TextStore {
  /** Returns the text stored under exactly this key; null if there is none. */
  get(key: string): string | null;
  set(key: string, value: string): void;
}
