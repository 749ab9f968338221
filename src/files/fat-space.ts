/**
 * The room on a FAT volume that is a tree (`fat-volume.ts`): how many clusters and directory entries its files and folders take, as `f_mkfs` and
 * FatFs allocate them (`lib/oofatfs/ff.c`). What the host shares takes none.
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

/** Entries of the root directory of FAT12, which lies outside the clusters. */
const ROOT_ENTRIES = 512;
const ENTRY_BYTES = 32;
/** Characters of a long name that one directory entry holds. */
const LONG_NAME_PART = 13;
/** Number of blocks from which on a cluster has two; the volumes of these boards are below the next step. */
const TWO_BLOCK_CLUSTERS = 0x1000;

/** Returns the geometry that `f_mkfs` gives a volume of this many 512-byte blocks (up to 8 MiB): FAT12, one table. */
export function fatGeometry(blocks: number): Geometry {
  const perCluster = blocks < TWO_BLOCK_CLUSTERS ? 1 : 2;
  const tableBytes = Math.floor((Math.floor(blocks / perCluster) * 3 + 1) / 2) + 3;
  const system = 1 + Math.ceil(tableBytes / BLOCK) + (ROOT_ENTRIES * ENTRY_BYTES) / BLOCK;
  return { clusterBytes: perCluster * BLOCK, clusters: Math.floor((blocks - system) / perCluster) };
}

/** The clusters of one volume. Changes of the tree that `reserve` and `resized` do not cover must be followed by `forget`. */
export class FatSpace {
  /** Clusters in use; null until they are counted, on first use. */
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

  /** Bytes of all clusters. */
  get bytes(): number {
    return this.geometry.clusters * this.geometry.clusterBytes;
  }

  /** Bytes that files and folders take. This is more than the volume has if it was given too much. */
  get takenBytes(): number {
    return this.used * this.geometry.clusterBytes;
  }

  /** Bytes that each file and folder at the top takes, with all that is in it. */
  get takings(): { readonly name: string; readonly isFolder: boolean; readonly bytes: number }[] {
    const own = [...this.root.children].filter((child) => !child.isShared);
    return own.map((child) => ({
      name: child.name,
      isFolder: child.isFolder,
      bytes: this.clustersIn(child) * this.geometry.clusterBytes,
    }));
  }

  /** Called when something has left the tree: the clusters in use are counted again. */
  forget(): void {
    this.#used = null;
  }

  /** Takes room for one more entry in a folder, and for `clusters`. Raises EACCES, as FatFs does, or `refusal` if there is no room. */
  reserve(folder: FolderNode, name: string, clusters = 0, refusal = EACCES): void {
    const before = this.used;
    const grown = this.#folderClusters(folder, entriesOf(name)) - this.#folderClusters(folder, 0);
    if (before + clusters + grown > this.geometry.clusters) throw new FileError(refusal);
    if (folder === this.root && entriesIn(folder) + entriesOf(name) > ROOT_ENTRIES) throw new FileError(EACCES);
    this.#used = before + clusters + grown;
  }

  /** Returns the size up to which a file of `size` bytes can grow. */
  roomFor(size: number): number {
    return (this.clustersOf(size) + this.free) * this.geometry.clusterBytes;
  }

  /** Called when the size of a file has changed. */
  resized(before: number, after: number): void {
    if (this.#used !== null) this.#used += this.clustersOf(after) - this.clustersOf(before);
  }

  /** Returns the number of clusters of a file of this many bytes. */
  clustersOf(bytes: number): number {
    return Math.ceil(bytes / this.geometry.clusterBytes);
  }

  /** Returns the number of clusters of a file, or of a folder and everything in it that is the volume's own. */
  clustersIn(node: TreeNode): number {
    if (!node.isFolder) return this.clustersOf(node.size);
    let used = this.#folderClusters(node, 0);
    for (const child of node.children) if (!child.isShared) used += this.clustersIn(child);
    return used;
  }

  /** Returns the number of clusters that a folder's own entries take; those of the root lie outside the clusters. */
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

/** Returns the number of directory entries that a name takes: one, and those of its long form. */
function entriesOf(name: string): number {
  return 1 + Math.ceil(name.length / LONG_NAME_PART);
}
