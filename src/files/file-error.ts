/** The signal that carries an error number (`errno.ts`) from a file system to whoever shows it. */

/** What littlefs finds damaged: LFS_ERR_CORRUPT (`lib/littlefs/lfs2.h`; EILSEQ elsewhere). */
export const ECORRUPT = 84;

/** Thrown by everything in this folder when an operation cannot be done. No JavaScript Error: it captures no stack. */
export class FileError {
  constructor(readonly errno: number) {}
}
