/**
 * How littlefs is recognised on unknown blocks (`mp_vfs_autodetect` in `extmod/vfs.c`, `init_flash_fs` in `ports/stm32/main.c`): by its first
 * entry, as it is in a fresh pair of blocks.
 */
import type { BlockDevice } from '../block-device.js';

/** The name of the first entry. */
export const MAGIC = 'littlefs';
/** Where that name is in a block, and how many bytes the firmware reads from there on. */
const AT = 8;
const BYTES = 44;
/** Offsets in those bytes: the name is followed by a tag, the version, and these two numbers (`lfs2_superblock_t`). */
const BLOCK_SIZE_AT = 16;
const BLOCK_COUNT_AT = 20;

/** Looks in the first two blocks, of which one may be half written. Returns the size that the volume says it has; null if there is none. */
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
