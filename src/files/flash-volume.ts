/**
 * The board's flash. As long as it is used only through files, it is a tree of files (`FatVolume`), which `TreeBlocks` shows as blocks. When a
 * program writes the blocks itself (`pyb.Flash`), the flash becomes these blocks, with the file system that is on them. The files on the blocks
 * are then copied to the tree whenever the board closes its files, as far as FAT can hold them, so that the host gets them.
 */
import { BLOCK } from './block-device.js';
import { contentOf, copyFiles, removeMissing } from './copy-files.js';
import { FileError } from './file-error.js';
import { findSystem, makeFactorySystem } from './find-system.js';
import { TreeBlocks, type TreeBlocksParts } from './tree-blocks.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, SeekFrom, Space, Volume } from './volume.js';

const ERASED = 0xff;

export class FlashVolume implements Volume {
  /** Which file system is mounted; null if none could be mounted. */
  kindOfSystem: 'fat' | 'littlefs' | null = 'fat';
  /** The blocks, once a program has written to them; null while the tree counts. */
  #image: Uint8Array | null = null;
  /** The file system on the blocks of `#image`. */
  #onBlocks: Volume | null = null;
  readonly #tree: TreeBlocks;
  readonly #open = new Set<FileHandle>();

  constructor(private readonly parts: TreeBlocksParts) {
    this.#tree = new TreeBlocks(parts);
  }

  get blocks(): number {
    return this.parts.blocks;
  }

  /** Reads bytes of the blocks as they are now. */
  readBytes(offset: number, into: Uint8Array): void {
    const bytes = this.#image ?? this.#tree.show().bytes;
    into.set(bytes.subarray(offset, offset + into.length));
  }

  /** Erases and writes whole blocks; from now on the blocks count. */
  writeBytes(offset: number, bytes: Uint8Array): void {
    this.#useBlocks().set(bytes, offset);
    for (let at = 0; at < bytes.length; at += BLOCK) this.parts.chip.write((offset + at) / BLOCK);
  }

  /** Writes within the extended protocol's blocks. On a chip that has to be erased for it (`erased`), only zeros can be written. */
  programBytes(offset: number, bytes: Uint8Array, erased: boolean): void {
    const image = this.#useBlocks();
    for (const [i, byte] of bytes.entries()) image[offset + i] = erased ? (image[offset + i] as number) & byte : byte;
    this.parts.chip.program(offset, bytes.length);
  }

  eraseBytes(offset: number, length: number): void {
    this.#useBlocks().fill(ERASED, offset, offset + length);
    this.parts.chip.erase();
  }

  /** Writes what the chip holds back. */
  sync(): void {
    this.parts.chip.sync();
  }

  /** Mounts what is on the flash, as the firmware does at each start. If there is no file system, makes one with the factory's files. */
  remount(): void {
    if (this.#image === null) {
      this.#tree.remount();
      return;
    }
    const found = findSystem(this.#image, this.parts, true);
    this.#onBlocks = found?.volume ?? null;
    this.kindOfSystem = found?.kind ?? null;
  }

  /** Makes the factory's file system, with its files, whatever was there. `remount` has to be called afterwards. */
  makeAnew(): void {
    const image = this.#useBlocks();
    makeFactorySystem(image, this.parts);
    this.#copyToTree(image);
  }

  /**
   * Closes all files, as a soft reset does; the tree gets what is on the blocks. Data that a file cannot keep is lost without an error, as on
   * the board.
   */
  closeFiles(): void {
    for (const file of this.#open) {
      try {
        file.close();
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
      }
    }
    this.#open.clear();
    this.#tree.closeFiles();
    this.parts.files.closeFiles();
    if (this.#image !== null) this.#copyToTree(this.#image);
  }

  /** Returns the content of an existing file; raises ENOENT. */
  read(path: string): Uint8Array {
    return this.#onBlocks === null ? this.parts.files.read(path) : contentOf(this.#onBlocks, path);
  }

  get currentFolder(): string {
    return this.#current.currentFolder;
  }

  open(path: string, mode: OpenMode): FileHandle {
    if (this.#image === null) return mode.write ? this.#tree.open(path, mode) : this.parts.files.open(path, mode);
    const file = new CountedFile(this.#current.open(path, mode), this.#open);
    this.#open.add(file);
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
    this.#change([path], (volume, folder) => volume.makeFolder(folder));
  }

  remove(path: string, what: 'file' | 'folder'): void {
    this.#change([path], (volume, removed) => volume.remove(removed, what));
  }

  rename(from: string, to: string): void {
    this.#change([from, to], (volume, old, fresh) => volume.rename(old, fresh));
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

  #change(paths: string[], action: (volume: Volume, ...paths: string[]) => void): void {
    if (this.#image === null) this.#tree.change(paths, action);
    else action(this.#current, ...paths);
  }

  /** Returns the blocks, which count from now on. */
  #useBlocks(): Uint8Array {
    if (this.#image === null) {
      const { bytes, volume } = this.#tree.show();
      volume.changeFolder(this.parts.files.currentFolder);
      this.#onBlocks = volume;
      this.#image = bytes;
    }
    return this.#image;
  }

  #copyToTree(image: Uint8Array): void {
    const { files } = this.parts;
    const found = findSystem(image, this.parts, false);
    if (found === null) return;
    // Files that the host only shares, perhaps many, are not in the way and stay.
    removeMissing(files, found.volume, (path) => files.owns(path));
    copyFiles(found.volume, files);
  }
}

/** A file on the blocks, which leaves the set of open files when it is closed. */
class CountedFile implements FileHandle {
  constructor(
    private readonly file: FileHandle,
    private readonly open: Set<FileHandle>,
  ) {}

  read(into: Uint8Array): number {
    return this.file.read(into);
  }

  write(bytes: Uint8Array): void {
    this.file.write(bytes);
  }

  seek(offset: number, from: SeekFrom): number {
    return this.file.seek(offset, from);
  }

  flush(): void {
    this.file.flush();
  }

  close(): void {
    this.file.close();
    this.open.delete(this);
  }
}
