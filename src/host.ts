/**
 * What the core asks of the place it runs in. The core asks, a host answers; nothing else in the core knows a place.
 * Everything here is called between slices of the simulation or in passing, and answers at once.
 */

/** Where the board's console output goes. */
export interface HostConsole {
  /** Takes output bytes as they leave the board: raw, line ends already `\r\n`. The array is the callee's to keep. */
  write(bytes: Uint8Array): void;
}

/** One entry of a folder that a host shows. */
export interface FileTreeEntry {
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes; 0 for a folder. */
  readonly size: number;
  /** When it was last changed, in seconds since 2000-01-01; absent: unknown. */
  readonly modified?: number;
}

/**
 * A tree of files that a host shows to the board.
 * Paths have no leading slash, parts are separated by '/', '' is the root. A tree without the writing methods is read-only.
 * The board asks a folder's entries and a file's content once and keeps them; it tells changes as soon as a file is flushed or closed.
 */
export interface FileTree {
  /** Entries of a folder that exists, in the order in which the board lists them. */
  list(path: string): readonly FileTreeEntry[];
  /** Content of a file that exists. */
  read(path: string): Uint8Array;
  /** Makes or replaces a file in a folder that exists. */
  write?(path: string, content: Uint8Array): void;
  /** Makes a folder in a folder that exists. */
  makeFolder?(path: string): void;
  /** Removes a file or an empty folder. */
  remove?(path: string): void;
}

/** Remembers texts from one run to the next. It may forget any of them at any time. */
export interface TextStore {
  /** What was kept under exactly this key; null if there is nothing. */
  get(key: string): string | null;
  set(key: string, value: string): void;
}

/** The place a simulated board runs in. */
export interface Host {
  readonly console: HostConsole;
  /** Content of the board's flash. Empty: the board makes its factory files on first power-on. */
  readonly flash: FileTree;
  /** Files that the flash shows beside its own, never changed by the board; null for none. */
  readonly shared: FileTree | null;
  /** Seed of everything random in the simulation: 32 bits, asked once at power-on. The same seed gives the same run. */
  entropy(): number;
  /** Local time at power-on, in seconds since 2000-01-01: where the real-time clock starts. Asked once. */
  wallClock(): number;
}
