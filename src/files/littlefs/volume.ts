/** littlefs on a block device: files by path, with the errors of the original (`lib/littlefs/lfs2.c`, `extmod/vfs_lfsx.c`). */
import { EEXIST, EINVAL, EISDIR, ENAMETOOLONG, ENOENT, ENOSPC, ENOTDIR, ENOTEMPTY } from '../../errno.js';
import type { BlockDevice, NameCodec } from '../block-device.js';
import { FileError } from '../file-error.js';
import { type FileHandle, type FileStatus, type FolderEntry, kindByStatus, type OpenMode, type Space, type Volume } from '../volume.js';
import { LfsBlocks, type LfsSizes } from './blocks.js';
import { bytesOfWords, type Entry, type Pair, samePair, tailChange, words } from './contents.js';
import { LfsFile } from './file.js';
import type { Metadata } from './metadata.js';
import { checkLength, endsInSlash, namesOf, order } from './names.js';
import { statusOf, timeBytes, timeOf } from './status.js';
import { LfsStore } from './store.js';
import { change, TYPE } from './tag.js';
import type { Visitor } from './visitor.js';

/** How a device is used. */
interface LfsOptions {
  readonly sizes: LfsSizes;
  /** Returns nanoseconds since 2000-01-01, which are kept when files change; null if no times are kept. */
  readonly now: (() => bigint) | null;
}

/** Where a name is in its folder, or would be. */
interface Found {
  readonly metadata: Metadata;
  readonly id: number;
  /** Null if the name is not there. */
  readonly entry: Entry | null;
  readonly name: Uint8Array;
}

/** A littlefs file system. */
export class LfsVolume implements Volume {
  readonly #store: LfsStore;
  currentFolder = '/';

  /** Mounts what is on the device; raises ECORRUPT, EINVAL, and the errors that the device returns. */
  constructor(
    device: BlockDevice,
    private readonly codec: NameCodec,
    private readonly options: LfsOptions,
  ) {
    this.#store = LfsStore.mount(new LfsBlocks(device, options.sizes));
  }

  /** Makes a new file system on a device. */
  static make(device: BlockDevice, sizes: LfsSizes): void {
    LfsStore.format(new LfsBlocks(device, sizes));
  }

  open(path: string, mode: OpenMode): FileHandle {
    if (mode.write) this.#store.begin();
    const found = this.#find(path);
    if (found === null) throw new FileError(mode.create === 'fresh' ? EEXIST : EISDIR);
    let { entry } = found;
    if (entry === null) {
      if (mode.create === 'never') throw new FileError(ENOENT);
      if (endsInSlash(path)) throw new FileError(ENOTDIR);
      entry = this.#create(found);
    } else if (mode.create === 'fresh') throw new FileError(EEXIST);
    else if (entry.kind !== TYPE.file) throw new FileError(EISDIR);
    const place = this.#store.settled(found.metadata, found.id);
    const { now } = this.options;
    return new LfsFile(this.#store, place.metadata, place.id, entry, mode, now === null ? null : () => timeBytes(now()));
  }

  stat(path: string): FileStatus {
    const found = this.#find(path);
    if (found === null) {
      const [superblock] = this.#store.fetch(this.#store.root).contents.entries;
      return { isFolder: true, size: 0, modified: timeOf(superblock) };
    }
    if (found.entry === null) throw new FileError(ENOENT);
    return statusOf(found.entry);
  }

  kind(path: string): 'file' | 'folder' | null {
    return kindByStatus(this, path);
  }

  list(path: string): Iterable<FolderEntry> {
    const walk: Visitor = { metadata: this.#store.fetch(this.#folderAt(path)), id: 0, isWalk: true, unnamedBlocks: () => [] };
    this.#store.visitors.add(walk);
    return this.#walk(walk);
  }

  makeFolder(path: string): void {
    const store = this.#store;
    store.begin();
    const found = this.#find(path);
    if (found === null || found.entry !== null) throw new FileError(EEXIST);
    const { metadata, id, name } = found;
    checkLength(name);
    let last = metadata;
    for (last of store.folder(metadata.pair));
    const made = store.newPair();
    store.commit(made, [tailChange(last.contents.tail, false)]);
    const { isSplit } = metadata.contents;
    if (isSplit) {
      store.state.orphaned(1);
      store.commit(last, [tailChange(made.pair, false)]);
      store.state.orphaned(-1);
    }
    store.commit(metadata, [
      change(TYPE.create, id),
      change(TYPE.folder, id, name),
      change(TYPE.folderStruct, id, bytesOfWords(made.pair)),
      ...(isSplit ? [] : [tailChange(made.pair, false)]),
    ]);
  }

  /** Removes files and empty folders alike. */
  remove(path: string): void {
    const store = this.#store;
    store.begin();
    const found = this.#find(path);
    if (found === null) throw new FileError(EINVAL);
    const { entry, metadata, id } = found;
    if (entry === null) throw new FileError(ENOENT);
    const folder = this.#emptyFolder(entry);
    if (folder !== null) store.state.orphaned(1);
    store.commit(metadata, [change(TYPE.delete, id)]);
    if (folder !== null) this.#dropFolder(folder);
  }

  rename(from: string, to: string): void {
    const store = this.#store;
    store.begin();
    const source = this.#find(from);
    if (source === null) throw new FileError(EINVAL);
    if (source.entry === null) throw new FileError(ENOENT);
    const target = this.#find(to);
    if (target === null) throw new FileError(EINVAL);
    const isSame = samePair(source.metadata.pair, target.metadata.pair);
    const replaced = target.entry;
    let oldId = source.id;
    if (replaced === null) {
      if (endsInSlash(to) && source.entry.kind !== TYPE.folder) throw new FileError(ENOTDIR);
      checkLength(target.name);
      if (isSame && target.id <= oldId) oldId++;
    } else if (replaced.kind !== source.entry.kind) throw new FileError(replaced.kind === TYPE.folder ? EISDIR : ENOTDIR);
    else if (isSame && target.id === source.id) return;
    const folder = replaced === null ? null : this.#emptyFolder(replaced);
    if (folder !== null) store.state.orphaned(1);
    this.#move(source, target, isSame, oldId);
    if (folder !== null) this.#dropFolder(folder);
  }

  changeFolder(path: string): void {
    const full = this.#full(path);
    if (full.length > 1) {
      const isFolder = refusing(() => this.stat(path).isFolder);
      if (isFolder !== true) throw new FileError(ENOENT);
    }
    this.currentFolder = `/${namesOf(full).join('/')}`;
  }

  space(): Space {
    const { blocks } = this.#store;
    let used = 0;
    for (const _ of this.#store.usedBlocks()) used++;
    return { clusterBytes: blocks.size, clusters: blocks.count, free: blocks.count - used };
  }

  #full(path: string): string {
    if (path.startsWith('/')) return path;
    return this.currentFolder === '/' ? `/${path}` : `${this.currentFolder}/${path}`;
  }

  /** Returns what a path leads to; null for the root. Raises ENOENT and ENOTDIR for folders on the way, EINVAL for a path above the root. */
  #find(path: string): Found | null {
    const names = namesOf(this.#full(path));
    let pair = this.#store.root;
    let found: Found | null = null;
    for (const [i, text] of names.entries()) {
      found = this.#locate(pair, this.codec.encode(text));
      const { entry } = found;
      const isLast = i === names.length - 1;
      if (entry === null && !isLast) throw new FileError(ENOENT);
      if (entry === null || (isLast && !endsInSlash(path))) continue;
      if (entry.kind !== TYPE.folder) throw new FileError(ENOTDIR);
      pair = pairOf(entry);
    }
    return found;
  }

  #locate(folder: Pair, name: Uint8Array): Found {
    let last: Metadata | null = null;
    for (const metadata of this.#store.folder(folder)) {
      const { entries } = metadata.contents;
      const orders = entries.map((entry) => (entry.kind === TYPE.superblock ? -1 : order(entry.name, name)));
      const same = orders.indexOf(0);
      if (same >= 0) return { metadata, id: same, entry: entries[same] as Entry, name };
      const after = orders.indexOf(1);
      if (after >= 0) return { metadata, id: after, entry: null, name };
      last = metadata;
    }
    const end = last as Metadata;
    return { metadata: end, id: end.contents.entries.length, entry: null, name };
  }

  #create({ metadata, id, name }: Found): Entry {
    checkLength(name);
    try {
      this.#store.commit(metadata, [change(TYPE.create, id), change(TYPE.file, id, name), change(TYPE.inlineStruct, id)]);
    } catch (error) {
      // The name does not fit in a block.
      if (error instanceof FileError && error.errno === ENOSPC) throw new FileError(ENAMETOOLONG);
      throw error;
    }
    return { kind: TYPE.file, name, structType: TYPE.inlineStruct, struct: new Uint8Array(0), attributes: new Map() };
  }

  /** Returns the first pair of the folder that a path leads to. */
  #folderAt(path: string): Pair {
    const found = this.#find(path);
    if (found === null) return this.#store.root;
    if (found.entry === null) throw new FileError(ENOENT);
    if (found.entry.kind !== TYPE.folder) throw new FileError(ENOTDIR);
    return pairOf(found.entry);
  }

  *#walk(walk: Visitor): Iterable<FolderEntry> {
    const store = this.#store;
    try {
      while (walk.metadata !== null) {
        const { entries, isSplit, tail } = walk.metadata.contents;
        const entry = entries[walk.id];
        if (entry === undefined) {
          if (!isSplit) return;
          walk.metadata = store.fetch(tail as Pair);
          walk.id = 0;
          continue;
        }
        walk.id++;
        if (entry.kind !== TYPE.superblock) yield { name: this.codec.decode(entry.name), ...statusOf(entry) };
      }
    } finally {
      store.visitors.delete(walk);
    }
  }

  /** Returns the pair of an empty folder; null for a file. Raises ENOTEMPTY. */
  #emptyFolder(entry: Entry): Metadata | null {
    if (entry.kind !== TYPE.folder) return null;
    const metadata = this.#store.fetch(pairOf(entry));
    if (metadata.contents.entries.length > 0 || metadata.contents.isSplit) throw new FileError(ENOTEMPTY);
    return metadata;
  }

  #dropFolder(folder: Metadata): void {
    this.#store.state.orphaned(-1);
    this.#store.drop(this.#store.fetch(folder.pair));
  }

  #move(source: Found, target: Found, isSame: boolean, oldId: number): void {
    const store = this.#store;
    const entry = source.entry as Entry;
    const { id } = target;
    if (!isSame) store.state.moving({ pair: source.metadata.pair, id: source.id });
    store.commit(target.metadata, [
      ...(target.entry === null ? [] : [change(TYPE.delete, id)]),
      change(TYPE.create, id),
      change(entry.kind, id, target.name),
      change(entry.structType, id, entry.struct),
      ...Array.from(entry.attributes, ([type, data]) => change(type, id, data)),
      ...(isSame ? [change(TYPE.delete, oldId)] : []),
    ]);
    if (isSame) return;
    store.state.moving(null);
    store.commit(source.metadata, [change(TYPE.delete, source.id)]);
  }
}

function pairOf({ struct }: Entry): Pair {
  return words(struct, 2) as unknown as Pair;
}

/** Returns the result of an action; null if it fails. */
function refusing<T>(action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) return null;
    throw error;
  }
}
