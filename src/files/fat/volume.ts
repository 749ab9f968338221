/** A FAT volume on a block device: files by path, with the errors of FatFs (`lib/oofatfs/ff.c`, `extmod/vfs_fat.c`). */
import { EACCES, EEXIST, EINVAL, EIO, EISDIR, ENODEV, ENOENT, ENOMEM, ENOTDIR } from '../../errno.js';
import type { BlockDevice, NameCodec } from '../block-device.js';
import { FileError } from '../file-error.js';
import type { FileHandle, FileStatus, FolderEntry, OpenMode, Space, Volume } from '../volume.js';
import { FatDisk } from './disk.js';
import { describeFolder, emptyFile, makeDotEntries, pointUp, statusOf } from './entry.js';
import { FatFile } from './file.js';
import { ATTRIBUTE, clusterOf, type FatEntry, FatFolder, FIELD } from './folder.js';
import { makeVolume, readLayout } from './layout.js';
import { type FatName, FatNames, parseName } from './names.js';
import { fatTime } from './time.js';

/** Bytes of a path in the driver's buffer (`MICROPY_ALLOC_PATH_MAX` in `ports/stm32/mpconfigport.h`). */
const LONGEST_PATH = 129;

/** A path that has been followed: the folder of its last part, that part, and what is there. */
interface Followed {
  readonly folder: FatFolder;
  /** Null for a path without parts. */
  readonly name: FatName | null;
  readonly entry: FatEntry | null;
}

/** A FAT file system on a block device. Raises EIO if the device fails. */
export class FatDiskVolume implements Volume {
  #disk: FatDisk | null;
  readonly #names: FatNames;
  /** First cluster of the current folder; 0 for the root. */
  #current = 0;

  /** Raises EIO, EBUSY; a device without a file system can be given one later. */
  constructor(
    private readonly device: BlockDevice,
    private readonly codec: NameCodec,
    /** The time, in seconds since 2000-01-01. */
    private readonly now: () => number,
    /** The number of its partition, from 1 on; null for the whole device, or the first partition that has a file system. */
    private readonly partition: number | null = null,
  ) {
    this.#names = new FatNames(codec);
    this.#disk = this.#mount();
  }

  /** Makes a new file system on a device; raises EIO, EROFS, EBUSY. */
  static make(device: BlockDevice, now: () => number): void {
    readLayout(device);
    makeVolume(device, true, fatTime(now()));
  }

  /** Checks that there is a file system. If there is none, makes one if `mayMake` is true, otherwise raises ENODEV. */
  prepare(mayMake: boolean): void {
    if (this.#disk !== null) return;
    if (!mayMake) throw new FileError(ENODEV);
    makeVolume(this.device, false, fatTime(this.now()));
    this.#disk = this.#mount();
  }

  get currentFolder(): string {
    let path = '';
    for (let cluster = this.#current; cluster !== 0; ) {
      const above = this.#above(cluster);
      path = `/${this.#nameIn(above, cluster)}${path}`;
      // FatFs allows a folder to be moved into itself; its path then has no end.
      if (this.codec.encode(path).length > LONGEST_PATH) throw new FileError(ENOMEM);
      cluster = above;
    }
    return path === '' ? '/' : path;
  }

  open(path: string, mode: OpenMode): FileHandle {
    if (mode.write) this.#mounted.mustBeWritable();
    const { folder, name, entry } = this.#follow(path);
    if (name === null || (entry === null && name.isDot)) throw new FileError(EINVAL);
    if (entry === null) {
      if (mode.create === 'never') throw new FileError(ENOENT);
      return this.#file(this.#blank(folder.register(name)), mode, true);
    }
    const attributes = entry.view.getUint8(FIELD.attributes);
    if (mode.create === 'never') {
      if ((attributes & ATTRIBUTE.folder) !== 0) throw new FileError(ENOENT);
      if (mode.write && (attributes & ATTRIBUTE.readOnly) !== 0) throw new FileError(EACCES);
      return this.#file(entry, mode, false);
    }
    if ((attributes & (ATTRIBUTE.readOnly | ATTRIBUTE.folder)) !== 0) throw new FileError(EACCES);
    if (mode.create === 'fresh') throw new FileError(EEXIST);
    return this.#file(mode.create === 'always' ? this.#blank(entry) : entry, mode, mode.create === 'always');
  }

  stat(path: string): FileStatus {
    if (path === '' || path === '/') return { isFolder: true, size: 0, modified: 0 };
    const { name, entry } = this.#follow(path);
    if (name === null) throw new FileError(EINVAL);
    if (entry === null) throw new FileError(ENOENT);
    return statusOf(entry);
  }

  kind(path: string): 'file' | 'folder' | null {
    try {
      const { name, entry } = this.#follow(path);
      if (name === null || entry === null) return null;
      return statusOf(entry).isFolder ? 'folder' : 'file';
    } catch (error) {
      if (error instanceof FileError) return null;
      throw error;
    }
  }

  list(path: string): Iterable<FolderEntry> {
    return this.#entriesOf(new FatFolder(this.#mounted, this.#folderAt(path)));
  }

  makeFolder(path: string): void {
    const disk = this.#mounted;
    disk.mustBeWritable();
    const { folder, name, entry } = this.#follow(path);
    if (entry !== null || name === null) throw new FileError(EEXIST);
    if (name.isDot) throw new FileError(EINVAL);
    const cluster = disk.extend(0);
    if (cluster === null) throw new FileError(EACCES);
    const time = fatTime(this.now());
    disk.clear(cluster);
    makeDotEntries(disk, cluster, folder.start, time);
    try {
      describeFolder(disk, folder.register(name).at, cluster, time);
    } catch (error) {
      disk.release(cluster);
      throw error;
    }
    disk.sync();
  }

  remove(path: string, what: 'file' | 'folder'): void {
    const disk = this.#mounted;
    const { folder, name, entry } = this.#follow(path);
    if (name === null) throw new FileError(EINVAL);
    if (entry === null) throw new FileError(ENOENT);
    const { isFolder } = statusOf(entry);
    if (isFolder !== (what === 'folder')) throw new FileError(isFolder ? EISDIR : ENOTDIR);
    disk.mustBeWritable();
    if (name.isDot) throw new FileError(EINVAL);
    if ((entry.view.getUint8(FIELD.attributes) & ATTRIBUTE.readOnly) !== 0) throw new FileError(EACCES);
    const cluster = clusterOf(entry.view, 0, disk.layout.bits);
    if (isFolder && (cluster === this.#current || new FatFolder(disk, cluster).next() !== null)) throw new FileError(EACCES);
    folder.remove(entry);
    if (cluster !== 0) disk.release(cluster);
    disk.sync();
  }

  /** A file that is at the new place is replaced. */
  rename(from: string, to: string): void {
    if (this.#move(from, to)) return;
    this.remove(to, 'file');
    if (!this.#move(from, to)) throw new FileError(EEXIST);
  }

  changeFolder(path: string): void {
    this.#current = this.#folderAt(path);
  }

  space(): Space {
    const { layout, clusterBytes, free } = this.#mounted;
    return { clusterBytes, clusters: layout.clusters, free };
  }

  #mount(): FatDisk | null {
    const layout = readLayout(this.device, this.partition);
    return layout === null ? null : new FatDisk(this.device, layout);
  }

  get #mounted(): FatDisk {
    this.#disk ??= this.#mount();
    if (this.#disk === null) throw new FileError(ENODEV);
    return this.#disk;
  }

  #follow(path: string): Followed {
    const disk = this.#mounted;
    let folder = new FatFolder(disk, /^[/\\]/.test(path) ? 0 : this.#current);
    const parts = this.#names.parts(path);
    for (const [i, part] of parts.entries()) {
      const name = parseName(part);
      const entry = folder.find(name);
      if (i === parts.length - 1) {
        // The root has no dot entries: there they lead nowhere.
        return entry === null && name.isDot ? { folder, name: null, entry: null } : { folder, name, entry };
      }
      if (entry === null && name.isDot) continue;
      if (entry === null || !statusOf(entry).isFolder) throw new FileError(ENOENT);
      folder = new FatFolder(disk, clusterOf(entry.view, 0, disk.layout.bits));
    }
    return { folder, name: null, entry: null };
  }

  /** Returns the first cluster of the folder that a path leads to; raises ENOENT. */
  #folderAt(path: string): number {
    const { folder, name, entry } = this.#follow(path);
    if (name === null) return folder.start;
    if (entry === null || !statusOf(entry).isFolder) throw new FileError(ENOENT);
    return clusterOf(entry.view, 0, this.#mounted.layout.bits);
  }

  *#entriesOf(folder: FatFolder): Iterable<FolderEntry> {
    for (;;) {
      let entry: FatEntry | null = null;
      try {
        entry = folder.next();
      } catch (error) {
        // If a folder cannot be read any further, the list ends there.
        if (!(error instanceof FileError)) throw error;
      }
      if (entry === null) return;
      yield { name: this.#shownName(entry), ...statusOf(entry) };
    }
  }

  #shownName({ long, view }: FatEntry): string {
    const shown = long === null ? null : this.#names.shown(long);
    return shown ?? this.#names.shownShort(new Uint8Array(view.buffer, 0, 11), view.getUint8(FIELD.small));
  }

  /** Returns the first cluster of the folder above one. */
  #above(cluster: number): number {
    const folder = new FatFolder(this.#mounted, cluster);
    folder.next(true);
    const above = folder.next(true);
    if (above === null) throw new FileError(EIO);
    return clusterOf(above.view, 0, this.#mounted.layout.bits);
  }

  #nameIn(folder: number, cluster: number): string {
    const walk = new FatFolder(this.#mounted, folder);
    for (let entry = walk.next(); entry !== null; entry = walk.next())
      if (clusterOf(entry.view, 0, this.#mounted.layout.bits) === cluster) return this.#shownName(entry);
    throw new FileError(EIO);
  }

  #blank(entry: FatEntry): FatEntry {
    emptyFile(this.#mounted, entry, fatTime(this.now()));
    return entry;
  }

  #file({ sector, at }: FatEntry, mode: OpenMode, isNew: boolean): FileHandle {
    return new FatFile(this.#mounted, { sector, at }, mode, () => fatTime(this.now()), isNew);
  }

  /** Renames. Returns false, without doing anything, if something else is at the new place. */
  #move(from: string, to: string): boolean {
    const disk = this.#mounted;
    disk.mustBeWritable();
    const source = this.#follow(from);
    if (source.name === null || source.name.isDot) throw new FileError(EINVAL);
    if (source.entry === null) throw new FileError(ENOENT);
    const target = this.#follow(to);
    const { entry } = target;
    if (target.name === null) return false;
    if (entry !== null && !(target.folder.start === source.folder.start && entry.last === source.entry.last)) return false;
    const { at } = target.folder.register(target.name);
    const old = new Uint8Array(source.entry.view.buffer);
    disk.window.set(old.subarray(FIELD.small + 1), at + FIELD.small + 1);
    const isFolder = statusOf(source.entry).isFolder;
    const attributes = old[FIELD.attributes] as number;
    disk.window[at + FIELD.attributes] = isFolder ? attributes : attributes | ATTRIBUTE.archive;
    disk.touch();
    if (isFolder && source.folder.start !== target.folder.start)
      pointUp(disk, clusterOf(disk.view, at, disk.layout.bits), target.folder.start);
    source.folder.remove(source.entry);
    disk.sync();
    return true;
  }
}
