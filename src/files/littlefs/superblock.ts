/**
 * What tells littlefs on blocks of which nothing is known (`mp_vfs_autodetect` in `extmod/vfs.c`, `init_flash_fs` in `ports/stm32/main.c`):
 * its first entry, as a fresh pair of blocks has it.
 */
import type { BlockDevice } from '../block-device.js';

/** The name of the first entry. */
export const MAGIC = 'littlefs';
/** Where it is, and how many bytes from there on the firmware reads. */
const AT = 8;
const BYTES = 44;
/** Among those, numbers of what the name is followed by: a tag, the version, and these (`lfs2_superblock_t`). */
const BLOCK_SIZE_AT = 16;
const BLOCK_COUNT_AT = 20;

/** Looks in the first two blocks, of which one may be half written. Answers how large the volume says it is; null: there is none. */
export function findSuperblock(device: Pick<BlockDevice, 'readPart'>): { readonly blockSize: number; readonly blockCount: number } | null {
  const bytes = new Uint8Array(BYTES);
  const numbers = new DataView(bytes.buffer);
  for (const block of [0, 1]) {
    if (device.readPart(block, AT, bytes) !== 0) continue;
    if ([...MAGIC].some((letter, i) => bytes[i] !== letter.charCodeAt(0))) continue;
    return { blockSize: numbers.getUint32(BLOCK_SIZE_AT, true), blockCount: numbers.getUint32(BLOCK_COUNT_AT, true) };
  }
  return null;
}
