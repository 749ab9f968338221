/**
 * A FAT volume's sectors and its table of clusters (Microsoft's FAT specification; FatFs where the specification leaves a choice).
 * One sector is held in memory, as in the firmware: what a program sees of a failing device depends on this.
 */
import { EIO, EROFS } from '../../errno.js';
import type { BlockDevice } from '../block-device.js';
import { FileError } from '../file-error.js';

/** The most clusters that a volume of each kind can have. */
export const MOST_CLUSTERS = { fat12: 0xff5, fat16: 0xfff5, fat32: 0x0ffffff5 } as const;
/** Bytes of a directory entry. */
export const ENTRY_BYTES = 32;
const SIGNATURE = 0xaa55;
const SIGNATURE_AT = 510;
/** Fields of the record that FAT32 keeps of its free clusters, and their signatures. */
const INFO = { lead: 0x41615252, structure: 0x61417272, structureAt: 484, freeAt: 488, nextAt: 492 } as const;

const NONE = 0xffffffff;

/** Where the parts of a volume lie, in sectors. */
export interface FatLayout {
  readonly bits: 12 | 16 | 32;
  readonly sectorSize: number;
  readonly clusterSectors: number;
  readonly clusters: number;
  readonly tables: number;
  readonly tableSectors: number;
  readonly tableStart: number;
  /** Entries of the root folder if it lies outside the clusters; 0 on FAT32. */
  readonly rootEntries: number;
  /** First sector of the root folder; its first cluster on FAT32. */
  readonly root: number;
  readonly dataStart: number;
  /** Sector of the record of free clusters; null if there is none. */
  readonly info: number | null;
}

/** A mounted FAT volume below its folders. */
export class FatDisk {
  readonly window: Uint8Array;
  readonly view: DataView;
  #sector = -1;
  #changed = false;
  #free: number = NONE;
  /** Where the search for a free cluster starts. */
  last: number = NONE;
  #infoChanged = false;

  constructor(
    private readonly device: BlockDevice,
    readonly layout: FatLayout,
  ) {
    this.window = new Uint8Array(layout.sectorSize);
    this.view = new DataView(this.window.buffer);
    if (layout.info !== null) this.#readInfo(layout.info);
  }

  /** Raises EROFS unless the device can be written. */
  mustBeWritable(): void {
    if (this.device.isReadOnly) throw new FileError(EROFS);
  }

  get clusterBytes(): number {
    return this.layout.clusterSectors * this.layout.sectorSize;
  }

  /** The sector in the window. */
  get sector(): number {
    return this.#sector;
  }

  /** Puts a sector in the window. */
  move(sector: number): void {
    if (sector === this.#sector) return;
    this.flushWindow();
    this.#sector = -1;
    this.#check(this.device.read(sector, this.window));
    this.#sector = sector;
  }

  /** Makes the window that of a sector without reading it, because its content does not matter. */
  replace(sector: number): void {
    this.flushWindow();
    this.#sector = sector;
  }

  /** To be called when the window has been written to. */
  touch(): void {
    this.#changed = true;
  }

  flushWindow(): void {
    if (!this.#changed) return;
    this.#check(this.device.write(this.#sector, this.window));
    this.#changed = false;
    const { tableStart, tableSectors, tables } = this.layout;
    if (this.#sector - tableStart >= 0 && this.#sector - tableStart < tableSectors && tables === 2) {
      this.device.write(this.#sector + tableSectors, this.window);
    }
  }

  /** Reads whole sectors, bypassing the window. */
  readSectors(sector: number, into: Uint8Array): void {
    this.#check(this.device.read(sector, into));
    const at = (this.#sector - sector) * this.layout.sectorSize;
    if (this.#changed && at >= 0 && at < into.length) into.set(this.window, at);
  }

  /** Writes whole sectors, bypassing the window. */
  writeSectors(sector: number, bytes: Uint8Array): void {
    this.#check(this.device.write(sector, bytes));
    const at = (this.#sector - sector) * this.layout.sectorSize;
    if (this.#sector < 0 || at < 0 || at >= bytes.length) return;
    this.window.set(bytes.subarray(at, at + this.layout.sectorSize));
    this.#changed = false;
  }

  /** Writes everything to the device. */
  sync(): void {
    this.flushWindow();
    const { info } = this.layout;
    if (info !== null && this.#infoChanged) {
      this.window.fill(0);
      this.view.setUint16(SIGNATURE_AT, SIGNATURE, true);
      this.view.setUint32(0, INFO.lead, true);
      this.view.setUint32(INFO.structureAt, INFO.structure, true);
      this.view.setUint32(INFO.freeAt, this.#free, true);
      this.view.setUint32(INFO.nextAt, this.last, true);
      this.#sector = info;
      this.device.write(info, this.window);
      this.#infoChanged = false;
    }
    this.device.sync();
  }

  /** Returns the first sector of a cluster; raises EIO if there is no such cluster. */
  sectorOf(cluster: number): number {
    if (!this.isCluster(cluster)) throw new FileError(EIO);
    return this.layout.dataStart + (cluster - 2) * this.layout.clusterSectors;
  }

  isCluster(cluster: number): boolean {
    return cluster >= 2 && cluster < this.layout.clusters + 2;
  }

  /** Returns what the table says about a cluster: 0 if free, the cluster that follows, or another value at a chain's end. Raises EIO for 1. */
  next(cluster: number): number {
    if (!this.isCluster(cluster)) throw new FileError(EIO);
    const value = this.#entry(cluster);
    if (value === 1) throw new FileError(EIO);
    return value;
  }

  /** Number of free clusters; counts them if the number is not known. */
  get free(): number {
    if (this.#free > this.layout.clusters) {
      let free = 0;
      for (let cluster = 2; cluster < this.layout.clusters + 2; cluster++) if (this.#entry(cluster) === 0) free++;
      this.#free = free;
      this.#infoChanged = true;
    }
    return this.#free;
  }

  /** Returns the cluster that follows one, a free one if that is the last; after 0, begins a new chain. Null if the volume is full. */
  extend(cluster: number): number | null {
    if (cluster !== 0) {
      const following = this.next(cluster);
      if (following === 0) throw new FileError(EIO);
      if (this.isCluster(following)) return following;
    }
    const found = this.#free === 0 ? null : this.#findFree(cluster);
    if (found === null) return null;
    this.#setEntry(found, NONE);
    if (cluster !== 0) this.#setEntry(cluster, found);
    this.last = found;
    if (this.#free <= this.layout.clusters) this.#free--;
    this.#infoChanged = true;
    return found;
  }

  /** Frees a chain from a cluster on. */
  release(cluster: number): void {
    for (let at = cluster; this.isCluster(at); ) {
      const following = this.next(at);
      if (following === 0) return;
      this.#setEntry(at, 0);
      if (this.#free < this.layout.clusters) this.#free++;
      this.#infoChanged = true;
      at = following;
    }
  }

  /** Fills a cluster with zeros; its first sector is then in the window. */
  clear(cluster: number): void {
    const sector = this.sectorOf(cluster);
    this.flushWindow();
    this.window.fill(0);
    for (let i = this.layout.clusterSectors - 1; i >= 0; i--) this.#check(this.device.write(sector + i, this.window));
    this.#sector = sector;
  }

  #findFree(cluster: number): number | null {
    const { clusters } = this.layout;
    const isHint = this.last >= 2 && this.last < clusters + 2;
    if (cluster !== 0) {
      const beside = cluster + 1 < clusters + 2 ? cluster + 1 : 2;
      if (this.next(beside) === 0) return beside;
    }
    const start = isHint ? this.last : cluster === 0 ? 1 : cluster;
    for (let i = 1; i <= clusters; i++) {
      const at = 2 + ((start - 2 + i + clusters) % clusters);
      if (this.next(at) === 0) return at;
    }
    return null;
  }

  #entry(cluster: number): number {
    const { bits, sectorSize, tableStart } = this.layout;
    if (bits === 12) {
      const at = cluster + (cluster >> 1);
      const pair = this.#tableByte(at) | (this.#tableByte(at + 1) << 8);
      return (cluster & 1) === 1 ? pair >> 4 : pair & 0xfff;
    }
    const at = cluster * (bits / 8);
    this.move(tableStart + Math.floor(at / sectorSize));
    return bits === 16 ? this.view.getUint16(at % sectorSize, true) : this.view.getUint32(at % sectorSize, true) & 0x0fffffff;
  }

  #setEntry(cluster: number, value: number): void {
    const { bits, sectorSize, tableStart } = this.layout;
    if (bits === 12) {
      const at = cluster + (cluster >> 1);
      const odd = (cluster & 1) === 1;
      this.#setTableByte(at, odd ? (this.#tableByte(at) & 0x0f) | ((value << 4) & 0xf0) : value & 0xff);
      this.#setTableByte(at + 1, odd ? (value >> 4) & 0xff : (this.#tableByte(at + 1) & 0xf0) | ((value >> 8) & 0x0f));
      return;
    }
    const at = cluster * (bits / 8);
    this.move(tableStart + Math.floor(at / sectorSize));
    const offset = at % sectorSize;
    if (bits === 16) this.view.setUint16(offset, value & 0xffff, true);
    else this.view.setUint32(offset, (value & 0x0fffffff) | (this.view.getUint32(offset, true) & 0xf0000000), true);
    this.touch();
  }

  #tableByte(at: number): number {
    const { sectorSize, tableStart } = this.layout;
    this.move(tableStart + Math.floor(at / sectorSize));
    return this.window[at % sectorSize] as number;
  }

  #setTableByte(at: number, value: number): void {
    this.#tableByte(at);
    this.window[at % this.layout.sectorSize] = value;
    this.touch();
  }

  #readInfo(sector: number): void {
    this.move(sector);
    const { view } = this;
    if (view.getUint16(SIGNATURE_AT, true) !== SIGNATURE || view.getUint32(0, true) !== INFO.lead) return;
    if (view.getUint32(INFO.structureAt, true) !== INFO.structure) return;
    this.#free = view.getUint32(INFO.freeAt, true);
    this.last = view.getUint32(INFO.nextAt, true);
  }

  #check(answer: number): void {
    if (answer !== 0) throw new FileError(EIO);
  }
}
