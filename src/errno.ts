/** The firmware's error numbers (`py/mperrno.h`, which takes Linux's). */

export const EPERM = 1;
export const ENOENT = 2;
export const EIO = 5;
export const E2BIG = 7;
export const EBADF = 9;
export const EAGAIN = 11;
export const ENOMEM = 12;
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
/** littlefs has found something damaged: LFS_ERR_CORRUPT (`lib/littlefs/lfs2.h`; EILSEQ elsewhere). */
export const ECORRUPT = 84;
export const EOPNOTSUPP = 95;
export const EADDRINUSE = 98;
export const ECONNABORTED = 103;
export const ECONNRESET = 104;
export const ENOBUFS = 105;
export const EISCONN = 106;
export const ENOTCONN = 107;
export const ETIMEDOUT = 110;
export const EHOSTUNREACH = 113;
export const EALREADY = 114;
export const EINPROGRESS = 115;

/** The error numbers that the module `errno` names and an OSError prints by name (`py/moderrno.c`); some are never raised here. */
export const ERRNO: Readonly<Record<string, number>> = {
  EPERM,
  ENOENT,
  EIO,
  EBADF,
  EAGAIN,
  ENOMEM,
  EACCES,
  EEXIST,
  ENODEV,
  EISDIR,
  EINVAL,
  EOPNOTSUPP,
  EADDRINUSE,
  ECONNABORTED,
  ECONNRESET,
  ENOBUFS,
  ENOTCONN,
  ETIMEDOUT,
  ECONNREFUSED: 111,
  EHOSTUNREACH,
  EALREADY,
  EINPROGRESS,
};

/** The names in `ERRNO` by number. */
export const ERRNO_NAMES: ReadonlyMap<number, string> = new Map(Object.entries(ERRNO).map(([name, number]) => [number, name]));
