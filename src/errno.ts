/** Error numbers, as the firmware counts them (`py/mperrno.h`, which takes Linux's). */

export const EPERM = 1;
export const ENOENT = 2;
export const EIO = 5;
export const EAGAIN = 11;
export const EACCES = 13;
export const EFAULT = 14;
export const EBUSY = 16;
export const EEXIST = 17;
export const ENODEV = 19;
export const ENOTDIR = 20;
export const EISDIR = 21;
export const EINVAL = 22;
export const EFBIG = 27;
export const ENOSPC = 28;
export const EROFS = 30;
export const EPIPE = 32;
export const ENAMETOOLONG = 36;
export const ENOTEMPTY = 39;
/** What littlefs finds damaged: LFS_ERR_CORRUPT (`lib/littlefs/lfs2.h`; EILSEQ elsewhere). */
export const ECORRUPT = 84;
export const EOPNOTSUPP = 95;
export const ENOBUFS = 105;
export const ENOTCONN = 107;
export const ETIMEDOUT = 110;

/** Those that the module `errno` names and an OSError prints by name (`py/moderrno.c`), some of which nothing here raises. */
export const ERRNO: Readonly<Record<string, number>> = {
  EPERM,
  ENOENT,
  EIO,
  EBADF: 9,
  EAGAIN,
  ENOMEM: 12,
  EACCES,
  EEXIST,
  ENODEV,
  EISDIR,
  EINVAL,
  EOPNOTSUPP,
  EADDRINUSE: 98,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOBUFS,
  ENOTCONN,
  ETIMEDOUT,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
};

/** Their names by number. */
export const ERRNO_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(ERRNO).map(([name, number]) => [number, name]));
