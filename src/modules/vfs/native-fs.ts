/** File systems that are part of the firmware, as Python sees them: what `VfsFat` and `VfsLfs2` share (`extmod/vfs_fat.c`, `extmod/vfs_lfsx.c`). */
import { FileError } from '../../files/file-error.js';
import type { FolderEntry, Volume } from '../../files/volume.js';
import { newBytes, PyBytes } from '../../objects/bytes.js';
import { allocate } from '../../objects/charge.js';
import { arg, type Members, methodsOf, NativeObject } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { newIteratorType } from '../../objects/iterators.js';
import { anything, truth } from '../../objects/kinds.js';
import { isStr, newStr, textOf } from '../../objects/str.js';
import { newTuple } from '../../objects/tuple.js';
import type { Hold, PyType } from '../../objects/type.js';
import type { PyObject, Value } from '../../objects/value.js';
import { decodeUtf8, encodeUtf8 } from '../../utf8.js';
import { forWantOf, lackOf } from '../lack.js';
import { type FileTypes, type OpenFiles, PyFile, parseMode } from './file.js';

/** Bits of `st_mode`. */
export const FOLDER_MODE = 0x4000;
const FILE_MODE = 0x8000;
const LONGEST_NAME = 255;

/** Converts names to bytes and back: UTF-8, of which invalid bytes are replaced. */
export const nameCodec = { encode: encodeUtf8, decode: (bytes: Uint8Array): string => decodeUtf8(bytes, 'replace') as string };

/** Kind of an argument that is a path: str or bytes. */
export const path = {
  name: 'str',
  convert: (value: Value): string => (value instanceof PyBytes ? nameCodec.decode(value.bytes) : textOf(value)),
};

/** What the file systems of a machine need of it. */
export interface FileSystemPort {
  /** Nanoseconds since 2000-01-01 by the board's clock. */
  now(): bigint;
  /** The open files. */
  readonly openFiles: OpenFiles;
  /** Memory for a read-only file system; null for a board without it. */
  readonly rom: RomMemory | null;
}

/** Memory that holds a read-only file system. */
export interface RomMemory {
  readonly bytes: Uint8Array;
  /** Whether anything has ever been written there. */
  readonly isUsed: boolean;
  readonly size: number;
  /** Number of bytes that are erased at a time. */
  readonly unit: number;
  erase(start: number, end: number): void;
  write(offset: number, bytes: Uint8Array): void;
}

/** Runs an action. If the file system fails with a FileError, raises OSError with its number, for want of what `device` lacks. */
export function attempt<T>(action: () => T, device?: Value): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) throw forWantOf(typeof device === 'object' ? lackOf(device) : null, raise.OSError(error.errno));
    throw error;
  }
}

/** A file system that can be mounted. */
export class NativeFs implements PyObject {
  constructor(
    private readonly typeOf: () => PyType,
    readonly volume: Volume,
    /** Called when the file system is mounted. */
    readonly mounted: (isReadOnly: boolean, mayMake: boolean) => void,
    /** The program's block device below the file system; null if there is none. */
    readonly device: Value | null = null,
  ) {}
  get type(): PyType {
    return this.typeOf();
  }
  /** True if what is below the file system belongs to the firmware. */
  get isNative(): boolean {
    return this.device === null || this.device instanceof NativeObject;
  }
  /** For the collector: passes what it holds for the program to `hold`, and returns its bytes. Does not need the type to be made. */
  references(hold: Hold): number {
    hold(this.device);
    return 16;
  }
}

/** An iterator over the entries of a folder, made one at a time: name, type, inode and size of each. */
class Listing implements PyObject {
  readonly #entries: Iterator<FolderEntry>;

  constructor(
    entries: Iterable<FolderEntry>,
    private readonly asText: boolean,
  ) {
    allocate(48);
    this.#entries = entries[Symbol.iterator]();
  }
  get type(): PyType {
    return listingType;
  }
  next(): Value | undefined {
    const { done, value } = attempt(() => this.#entries.next());
    if (done === true) return undefined;
    const entry = value as FolderEntry;
    const name = this.asText ? newStr(entry.name) : newBytes(encodeUtf8(entry.name));
    return newTuple([name, entry.isFolder ? FOLDER_MODE : FILE_MODE, 0, entry.size]);
  }
}
const listingType = newIteratorType('iterator', { next: (self: Listing) => self.next() });

const { method } = methodsOf<NativeFs>();

/** Methods of a file system type whose files are of these types. */
export function fileSystemMethods(types: FileTypes, openFiles: OpenFiles): Members {
  return {
    open: method('Open a file.', [arg('path', path), arg('mode', path)], (self, name, letters) => {
      if (types.wrongMode?.test(letters) === true) throw raise.ValueError();
      const { mode, isText } = parseMode(letters);
      return new PyFile(types, isText, () => attempt(() => self.volume.open(name, mode)), openFiles, self.isNative);
    }),
    ilistdir: method('Iterate over the entries of a folder.', [arg('path', anything, '')], (self, folder) => {
      return new Listing(
        attempt(() => self.volume.list(path.convert(folder))),
        isStr(folder),
      );
    }),
    mkdir: method('Make a folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.makeFolder(name))),
    rmdir: method('Remove an empty folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.remove(name, 'folder'))),
    chdir: method('Change the current folder.', [arg('path', path)], (self, name) => attempt(() => self.volume.changeFolder(name))),
    getcwd: method('The current folder.', [], (self) => newStr(attempt(() => self.volume.currentFolder))),
    remove: method('Remove a file.', [arg('path', path)], (self, name) => attempt(() => self.volume.remove(name, 'file'))),
    rename: method('Rename or move a file or folder.', [arg('old', path), arg('new', path)], (self, from, to) =>
      attempt(() => self.volume.rename(from, to)),
    ),
    stat: method('What is known of a file or folder.', [arg('path', path)], (self, name) => {
      const { isFolder, size, modified } = attempt(() => self.volume.stat(name));
      return newTuple([isFolder ? FOLDER_MODE : FILE_MODE, 0, 0, 0, 0, 0, size, modified, modified, modified]);
    }),
    statvfs: method('Size and free space.', [arg('path', path)], (self) => {
      const { clusterBytes, clusters, free } = attempt(() => self.volume.space());
      return newTuple([clusterBytes, clusterBytes, clusters, free, free, 0, 0, 0, 0, LONGEST_NAME]);
    }),
    mount: method('Called when the volume is mounted.', [arg('readonly', truth), arg('mkfs', truth)], (self, isReadOnly, mayMake) =>
      attempt(() => self.mounted(isReadOnly, mayMake)),
    ),
    umount: method('Called when the volume is unmounted.', [], () => {}),
  };
}
