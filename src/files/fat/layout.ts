/** Reads from a FAT volume's first sector where its parts are, and makes new volumes as `f_mkfs` does (`lib/oofatfs/ff.c`). */
import { EBUSY, EIO, EROFS } from '../../errno.js';
import type { BlockDevice } from '../block-device.js';
import { FileError } from '../file-error.js';
import { ENTRY_BYTES, type FatLayout, MOST_CLUSTERS } from './disk.js';

const SMALLEST_SECTOR = 512;
const LARGEST_SECTOR = 4096;
const SIGNATURE = 0xaa55;
/** Fields of the first sector. */
const AT = {
  sectorSize: 11,
  clusterSectors: 13,
  reserved: 14,
  tables: 16,
  rootEntries: 17,
  sectors16: 19,
  media: 21,
  tableSectors16: 22,
  trackSectors: 24,
  heads: 26,
  hidden: 28,
  sectors32: 32,
  /** FAT12 and FAT16 from here on. */
  drive: 36,
  bootSignature: 38,
  serial: 39,
  label: 43,
  kind: 54,
  /** FAT32 from here on. */
  tableSectors32: 36,
  version32: 42,
  root32: 44,
  info32: 48,
  backup32: 50,
  drive32: 64,
  bootSignature32: 66,
  serial32: 67,
  label32: 71,
  kind32: 82,
  signature: 510,
} as const;
/** The partition table in the first sector of a device. */
const PARTITIONS = { at: 446, bytes: 16, count: 4, kindAt: 4, startAt: 8, sizeAt: 12 } as const;
const PARTITION_FAT32 = 0x0c;
/** Where the one partition of a new device starts. */
const FIRST_PARTITION = 63;

const ROOT_ENTRIES = 512;
const LEAST_SECTORS = 22;
const LEAST_CLUSTERS = 16;
const MOST_CLUSTER_SECTORS = 128;
/** Sizes in units of 4096 sectors, or for FAT32 of 128 Ki sectors, from which a cluster has twice as many sectors. */
const STEPS = { unit: 0x1000, from: [1, 4, 16, 64, 256, 512] } as const;
const STEPS32 = { unit: 0x20000, from: [1, 2, 4, 8, 16, 32] } as const;
const RESERVED32 = 32;

/** Makes a device ready and returns the size of its sectors; raises EBUSY, and EIO for a size that FatFs cannot use. */
function openDevice(device: BlockDevice): number {
  if (!device.init()) throw new FileError(EBUSY);
  const size = device.blockSize();
  if (size > LARGEST_SECTOR || size < SMALLEST_SECTOR || (size & (size - 1)) !== 0) throw new FileError(EIO);
  return size;
}

/**
 * Returns the layout of the volume on a device, or in its first partition that has one, or in the requested `partition` (1 to 4); null if
 * there is none (`find_volume`).
 */
export function readLayout(device: BlockDevice, partition: number | null = null): FatLayout | null {
  const sectorSize = openDevice(device);
  const first = new DataView(new ArrayBuffer(sectorSize));
  const kind = readBootSector(device, 0, first);
  if (kind === 'volume' && partition === null) return layoutOf(first, 0, sectorSize);
  if (kind === 'nothing') return null;
  const boot = new DataView(new ArrayBuffer(sectorSize));
  for (let i = 0; i < PARTITIONS.count; i++) {
    if (partition !== null && i !== partition - 1) continue;
    const entry = PARTITIONS.at + i * PARTITIONS.bytes;
    const start = first.getUint8(entry + PARTITIONS.kindAt) === 0 ? 0 : first.getUint32(entry + PARTITIONS.startAt, true);
    if (start !== 0 && readBootSector(device, start, boot) === 'volume') return layoutOf(boot, start, sectorSize);
  }
  return null;
}

function readBootSector(device: BlockDevice, sector: number, into: DataView): 'volume' | 'other' | 'nothing' {
  const bytes = new Uint8Array(into.buffer);
  if (device.read(sector, bytes) !== 0) throw new FileError(EIO);
  if (into.getUint16(AT.signature, true) !== SIGNATURE) return 'nothing';
  const says = (at: number, text: string) => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  const jumps = [0xe8, 0xe9, 0xeb].includes(bytes[0] as number);
  return jumps && (says(AT.kind, 'FAT') || says(AT.kind32, 'FAT32')) ? 'volume' : 'other';
}

function layoutOf(boot: DataView, start: number, sectorSize: number): FatLayout | null {
  const word = (at: number) => boot.getUint16(at, true);
  const long = (at: number) => boot.getUint32(at, true);
  const tableSectors = word(AT.tableSectors16) || long(AT.tableSectors32);
  const tables = boot.getUint8(AT.tables);
  const clusterSectors = boot.getUint8(AT.clusterSectors);
  const rootEntries = word(AT.rootEntries);
  const reserved = word(AT.reserved);
  const rootSectors = (rootEntries * ENTRY_BYTES) / sectorSize;
  const isSane =
    word(AT.sectorSize) === sectorSize &&
    (tables === 1 || tables === 2) &&
    clusterSectors !== 0 &&
    (clusterSectors & (clusterSectors - 1)) === 0 &&
    Number.isInteger(rootSectors) &&
    reserved !== 0;
  if (!isSane) return null;
  const system = reserved + tableSectors * tables + rootSectors;
  const clusters = Math.floor(((word(AT.sectors16) || long(AT.sectors32)) - system) / clusterSectors);
  if (clusters < 1 || clusters > MOST_CLUSTERS.fat32) return null;
  const bits = clusters <= MOST_CLUSTERS.fat12 ? 12 : clusters <= MOST_CLUSTERS.fat16 ? 16 : 32;
  if (bits === 32 ? word(AT.version32) !== 0 || rootEntries !== 0 : rootEntries === 0) return null;
  if (tableSectors < Math.ceil(((clusters + 2) * bits) / 8 / sectorSize)) return null;
  const tableStart = start + reserved;
  return {
    bits,
    sectorSize,
    clusterSectors,
    clusters,
    tables,
    tableSectors,
    tableStart,
    rootEntries,
    root: bits === 32 ? long(AT.root32) : tableStart + tableSectors * tables,
    dataStart: start + system,
    info: bits === 32 && word(AT.info32) === 1 ? start + 1 : null,
  };
}

/** The plan of a new volume. */
interface Plan {
  readonly bits: 12 | 16 | 32;
  readonly start: number;
  readonly sectors: number;
  readonly sectorSize: number;
  readonly clusterSectors: number;
  readonly clusters: number;
  readonly tableSectors: number;
  readonly reserved: number;
}

/** Makes a FAT volume on a device: FAT12 or FAT16, or, if these are too small, FAT32 in a partition. Raises EIO, EROFS, EBUSY. */
export function makeVolume(device: BlockDevice, mayPartition: boolean, serial: number): void {
  const sectorSize = openDevice(device);
  if (device.isReadOnly) throw new FileError(EROFS);
  const sectors = device.blockCount();
  const plan = planSmall(sectors, sectorSize) ?? (mayPartition ? planFat32(sectors - FIRST_PARTITION, sectorSize) : null);
  if (plan === null) throw new FileError(EIO);
  writeVolume(device, plan, serial);
  if (plan.bits === 32) writePartition(device, plan);
  device.sync();
}

function clusterSectorsFor(sectors: number, { unit, from }: typeof STEPS | typeof STEPS32): number {
  const units = Math.floor(sectors / unit);
  return 2 ** from.filter((least) => least <= units).length;
}

/** Returns a plan for FAT12 or FAT16; null for a device that is too small or too large. */
function planSmall(sectors: number, sectorSize: number): Plan | null {
  if (sectors < LEAST_SECTORS) return null;
  const rootSectors = (ROOT_ENTRIES * ENTRY_BYTES) / sectorSize;
  for (let clusterSectors = clusterSectorsFor(sectors, STEPS); clusterSectors <= MOST_CLUSTER_SECTORS; clusterSectors *= 2) {
    const guess = Math.floor(sectors / clusterSectors);
    const bits = guess > MOST_CLUSTERS.fat12 ? 16 : 12;
    const tableBytes = bits === 16 ? guess * 2 + 4 : Math.floor((guess * 3 + 1) / 2) + 3;
    const tableSectors = Math.ceil(tableBytes / sectorSize);
    const system = 1 + tableSectors + rootSectors;
    if (sectors < system + clusterSectors * LEAST_CLUSTERS) return null;
    const clusters = Math.floor((sectors - system) / clusterSectors);
    // There is a gap between the kinds; larger clusters lead out of it.
    if (bits === 16 && (clusters > MOST_CLUSTERS.fat16 || clusters <= MOST_CLUSTERS.fat12)) continue;
    return { bits, start: 0, sectors, sectorSize, clusterSectors, clusters, tableSectors, reserved: 1 };
  }
  return null;
}

/** Returns a plan for FAT32 after the partition table; null for a device that is too small or too large. */
function planFat32(sectors: number, sectorSize: number): Plan | null {
  for (let clusterSectors = clusterSectorsFor(sectors, STEPS32); clusterSectors >= 1; clusterSectors /= 2) {
    const guess = Math.floor(sectors / clusterSectors);
    if (guess <= MOST_CLUSTERS.fat16 || guess > MOST_CLUSTERS.fat32) return null;
    const tableSectors = Math.ceil((guess * 4 + 8) / sectorSize);
    const clusters = Math.floor((sectors - RESERVED32 - tableSectors) / clusterSectors);
    if (clusters <= MOST_CLUSTERS.fat16) continue;
    return { bits: 32, start: FIRST_PARTITION, sectors, sectorSize, clusterSectors, clusters, tableSectors, reserved: RESERVED32 };
  }
  return null;
}

function writeVolume(device: BlockDevice, plan: Plan, serial: number): void {
  const { bits, start, sectorSize, tableSectors, reserved } = plan;
  const sector = new Uint8Array(sectorSize);
  const view = new DataView(sector.buffer);
  const write = (at: number) => {
    if (device.write(at, sector) !== 0) throw new FileError(EIO);
  };
  fillBootSector(view, plan, serial);
  write(start);
  if (bits === 32) {
    write(start + 6);
    fillInfo(view, plan.clusters - 1);
    write(start + 7);
    write(start + 1);
  }
  sector.fill(0);
  view.setUint32(0, bits === 12 ? 0xfffff8 : 0xfffffff8, true);
  if (bits === 32) {
    view.setUint32(4, 0xffffffff, true);
    view.setUint32(8, 0x0fffffff, true);
  }
  const rootSectors = bits === 32 ? plan.clusterSectors : (ROOT_ENTRIES * ENTRY_BYTES) / sectorSize;
  for (let i = 0; i < tableSectors + rootSectors; i++) {
    write(start + reserved + i);
    sector.fill(0);
  }
}

function putText(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i));
}

function fillBootSector(view: DataView, plan: Plan, serial: number): void {
  const { bits, start, sectors, tableSectors } = plan;
  const word = (at: number, value: number) => view.setUint16(at, value, true);
  const long = (at: number, value: number) => view.setUint32(at, value, true);
  putText(view, 0, '\xeb\xfe\x90MSDOS5.0');
  word(AT.sectorSize, plan.sectorSize);
  view.setUint8(AT.clusterSectors, plan.clusterSectors);
  word(AT.reserved, plan.reserved);
  view.setUint8(AT.tables, 1);
  word(AT.rootEntries, bits === 32 ? 0 : ROOT_ENTRIES);
  if (sectors < 0x10000) word(AT.sectors16, sectors);
  else long(AT.sectors32, sectors);
  view.setUint8(AT.media, 0xf8);
  word(AT.trackSectors, 63);
  word(AT.heads, 255);
  long(AT.hidden, start);
  if (bits === 32) {
    long(AT.serial32, serial);
    long(AT.tableSectors32, tableSectors);
    long(AT.root32, 2);
    word(AT.info32, 1);
    word(AT.backup32, 6);
    view.setUint8(AT.drive32, 0x80);
    view.setUint8(AT.bootSignature32, 0x29);
    putText(view, AT.label32, 'NO NAME    FAT32   ');
  } else {
    long(AT.serial, serial);
    word(AT.tableSectors16, tableSectors);
    view.setUint8(AT.drive, 0x80);
    view.setUint8(AT.bootSignature, 0x29);
    putText(view, AT.label, 'NO NAME    FAT     ');
  }
  word(AT.signature, SIGNATURE);
}

function fillInfo(view: DataView, free: number): void {
  new Uint8Array(view.buffer).fill(0);
  view.setUint32(0, 0x41615252, true);
  view.setUint32(484, 0x61417272, true);
  view.setUint32(488, free, true);
  view.setUint32(492, 2, true);
  view.setUint16(AT.signature, SIGNATURE, true);
}

/** Writes the partition table, with cylinder addresses as far as these reach. */
function writePartition(device: BlockDevice, { start, sectors, sectorSize }: Plan): void {
  const view = new DataView(new ArrayBuffer(sectorSize));
  const cylinders = Math.floor((start + sectors) / (63 * 255));
  view.setUint16(AT.signature, SIGNATURE, true);
  view.setUint8(PARTITIONS.at + 1, 1);
  view.setUint8(PARTITIONS.at + 2, 1);
  view.setUint8(PARTITIONS.at + PARTITIONS.kindAt, PARTITION_FAT32);
  view.setUint8(PARTITIONS.at + 5, 254);
  view.setUint8(PARTITIONS.at + 6, ((cylinders >> 2) & 0xc0) | 63);
  view.setUint8(PARTITIONS.at + 7, cylinders & 0xff);
  view.setUint32(PARTITIONS.at + PARTITIONS.startAt, start, true);
  view.setUint32(PARTITIONS.at + PARTITIONS.sizeAt, sectors, true);
  if (device.write(0, new Uint8Array(view.buffer)) !== 0) throw new FileError(EIO);
}
