/** Error numbers of the file system (`py/mperrno.h`), and the signal that carries one to whoever shows it. */

export const EPERM = 1;
export const ENOENT = 2;
export const EIO = 5;
export const EACCES = 13;
export const EBUSY = 16;
export const EEXIST = 17;
export const ENODEV = 19;
export const ENOTDIR = 20;
export const EISDIR = 21;
export const EINVAL = 22;
export const EFBIG = 27;
export const ENOSPC = 28;
export const EROFS = 30;
export const ENAMETOOLONG = 36;
export const ENOTEMPTY = 39;
export const EOPNOTSUPP = 95;
/** What littlefs finds damaged (EILSEQ elsewhere). */
export const ECORRUPT = 84;

/** Thrown by everything in this folder when an operation cannot be done. No JavaScript Error: it captures no stack. */
export class FileError {
  constructor(readonly errno: number) {}
}
