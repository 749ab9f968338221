/**
 * The board's flash: a tree of files (`FatVolume`) as long as only files are asked for. When a program writes the blocks below them
 * (`pyb.Flash`) it becomes those blocks, with the file system that is on them. What is on the blocks is then copied to the tree whenever
 * the board closes its files, as far as FAT can hold it, so that the host gets it.
 */
import { FileError } from './errno.js';
import type { FatVolume } from './fat-volume.js';
import { findSystem, makeFat, mountFat, type SystemParts } from './find-system.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, Space, Volume } from './volume.js';

const BLOCK = 512;
const ERASED = 0xff;

/** What the flash is made of. */
export interface FlashParts extends SystemParts {
  readonly files: FatVolume;
  /** Blocks of 512 bytes. */
  readonly blocks: number;
}

export class FlashVolume implements Volume {
  /** Which file system is mounted; null: none could be. */
  kindOfSystem: 'fat' | 'littlefs' | null = 'fat';
  #image: Uint8Array | null = null;
  /** Which state of the tree the image shows. */
  #imageOf = -1;
  /** The file system on the blocks; null while the tree counts. */
  #onBlocks: Volume | null = null;
  #usesBlocks = false;
  readonly #open = new Set<FileHandle>();

  constructor(private readonly parts: FlashParts) {}

  get blocks(): number {
    return this.parts.blocks;
  }

  /** Bytes of the blocks as they are. */
  readBytes(offset: number, into: Uint8Array): void {
    into.set(this.#bytes().subarray(offset, offset + into.length));
  }

  /** Writes whole blocks anew; from now on the blocks count. `erased`: only zeros can be written, as to flash that has been erased. */
  writeBytes(offset: number, bytes: Uint8Array, erased = false): void {
    const image = this.#useBlocks();
    for (const [i, byte] of bytes.entries()) image[offset + i] = erased ? (image[offset + i] as number) & byte : byte;
  }

  eraseBytes(offset: number, length: number): void {
    this.#useBlocks().fill(ERASED, offset, offset + length);
  }

  /** Mounts what is on the flash, as the firmware does at each start; without a file system it makes one, with the factory's files. */
  remount(): void {
    if (!this.#usesBlocks) return;
    const found = findSystem(this.#bytes(), this.parts, true);
    this.#onBlocks = found?.volume ?? null;
    this.kindOfSystem = found?.kind ?? null;
  }

  /** Closes all files, as a soft reset does; the tree gets what is on the blocks. */
  closeFiles(): void {
    for (const file of [...this.#open]) file.close();
    this.#open.clear();
    this.parts.files.closeFiles();
    if (this.#usesBlocks) this.#copyToTree();
  }

  /** The content of a file that is there; raises ENOENT. */
  read(path: string): Uint8Array {
    return this.#onBlocks === null ? this.parts.files.read(path) : contentOf(this.#onBlocks, path);
  }

  get currentFolder(): string {
    return this.#current.currentFolder;
  }

  open(path: string, mode: OpenMode): FileHandle {
    const file = this.#current.open(path, mode);
    if (this.#onBlocks !== null) this.#open.add(file);
    return file;
  }

  stat(path: string): FileStatus {
    return this.#current.stat(path);
  }

  kind(path: string): 'file' | 'folder' | null {
    return this.kindOfSystem === null ? null : this.#current.kind(path);
  }

  list(path: string): Iterable<FolderEntry> {
    return this.#current.list(path);
  }

  makeFolder(path: string): void {
    this.#current.makeFolder(path);
  }

  remove(path: string, what: 'file' | 'folder'): void {
    this.#current.remove(path, what);
  }

  rename(from: string, to: string): void {
    this.#current.rename(from, to);
  }

  changeFolder(path: string): void {
    this.#current.changeFolder(path);
  }

  space(): Space {
    return this.#current.space();
  }

  get #current(): Volume {
    return this.#onBlocks ?? this.parts.files;
  }

  /** The bytes; while the tree counts they are made of it, anew whenever it has changed. */
  #bytes(): Uint8Array {
    const { files, blocks, codec } = this.parts;
    if (this.#image !== null && (this.#usesBlocks || this.#imageOf === files.revision)) return this.#image;
    const image = new Uint8Array(blocks * BLOCK).fill(ERASED);
    let modified = 0;
    copyFiles(files, makeFat(image, codec, () => modified), (time) => {
      modified = time;
    });
    this.#imageOf = files.revision;
    this.#image = image;
    return image;
  }

  /** The blocks, from now on what counts. */
  #useBlocks(): Uint8Array {
    const image = this.#bytes();
    if (!this.#usesBlocks) {
      this.#usesBlocks = true;
      this.#onBlocks = mountFat(image, this.parts);
      this.#onBlocks.changeFolder(this.parts.files.currentFolder);
    }
    return image;
  }

  #copyToTree(): void {
    const { files } = this.parts;
    const found = findSystem(this.#bytes(), this.parts, false);
    if (found === null) return;
    removeMissing(files, found.volume, '');
    copyFiles(found.volume, files, () => {});
  }
}

/** The whole content of a file. */
function contentOf(volume: Volume, path: string): Uint8Array {
  const content = new Uint8Array(volume.stat(path).size);
  const file = volume.open(path, { read: true, write: false, create: 'never', append: false });
  file.read(content);
  file.close();
  return content;
}

/** Copies folders and files to where they are missing or differ; `at` is told the time of each. What does not fit is left out. */
function copyFiles(from: Volume, to: Volume, at: (modified: number) => void, folder = ''): void {
  for (const { name, isFolder, modified } of [...from.list(`${folder}/`)]) {
    const path = `${folder}/${name}`;
    at(modified);
    try {
      if (isFolder) {
        if (to.kind(path) !== 'folder') to.makeFolder(path);
        copyFiles(from, to, at, path);
      } else copyFile(contentOf(from, path), to, path);
    } catch (error) {
      // A name that FAT does not know, a file that is only shown to the board, no room.
      if (!(error instanceof FileError)) throw error;
    }
  }
}

function copyFile(content: Uint8Array, to: Volume, path: string): void {
  if (to.kind(path) === 'file') {
    const old = contentOf(to, path);
    if (old.length === content.length && old.every((byte, i) => byte === content[i])) return;
  }
  const file = to.open(path, { read: false, write: true, create: 'always', append: false });
  file.write(content);
  file.close();
}

/** Removes what the other volume has not. */
function removeMissing(from: Volume, other: Volume, folder: string): void {
  for (const { name, isFolder } of [...from.list(`${folder}/`)]) {
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
