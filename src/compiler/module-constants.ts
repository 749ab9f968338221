/** Constants of modules that the compiler puts in place of an attribute (`mp_constants_table` in `py/parse.c`). */
import type { NumberConstant } from './arithmetic.js';

const MATH: Readonly<Record<string, number>> = {
  e: Math.E,
  pi: Math.PI,
  tau: 2 * Math.PI,
  inf: Number.POSITIVE_INFINITY,
  nan: Number.NaN,
};

/** Error numbers of `modules/errno`, as on Linux (`py/mperrno.h`). */
const ERRNO: Readonly<Record<string, number>> = {
  EPERM: 1,
  ENOENT: 2,
  EIO: 5,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EEXIST: 17,
  ENODEV: 19,
  EISDIR: 21,
  EINVAL: 22,
  EOPNOTSUPP: 95,
  EADDRINUSE: 98,
  ECONNABORTED: 103,
  ECONNRESET: 104,
  ENOBUFS: 105,
  ENOTCONN: 107,
  ETIMEDOUT: 110,
  ECONNREFUSED: 111,
  EHOSTUNREACH: 113,
  EALREADY: 114,
  EINPROGRESS: 115,
};

/** The number that `module.name` is on every board, or null. */
export function moduleConstant(module: string, name: string): NumberConstant | null {
  if (module === 'math' && Object.hasOwn(MATH, name)) return { type: 'float', value: MATH[name] as number };
  if (module === 'errno' && Object.hasOwn(ERRNO, name)) return { type: 'int', value: ERRNO[name] as number };
  return null;
}
