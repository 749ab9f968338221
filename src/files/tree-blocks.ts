/**
 * The tree of files as blocks, kept up to date with it: what is done to the tree is repeated with a FAT volume on blocks, so that the chip
 * below is told of every sector in the order in which FatFs writes it. The tree decides what is there; if the blocks cannot follow (they may
 * have less room), they are made from the tree again. Files that the host shares are not on the blocks until these are to be seen (`show`).
 */
import { ENOSPC } from '../errno.js';
import { BLOCK } from './block-device.js';
import { copyFile, copyFiles, putFile } from './copy-files.js';
import type { FatDiskVolume } from './fat/volume.js';
import { partsOf } from './fat-name.js';
import type { FatVolume } from './fat-volume.js';
import { FileError } from './file-error.js';
import { fatOn, makeFat, type SystemParts } from './find-system.js';
import { type FlashChip, FlashDevice } from './flash-device.js';
import type { FileHandle, OpenMode, SeekFrom, Volume } from './volume.js';

const ERASED = 0xff;
const NOTHING = new Uint8Array(0);

/** What the blocks are made from. */
export interface TreeBlocksParts extends SystemParts {
  readonly files: FatVolume;
  readonly blocks: number;
  readonly chip: FlashChip;
}

/** One state of the blocks, and the file system on them. */
interface Image {
  readonly bytes: Uint8Array;
  readonly device: FlashDevice;
  readonly volume: FatDiskVolume;
}

export class TreeBlocks {
  #image: Image | null = null;
  /** Which revision of the tree the image shows, and whether it includes everything that the host shares. */
  #imageOf = -1;
  #showsShared = false;
  /** The time for the file being copied; null for the present time. */
  #modified: number | null = null;
  readonly #open = new Set<FollowedFile>();

  constructor(private readonly parts: TreeBlocksParts) {}

  /** Returns the bytes of the blocks, with shared files as far as there is room, and the file system on them. */
  show(): { readonly bytes: Uint8Array; readonly volume: Volume } {
    const image = this.#current();
    if (!this.#showsShared) this.#copy(image, () => true);
    this.#showsShared = true;
    return image;
  }

  /** Mounts the blocks again, as the board does. */
  remount(): void {
    if (this.#image !== null) this.#image = this.#mount(this.#image.bytes);
  }

  /** Opens a file of the tree for writing. */
  open(path: string, mode: OpenMode): FileHandle {
    const { files } = this.parts;
    const image = this.#prepare([path], mode.create !== 'always');
    const absolute = this.#absolute(path);
    const file = files.open(path, mode);
    const copy = this.#follow(image, () => image.volume.open(absolute, mode)) ?? null;
    const followed = new FollowedFile(file, {
      follow: (action) => {
        if (copy !== null) this.#follow(image, () => action(copy));
      },
      closed: () => this.#open.delete(followed),
    });
    this.#open.add(followed);
    return followed;
  }

  /** Closes the files that have been opened for writing. */
  closeFiles(): void {
    for (const file of [...this.#open]) file.close();
  }

  /** Changes the tree. `action` gets the paths in the form that the volume it works on needs. */
  change(paths: string[], action: (volume: Volume, ...paths: string[]) => void): void {
    const image = this.#prepare(paths);
    const absolute = paths.map((path) => this.#absolute(path));
    action(this.parts.files, ...paths);
    this.#follow(image, () => action(image.volume, ...absolute));
  }

  /** Repeats on the blocks what has been done to the tree. */
  #follow<T>(image: Image, action: () => T): T | undefined {
    try {
      const result = action();
      if (image === this.#image) this.#imageOf = this.parts.files.revision;
      return result;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (image === this.#image) this.#image = null;
      return undefined;
    }
  }

  /** Returns the blocks, ready for a change of what is at these paths. */
  #prepare(paths: string[], withContent = true): Image {
    const image = this.#current();
    for (const path of paths)
      this.#follow(image, () => this.#quietly(image, () => this.#bring(image.volume, this.#absolute(path), withContent)));
    return image;
  }

  /**
   * Copies what the host shares at a path, and the folders on the way, to the blocks: it must be there before it can be changed. The content of
   * a file that will be overwritten is left out, since it is not needed and might not fit.
   */
  #bring(volume: Volume, path: string, withContent: boolean): void {
    const { files } = this.parts;
    const names = partsOf(path).filter((name) => name !== '');
    const partTo = (end: number): string => `/${names.slice(0, end).join('/')}`;
    // The search starts at the path's end: mostly the path itself or its folder exists, and the folders above need not be looked up.
    let there = names.length;
    while (there > 0 && volume.kind(partTo(there)) === null) there--;
    for (let i = there + 1; i <= names.length; i++) {
      const part = partTo(i);
      const kind = files.kind(part);
      if (kind === null || names[i - 1] === '.' || names[i - 1] === '..') continue;
      if (kind === 'file' && withContent) copyFile(files, volume, part);
      else if (kind === 'file') putFile(NOTHING, volume, part);
      else {
        volume.makeFolder(part);
        if (i === names.length) copyFiles(files, volume, {}, part);
      }
    }
  }

  /** Returns the blocks for the tree as it is now. */
  #current(): Image {
    const { files, blocks } = this.parts;
    if (this.#image !== null && this.#imageOf === files.revision) return this.#image;
    const bytes = new Uint8Array(blocks * BLOCK).fill(ERASED);
    makeFat(this.#device(bytes, true), () => 0);
    this.#image = this.#mount(bytes);
    this.#imageOf = files.revision;
    this.#showsShared = false;
    this.#copy(this.#image, (path) => files.owns(path));
    return this.#image;
  }

  #copy(image: Image, takes: (path: string) => boolean): void {
    const at = (modified: number): void => {
      this.#modified = modified;
    };
    this.#quietly(image, () => copyFiles(this.parts.files, image.volume, { at, takes }));
    this.#modified = null;
  }

  #quietly({ device }: Image, action: () => void): void {
    device.isQuiet = true;
    try {
      action();
    } finally {
      device.isQuiet = false;
    }
  }

  #mount(bytes: Uint8Array): Image {
    const { codec, now } = this.parts;
    const device = this.#device(bytes, false);
    return { bytes, device, volume: fatOn(device, codec, () => this.#modified ?? Number(now() / 1_000_000_000n)) };
  }

  #device(bytes: Uint8Array, isQuiet: boolean): FlashDevice {
    const device = new FlashDevice(bytes, BLOCK, this.parts.chip);
    device.isQuiet = isQuiet;
    return device;
  }

  #absolute(path: string): string {
    return /^[/\\]/.test(path) ? path : `${this.parts.files.currentFolder}/${path}`;
  }
}

/** A file of the tree; what is done to it is repeated on the blocks. */
class FollowedFile implements FileHandle {
  constructor(
    private readonly file: FileHandle,
    private readonly blocks: { follow(action: (copy: FileHandle) => void): void; closed(): void },
  ) {}

  read(into: Uint8Array): number {
    const count = this.file.read(into);
    // This only moves the copy's position along.
    this.blocks.follow((copy) => copy.read(new Uint8Array(into.length)));
    return count;
  }

  write(bytes: Uint8Array): void {
    try {
      this.file.write(bytes);
    } catch (error) {
      if (error instanceof FileError && error.errno === ENOSPC) this.blocks.follow((copy) => copy.write(bytes));
      throw error;
    }
    this.blocks.follow((copy) => copy.write(bytes));
  }

  seek(offset: number, from: SeekFrom): number {
    const position = this.file.seek(offset, from);
    this.blocks.follow((copy) => copy.seek(offset, from));
    return position;
  }

  flush(): void {
    this.file.flush();
    this.blocks.follow((copy) => copy.flush());
  }

  close(): void {
    this.file.close();
    this.blocks.follow((copy) => copy.close());
    this.blocks.closed();
  }
}
