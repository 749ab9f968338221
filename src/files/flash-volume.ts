/**
 * The board's flash: a tree of files (`FatVolume`) as long as only files are asked for, with the blocks that it would be (`TreeBlocks`). When
 * a program writes the blocks itself (`pyb.Flash`) the flash becomes those, with the file system that is on them. What is on the blocks is
 * then copied to the tree whenever the board closes its files, as far as FAT can hold it, so that the host gets it.
 */
import { BLOCK } from './block-device.js';
import { contentOf, copyFiles, removeMissing } from './copy-files.js';
import { FileError } from './file-error.js';
import { findSystem, makeFactorySystem } from './find-system.js';
import { TreeBlocks, type TreeBlocksParts } from './tree-blocks.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, SeekFrom, Space, Volume } from './volume.js';

const ERASED = 0xff;

export class FlashVolume implements Volume {
  /** Which file system is mounted; null: none could be. */
  kindOfSystem: 'fat' | 'littlefs' | null = 'fat';
  /** What a program has written to; null while the tree counts. */
  #image: Uint8Array | null = null;
  /** The file system on it. */
  #onBlocks: Volume | null = null;
  readonly #tree: TreeBlocks;
  readonly #open = new Set<FileHandle>();

  constructor(private readonly parts: TreeBlocksParts) {
    this.#tree = new TreeBlocks(parts);
  }

  get blocks(): number {
    return this.parts.blocks;
  }

  /** Bytes of the blocks as they are. */
  readBytes(offset: number, into: Uint8Array): void {
    const bytes = this.#image ?? this.#tree.show().bytes;
    into.set(bytes.subarray(offset, offset + into.length));
  }

  /** Writes whole blocks anew; from now on the blocks count. */
  writeBytes(offset: number, bytes: Uint8Array): void {
    this.#useBlocks().set(bytes, offset);
    for (let at = 0; at < bytes.length; at += BLOCK) this.parts.chip.write((offset + at) / BLOCK);
  }

  /** Writes within the extended protocol's blocks: on a chip that has to be erased for it (`erased`) only zeros can be written. */
  programBytes(offset: number, bytes: Uint8Array, erased: boolean): void {
    const image = this.#useBlocks();
    for (const [i, byte] of bytes.entries()) image[offset + i] = erased ? (image[offset + i] as number) & byte : byte;
    this.parts.chip.program(offset, bytes.length);
  }

  eraseBytes(offset: number, length: number): void {
    this.#useBlocks().fill(ERASED, offset, offset + length);
    this.parts.chip.erase();
  }

  /** What the chip holds back is written. */
  sync(): void {
    this.parts.chip.sync();
  }

  /** Mounts what is on the flash, as the firmware does at each start; without a file system it makes one, with the factory's files. */
  remount(): void {
    if (this.#image === null) {
      this.#tree.remount();
      return;
    }
    const found = findSystem(this.#image, this.parts, true);
    this.#onBlocks = found?.volume ?? null;
    this.kindOfSystem = found?.kind ?? null;
  }

  /** Makes the file system of the factory, with its files, whatever was there; to be mounted anew. */
  makeAnew(): void {
    const image = this.#useBlocks();
    makeFactorySystem(image, this.parts);
    this.#copyToTree(image);
  }

  /**
   * Closes all files, as a soft reset does; the tree gets what is on the blocks. What a file cannot keep is lost, as it is on the board,
   * where nobody waits for an answer.
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

  /** The content of a file that is there; raises ENOENT. */
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

  /** The blocks, from now on what counts. */
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
    // What the host only shares, perhaps much, stays where it is in nobody's way.
    removeMissing(files, found.volume, (path) => files.owns(path));
    copyFiles(found.volume, files);
  }
}

/** A file on the blocks, among those that are open as long as it is. */
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
