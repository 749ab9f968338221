/** What is written to the entry of a file or folder, in the window of the disk (`lib/oofatfs/ff.c`), and what is read from it. */
import type { FileStatus } from '../volume.js';
import { ENTRY_BYTES, type FatDisk } from './disk.js';
import { ATTRIBUTE, clusterOf, type FatEntry, FIELD, setCluster } from './folder.js';
import { secondsOf } from './time.js';

const [SPACE, DOT] = [0x20, 0x2e];
const SHORT_NAME_BYTES = 11;

/** Returns what a program is told about an entry. */
export function statusOf({ view }: FatEntry): FileStatus {
  const isFolder = (view.getUint8(FIELD.attributes) & ATTRIBUTE.folder) !== 0;
  return { isFolder, size: view.getUint32(FIELD.size, true), modified: secondsOf(view.getUint32(FIELD.modified, true)) };
}

/** Makes the file of an entry empty; the entry is then in the window. */
export function emptyFile(disk: FatDisk, entry: FatEntry, time: number): void {
  const { view } = disk;
  const cluster = clusterOf(view, entry.at, disk.layout.bits);
  view.setUint32(entry.at + FIELD.created, time, true);
  view.setUint8(entry.at + FIELD.attributes, ATTRIBUTE.archive);
  setCluster(view, entry.at, disk.layout.bits, 0);
  view.setUint32(entry.at + FIELD.size, 0, true);
  disk.touch();
  if (cluster === 0) return;
  disk.release(cluster);
  disk.move(entry.sector);
  disk.last = cluster - 1;
}

/** Makes the entry at `at` that of a folder which begins at `cluster`. */
export function describeFolder(disk: FatDisk, at: number, cluster: number, time: number): void {
  const { view, layout } = disk;
  view.setUint8(at + FIELD.attributes, ATTRIBUTE.folder);
  view.setUint32(at + FIELD.modified, time, true);
  setCluster(view, at, layout.bits, cluster);
  disk.touch();
}

/** Makes the entries `.` and `..` of a new folder, which is in the window, below the one that begins at `above`. */
export function makeDotEntries(disk: FatDisk, cluster: number, above: number, time: number): void {
  for (const [at, dots, target] of [
    [0, 1, cluster],
    [ENTRY_BYTES, 2, above],
  ] as const) {
    disk.window.fill(SPACE, at, at + SHORT_NAME_BYTES).fill(DOT, at, at + dots);
    describeFolder(disk, at, target, time);
  }
}

/** Makes the entry `..` of a folder lead to another folder. */
export function pointUp(disk: FatDisk, cluster: number, above: number): void {
  disk.move(disk.sectorOf(cluster));
  if (disk.window[ENTRY_BYTES + 1] !== DOT) return;
  setCluster(disk.view, ENTRY_BYTES, disk.layout.bits, above);
  disk.touch();
}
