/** What a littlefs volume says about itself in its superblock: version, size, limits (littlefs SPEC, "0x0ff LFS_TYPE_SUPERBLOCK"). */
import { EINVAL } from '../../errno.js';
import { FileError } from '../file-error.js';
import type { LfsBlocks } from './blocks.js';
import { bytesOfWords, words } from './contents.js';

const VERSION = 0x00020001;
/** Limits of a new volume: bytes of a name, of a file, of an attribute. */
export const LIMITS = { name: 255, file: 0x7fffffff, attribute: 1022 } as const;

/** Returns the superblock of a volume on these blocks. */
export function superblockOf(blocks: LfsBlocks): Uint8Array {
  return bytesOfWords([VERSION, blocks.size, blocks.count, LIMITS.name, LIMITS.file, LIMITS.attribute]);
}

/** Raises EINVAL if the volume does not fit these blocks. `isOld` means that it must get the present version before it is changed. */
export function readSuperblock(struct: Uint8Array, blocks: LfsBlocks): { readonly isOld: boolean } {
  const [version, size, count, name, file, attribute] = words(struct, 6) as [number, number, number, number, number, number];
  const isKnown = version >>> 16 === VERSION >>> 16 && (version & 0xffff) <= (VERSION & 0xffff);
  const fits = name <= LIMITS.name && file <= LIMITS.file && attribute <= LIMITS.attribute;
  if (!isKnown || !fits || size !== blocks.size || count !== blocks.count) throw new FileError(EINVAL);
  return { isOld: version !== VERSION };
}
