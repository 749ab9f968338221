/**
 * The FAT volume on the board's flash, as a tree in memory: paths, errors, space and times as FatFs has them
 * (`extmod/vfs_fat.c`, `lib/oofatfs/ff.c`), without the bytes of its tables. Knows no Python.
 *
 * Files that the host shares appear in it but take no space. A shared file that is changed becomes the volume's own; the host's file stays as
 * it is. `tree-blocks.ts` keeps the tree as blocks. Not simulated: code page 437; reuse of directory slots: a folder lists its entries in order
 * of creation.
 */
import { EACCES, EEXIST, EINVAL, EISDIR, ENOENT, ENOSPC, ENOTDIR } from '../errno.js';
import type { FileTree } from '../host.js';
import { isDot, partsOf } from './fat-name.js';
import { FatSpace, type Geometry } from './fat-space.js';
import { FileError } from './file-error.js';
import { FileNode, FolderNode, type TreeNode } from './node.js';
import { OpenFile } from './open-file.js';
import { follow, pathIn } from './tree-path.js';
import { type FileStatus, type FolderEntry, kindByStatus, type OpenMode, type Space, type Volume } from './volume.js';

/** Where a volume's content comes from. */
interface VolumeContent {
  /** The volume's own files; changes are written to it if it can write. */
  readonly flash: FileTree;
  /** Files shown beside them; nothing is ever written to it. */
  readonly shared: FileTree | null;
}

export class FatVolume implements Volume {
  readonly #root: FolderNode;
  #folder: FolderNode;
  /** The volume's clusters, and how many of them are in use. */
  readonly room: FatSpace;
  readonly #open = new Set<OpenFile>();
  /** A number that is different whenever a file or folder has changed. */
  revision = 0;

  constructor(
    geometry: Geometry,
    private readonly content: VolumeContent,
    /** The time, in seconds since 2000-01-01. */
    private readonly now: () => number,
  ) {
    const sources = [{ tree: content.flash, path: '', isShared: false }];
    if (content.shared !== null) sources.push({ tree: content.shared, path: '', isShared: true });
    this.#root = new FolderNode('', null, 0, false, sources);
    this.#folder = this.#root;
    this.room = new FatSpace(geometry, this.#root);
  }

  /** Whether nothing is on it except the host's shared files. */
  get isBlank(): boolean {
    for (const child of this.#root.children) if (!child.isShared) return false;
    return true;
  }

  /** Opens a file; raises ENOENT, EEXIST, EACCES, ENOSPC, EINVAL. */
  open(path: string, mode: OpenMode): OpenFile {
    const { folder, name, node: found } = this.#follow(path);
    if (name === null) throw new FileError(EINVAL);
    const file = found === undefined ? this.#create(folder, name, mode) : this.#reopen(found, mode);
    const opened = new OpenFile(file, mode, this);
    this.#open.add(opened);
    return opened;
  }

  #create(folder: FolderNode, name: string, mode: OpenMode): FileNode {
    if (mode.create === 'never') throw new FileError(ENOENT);
    this.#own(folder);
    this.room.reserve(folder, name);
    const file = new FileNode(name, folder, this.#time(), false);
    folder.put(file);
    this.#tell(file);
    return file;
  }

  #reopen(found: TreeNode, mode: OpenMode): FileNode {
    if (found.isFolder) throw new FileError(mode.create === 'never' ? ENOENT : EACCES);
    if (mode.create === 'fresh') throw new FileError(EEXIST);
    if (mode.create === 'always') this.#empty(found);
    else if (mode.write) this.#own(found);
    return found;
  }

  /** Empties a file. FatFs frees a file's clusters before it is written again, so the content of a shared file need not fit. */
  #empty(file: FileNode): void {
    if (file.isShared) {
      this.#ownEntry(file, 0);
      file.resize(0);
    } else this.resize(file, 0);
    file.recordedSize = 0;
    this.#tell(file);
  }

  /** Returns the status of what is at a path; raises ENOENT. */
  stat(path: string): FileStatus {
    const { name, node } = this.#follow(path);
    if (node === undefined) throw new FileError(ENOENT);
    // Only the root has a status without a name.
    if (name === null && path !== '' && path !== '/') throw new FileError(EINVAL);
    return { isFolder: node.isFolder, size: node.isFolder ? 0 : node.recordedSize, modified: node.modified };
  }

  /** Whether a path leads to a file, a folder or nothing. A folder without a name, such as the root, is nothing to `f_stat`. */
  kind(path: string): 'file' | 'folder' | null {
    return partsOf(path).length === 0 ? null : kindByStatus(this, path);
  }

  /** Returns the entries of a folder, with their names as they were given. */
  list(path: string): FolderEntry[] {
    const folder = this.#find(path);
    if (!folder.isFolder) throw new FileError(ENOENT);
    return Array.from(folder.children, (child) => ({
      name: child.name,
      isFolder: child.isFolder,
      size: child.isFolder ? 0 : child.recordedSize,
      modified: child.modified,
    }));
  }

  /** Makes a folder; raises EEXIST, ENOENT, EACCES if there is no room. */
  makeFolder(path: string): void {
    const { folder, name, node } = this.#follow(path);
    if (name === null || node !== undefined) throw new FileError(EEXIST);
    this.#own(folder);
    this.room.reserve(folder, name, 1);
    const made = new FolderNode(name, folder, this.#time(), false);
    folder.put(made);
    this.revision++;
    this.content.flash.makeFolder?.(made.path);
  }

  /** Removes a file, or an empty folder; raises EISDIR, ENOTDIR, EACCES. */
  remove(path: string, what: 'file' | 'folder'): void {
    const { folder, name, node: found } = this.#follow(path);
    if (name === null) throw new FileError(EINVAL);
    if (found === undefined) throw new FileError(ENOENT);
    if (found.isFolder !== (what === 'folder')) throw new FileError(what === 'folder' ? ENOTDIR : EISDIR);
    if (isDot(name)) throw new FileError(EINVAL);
    if (found.isFolder && (!found.isEmpty || found === this.#folder)) throw new FileError(EACCES);
    this.room.forget();
    folder.delete(name);
    this.revision++;
    this.content.flash.remove?.(pathIn(folder, found.name));
  }

  /** Moves a file or folder; a file at the new place is replaced. */
  rename(from: string, to: string): void {
    const source = this.#follow(from);
    const { node: found } = source;
    if (source.name === null || isDot(source.name)) throw new FileError(EINVAL);
    if (found === undefined) throw new FileError(ENOENT);
    const target = this.#follow(to);
    if (target.name === null) throw new FileError(EINVAL);
    for (let above: FolderNode | null = target.folder; above !== null; above = above.parent)
      if (above === found) throw new FileError(EINVAL);
    this.#ownAll(found);
    this.#own(target.folder);
    const existing = target.node;
    if (existing !== undefined && existing !== found) this.remove(to, 'file');
    this.room.forget();
    source.folder.delete(source.name);
    this.#forget(found, source.folder);
    found.name = target.name;
    found.parent = target.folder;
    target.folder.put(found);
    this.#tell(found);
  }

  /** Makes a folder the one that relative paths start from; raises ENOENT. */
  changeFolder(path: string): void {
    const folder = this.#find(path);
    if (!folder.isFolder) throw new FileError(ENOENT);
    this.#folder = folder;
  }

  /** The folder that relative paths start from, with a leading slash. */
  get currentFolder(): string {
    return `/${this.#folder.path}`;
  }

  space(): Space {
    const { geometry, free } = this.room;
    return { ...geometry, free };
  }

  /** Whether what is at a path is the volume's own, and not shared by the host. */
  owns(path: string): boolean {
    return !this.#find(path).isShared;
  }

  /** Returns the content of an existing file; raises ENOENT. */
  read(path: string): Uint8Array {
    const node = this.#find(path);
    if (node.isFolder) throw new FileError(ENOENT);
    return node.content;
  }

  /** Makes or replaces a file, as a host or the factory does. */
  write(path: string, content: Uint8Array): void {
    const file = this.open(path, { read: false, write: true, create: 'always', append: false });
    file.write(content);
    file.close();
  }

  /** Closes all files, as a soft reset does. */
  closeFiles(): void {
    for (const file of [...this.#open]) file.close();
  }

  /** For open files: changes a file's size as far as there is space; returns the size that it has then. */
  resize(file: FileNode, size: number): number {
    const had = file.size;
    const room = this.room.roomFor(had);
    const got = size <= had ? size : Math.max(had, Math.min(size, room));
    file.resize(got);
    this.room.resized(had, got);
    return got;
  }

  /** For open files: keeps what was written. */
  flushed(file: FileNode): void {
    file.recordedSize = file.size;
    file.modified = this.#time();
    if (file.parent.get(file.name) === file) this.#tell(file);
  }

  /** For open files. */
  closed(file: OpenFile): void {
    this.#open.delete(file);
  }

  #time(): number {
    return this.now() & ~1;
  }

  /** Tells the host's tree that a node is new or has changed, with all below it. */
  #tell(node: TreeNode): void {
    this.revision++;
    const { flash } = this.content;
    if (flash.write === undefined || node.isShared) return;
    if (!node.isFolder) flash.write(pathIn(node.parent, node.name), node.content);
    else {
      flash.makeFolder?.(node.path);
      for (const child of node.children) this.#tell(child);
    }
  }

  /** Tells the host's tree that a node has left a folder, with all below it; its content is read first. */
  #forget(node: TreeNode, folder: FolderNode): void {
    const { flash } = this.content;
    if (flash.remove === undefined || node.isShared) return;
    if (node.isFolder) for (const child of node.children) this.#forget(child, node);
    else node.load();
    flash.remove(pathIn(folder, node.name));
  }

  /** Turns a file or folder that the host shares into one of the volume's own, which takes space; raises ENOSPC, EACCES, EIO. */
  #own(node: TreeNode): void {
    if (!node.isShared) return;
    if (!node.isFolder) {
      // A file for which there is no room is not read, and a file that cannot be read stays the host's.
      if (this.room.clustersOf(node.size) > this.room.free) throw new FileError(ENOSPC);
      node.load();
    }
    this.#ownEntry(node, node.isFolder ? 1 : this.room.clustersOf(node.size));
    this.#tell(node);
  }

  #ownEntry(node: TreeNode, clusters: number): void {
    const folder = node.parent as FolderNode;
    this.#own(folder);
    this.room.reserve(folder, node.name, clusters, ENOSPC);
    node.isShared = false;
  }

  #ownAll(node: TreeNode): void {
    this.#own(node);
    if (node.isFolder) for (const child of node.children) this.#ownAll(child);
  }

  #find(path: string): TreeNode {
    const { node } = this.#follow(path);
    if (node === undefined) throw new FileError(ENOENT);
    return node;
  }

  /** Follows a path; raises ENOENT for missing folders on the way, EINVAL for what cannot be a name. */
  #follow(path: string) {
    return follow(path, this.#root, this.#folder);
  }
}
