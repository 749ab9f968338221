/** Finds the file system on blocks, as the firmware does at each start (`init_flash_fs` in `ports/stm32/main.c`). */
import { BLOCK, type NameCodec } from './block-device.js';
import { writeFactoryFiles } from './factory.js';
import { FatDiskVolume } from './fat/volume.js';
import { FileError } from './file-error.js';
import { type FlashChip, FlashDevice } from './flash-device.js';
import { findSuperblock } from './littlefs/superblock.js';
import { LfsVolume } from './littlefs/volume.js';
import type { Volume } from './volume.js';

/** The defaults of `VfsLfs2`. */
const LFS_SIZES = { read: 32, write: 32 } as const;

/** What a file system needs besides its blocks. */
export interface SystemParts {
  /** Bytes of littlefs's blocks. */
  readonly unit: number;
  readonly chip: FlashChip;
  readonly codec: NameCodec;
  /** Nanoseconds since 2000-01-01. */
  now(): bigint;
}

/** A file system that has been found. */
interface FoundSystem {
  readonly kind: 'fat' | 'littlefs';
  readonly volume: Volume;
}

const seconds =
  ({ now }: SystemParts) =>
  (): number =>
    Number(now() / 1_000_000_000n);

/**
 * Returns littlefs if its superblock is there, otherwise FAT. If there is no FAT and `mayMake` is true, makes it with the factory's files.
 * Returns null if there is no file system, or a broken one.
 */
export function findSystem(image: Uint8Array, parts: SystemParts, mayMake: boolean): FoundSystem | null {
  try {
    const littlefs = openLittlefs(image, parts);
    return littlefs === null ? { kind: 'fat', volume: openFat(image, parts, mayMake) } : { kind: 'littlefs', volume: littlefs };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}

/** Makes FAT with the factory's files (`factory_reset_create_filesystem`), whatever the blocks hold. */
export function makeFactorySystem(image: Uint8Array, parts: SystemParts): void {
  const device = new FlashDevice(image, BLOCK, parts.chip);
  makeFat(device, seconds(parts));
  writeFactoryFiles(fatOn(device, parts.codec, seconds(parts)));
}

// Functions, so that code that may never need a FAT volume on blocks does not load it. `now` returns seconds since 2000-01-01.

/** Returns the FAT volume on blocks. */
export function fatOn(device: FlashDevice, codec: NameCodec, now: () => number): FatDiskVolume {
  return new FatDiskVolume(device, codec, now);
}

/** Makes a FAT volume on blocks. */
export function makeFat(device: FlashDevice, now: () => number): void {
  FatDiskVolume.make(device, now);
}

function openFat(image: Uint8Array, parts: SystemParts, mayMake: boolean): Volume {
  const volume = new FatDiskVolume(new FlashDevice(image, BLOCK, parts.chip), parts.codec, seconds(parts));
  try {
    volume.prepare(false);
  } catch (error) {
    if (!mayMake) throw error;
    volume.prepare(true);
    writeFactoryFiles(volume);
  }
  return volume;
}

function openLittlefs(image: Uint8Array, { unit, codec, chip, now }: SystemParts): Volume | null {
  const superblock = findSuperblock(new FlashDevice(image, unit, chip));
  if (superblock === null) return null;
  const length = Math.min(superblock.blockSize * superblock.blockCount, image.length);
  return new LfsVolume(new FlashDevice(image.subarray(0, length), unit, chip), codec, { sizes: LFS_SIZES, now });
}
