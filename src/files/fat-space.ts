/**
 * The room on a FAT volume that is a tree (`fat-volume.ts`): which clusters and directory entries its files and folders take, as `f_mkfs` and
 * FatFs deal them out (`lib/oofatfs/ff.c`). What the host shares takes none.
 */
import { EACCES } from '../errno.js';
import { BLOCK } from './block-device.js';
import { FileError } from './file-error.js';
import type { FolderNode, TreeNode } from './node.js';

/** Size of a volume. */
export interface Geometry {
  readonly clusterBytes: number;
  readonly clusters: number;
}

/** Entries of the root directory of FAT12, which has a place of its own. */
const ROOT_ENTRIES = 512;
const ENTRY_BYTES = 32;
/** Characters of a long name that one directory entry holds. */
const LONG_NAME_PART = 13;
/** Blocks from which two make a cluster; the volumes of these boards are below the next step. */
const TWO_BLOCK_CLUSTERS = 0x1000;

/** The geometry that `f_mkfs` gives a volume of so many 512-byte blocks (up to 8 MiB): FAT12, one table. */
export function fatGeometry(blocks: number): Geometry {
  const perCluster = blocks < TWO_BLOCK_CLUSTERS ? 1 : 2;
  const tableBytes = Math.floor((Math.floor(blocks / perCluster) * 3 + 1) / 2) + 3;
  const system = 1 + Math.ceil(tableBytes / BLOCK) + (ROOT_ENTRIES * ENTRY_BYTES) / BLOCK;
  return { clusterBytes: perCluster * BLOCK, clusters: Math.floor((blocks - system) / perCluster) };
}

/** The clusters of one volume. Who changes the tree otherwise than by `reserve` and `resized` says so by `forget`. */
export class FatSpace {
  /** Clusters in use; counted when first asked for. */
  #used: number | null = null;

  constructor(
    readonly geometry: Geometry,
    private readonly root: FolderNode,
  ) {}

  /** Clusters in use. */
  get used(): number {
    this.#used ??= this.clustersIn(this.root);
    return this.#used;
  }

  get free(): number {
    return Math.max(0, this.geometry.clusters - this.used);
  }

  /** Bytes that there are. */
  get bytes(): number {
    return this.geometry.clusters * this.geometry.clusterBytes;
  }

  /** Bytes that files and folders take, which may be more than there are: then the volume was given too much. */
  get takenBytes(): number {
    return this.used * this.geometry.clusterBytes;
  }

  /** The same of each thing at the top, with all that is in it. */
  get takings(): { readonly name: string; readonly isFolder: boolean; readonly bytes: number }[] {
    const own = [...this.root.children].filter((child) => !child.isShared);
    return own.map((child) => ({
      name: child.name,
      isFolder: child.isFolder,
      bytes: this.clustersIn(child) * this.geometry.clusterBytes,
    }));
  }

  /** Something has left the tree: what is in use is counted anew. */
  forget(): void {
    this.#used = null;
  }

  /** Raises EACCES, as FatFs does, or what else unless there is room for one more entry in a folder, and so many clusters. */
  reserve(folder: FolderNode, name: string, clusters = 0, refusal = EACCES): void {
    const before = this.used;
    const grown = this.#folderClusters(folder, entriesOf(name)) - this.#folderClusters(folder, 0);
    if (before + clusters + grown > this.geometry.clusters) throw new FileError(refusal);
    if (folder === this.root && entriesIn(folder) + entriesOf(name) > ROOT_ENTRIES) throw new FileError(EACCES);
    this.#used = before + clusters + grown;
  }

  /** The size up to which a file of `size` bytes can grow. */
  roomFor(size: number): number {
    return (this.clustersOf(size) + this.free) * this.geometry.clusterBytes;
  }

  /** A file has got another size. */
  resized(before: number, after: number): void {
    if (this.#used !== null) this.#used += this.clustersOf(after) - this.clustersOf(before);
  }

  /** Clusters of a file of so many bytes. */
  clustersOf(bytes: number): number {
    return Math.ceil(bytes / this.geometry.clusterBytes);
  }

  /** Clusters of a file, or of a folder and all in it that is the volume's own. */
  clustersIn(node: TreeNode): number {
    if (!node.isFolder) return this.clustersOf(node.size);
    let used = this.#folderClusters(node, 0);
    for (const child of node.children) if (!child.isShared) used += this.clustersIn(child);
    return used;
  }

  /** Clusters that a folder's own entries take; the root's have a place of their own. */
  #folderClusters(folder: FolderNode, further: number): number {
    if (folder === this.root) return 0;
    return Math.max(1, this.clustersOf((2 + entriesIn(folder) + further) * ENTRY_BYTES));
  }
}

function entriesIn(folder: FolderNode): number {
  let entries = 0;
  for (const child of folder.children) if (!child.isShared) entries += entriesOf(child.name);
  return entries;
}

/** Directory entries that a name takes: one, and those of its long form. */
function entriesOf(name: string): number {
  return 1 + Math.ceil(name.length / LONG_NAME_PART);
}
