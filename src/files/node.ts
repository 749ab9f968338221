/** Files and folders of a volume in memory: nodes that know their name and parent. */
import { EIO } from '../errno.js';
import { type FileTree, Unreadable } from '../host.js';
import { foldName, isFatName, NoFatName } from './fat-name.js';
import { FileError } from './file-error.js';

const EMPTY = new Uint8Array(0);

/** A file: bytes that grow geometrically. Content that a host shows is read on first use. */
export class FileNode {
  readonly isFolder = false;
  /** The size that the folder tells: that at the last flush or close. */
  recordedSize: number;
  #bytes: Uint8Array = EMPTY;
  #size: number;
  #source: (() => Uint8Array) | null;

  constructor(
    public name: string,
    public parent: FolderNode,
    /** Seconds since 2000-01-01. */
    public modified: number,
    /** Shown by the host: it must become the volume's own before it is changed. */
    public isShared: boolean,
    source: { size: number; read: () => Uint8Array } | null = null,
  ) {
    this.#size = this.recordedSize = source?.size ?? 0;
    this.#source = source?.read ?? null;
  }

  get size(): number {
    return this.#size;
  }

  /** The content; valid until the next write. */
  get content(): Uint8Array {
    this.load();
    return this.#bytes.subarray(0, this.#size);
  }

  /** Puts bytes at a position, growing the file; a gap is filled with zeros. */
  write(position: number, bytes: Uint8Array): void {
    this.resize(Math.max(this.#size, position + bytes.length));
    this.#bytes.set(bytes, position);
  }

  /** Truncates the file, or grows it with zeros. */
  resize(size: number): void {
    if (size === 0) {
      this.#source = null;
      this.#bytes = EMPTY;
    } else this.load();
    if (size > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(size, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = grown;
    } else if (size < this.#size) this.#bytes.fill(0, size, this.#size);
    this.#size = size;
  }

  /** Reads the content that the host shows, before it goes away; raises EIO. */
  load(): void {
    if (this.#source === null) return;
    this.#bytes = reading(this.#source);
    this.#size = this.#bytes.length;
    this.#source = null;
  }
}

/** An entry of the tree. */
export type TreeNode = FileNode | FolderNode;

/** A folder. Names are found regardless of case, but keep their case, as on FAT. Entries that a host shows are listed on first use. */
export class FolderNode {
  readonly isFolder = true;
  readonly #children = new Map<string, TreeNode>();
  #sources: FolderSource[];

  constructor(
    public name: string,
    /** Null for the root. */
    public parent: FolderNode | null,
    public modified: number,
    /** Shown by the host: it must become the volume's own before anything is put into it. */
    public isShared: boolean,
    sources: FolderSource[] = [],
  ) {
    this.#sources = sources;
  }

  get(name: string): TreeNode | undefined {
    return this.#loaded.get(foldName(name));
  }

  /** Adds a child, or replaces the child of the same name. */
  put(child: TreeNode): void {
    this.#loaded.set(foldName(child.name), child);
  }

  delete(name: string): void {
    this.#loaded.delete(foldName(name));
  }

  /** Children in order of creation. */
  get children(): Iterable<TreeNode> {
    return this.#loaded.values();
  }

  get isEmpty(): boolean {
    return this.#loaded.size === 0;
  }

  /** Names from the root down, joined by '/', without a leading '/'. */
  get path(): string {
    if (this.parent === null) return '';
    const above = this.parent.path;
    return above === '' ? this.name : `${above}/${this.name}`;
  }

  get #loaded(): Map<string, TreeNode> {
    for (let source = this.#sources[0]; source !== undefined; source = this.#sources[0]) {
      this.#load(source);
      this.#sources.shift();
    }
    return this.#children;
  }

  /**
   * Takes over a source's entries. Those of an earlier source stay, but folders of the same name show the entries of both. A shared entry with
   * a name that FAT does not allow is left out, since no program could reach it, and so is a file whose name differs only in case from another's;
   * in the flash's own content such names are refused. Raises EIO.
   */
  #load({ tree, path, isShared }: FolderSource): void {
    const before = new Set(this.#children.values());
    for (const entry of isShared ? reading(() => tree.list(path)) : tree.list(path)) {
      const pathOf = (name: string): string => (path === '' ? name : `${path}/${name}`);
      const below = pathOf(entry.name);
      if (!isFatName(entry.name)) {
        if (isShared) continue;
        throw NoFatName.impossible(below);
      }
      const known = this.#children.get(foldName(entry.name));
      if (known !== undefined) {
        if (!isShared && !before.has(known)) throw NoFatName.taken(below, pathOf(known.name));
        if (known instanceof FolderNode && entry.isFolder) known.#sources.push({ tree, path: below, isShared });
        continue;
      }
      const modified = entry.modified ?? 0;
      const child = entry.isFolder
        ? new FolderNode(entry.name, this, modified, isShared, [{ tree, path: below, isShared }])
        : new FileNode(entry.name, this, modified, isShared, { size: entry.size, read: () => tree.read(below) });
      this.#children.set(foldName(entry.name), child);
    }
  }
}

/** Returns what the host shows; raises EIO if the host cannot read it. */
function reading<T>(source: () => T): T {
  try {
    return source();
  } catch (error) {
    throw error instanceof Unreadable ? new FileError(EIO) : error;
  }
}

/** Where a folder's entries come from. */
interface FolderSource {
  readonly tree: FileTree;
  readonly path: string;
  readonly isShared: boolean;
}
