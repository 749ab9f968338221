/** Errors of lwIP (`src/include/lwip/err.h`), and what the firmware makes of them (`extmod/modlwip.c`, error_lookup_table). */
import {
  EADDRINUSE,
  EALREADY,
  EBADF,
  ECONNABORTED,
  ECONNRESET,
  EHOSTUNREACH,
  EINPROGRESS,
  EINVAL,
  EIO,
  ENOBUFS,
  ENOMEM,
  ENOTCONN,
} from '../../errno.js';

/** Those that are met here (ERR_…), and the firmware's own for a closed socket. */
export const ERR = { MEM: -1, RTE: -4, VAL: -6, USE: -8, CONN: -11, ABRT: -13, RST: -14, CLSD: -15, ARG: -16, BADF: -17 } as const;

/** By number, EWOULDBLOCK being EAGAIN. */
const LOOKUP = [
  0,
  ENOMEM,
  ENOBUFS,
  11,
  EHOSTUNREACH,
  EINPROGRESS,
  EINVAL,
  11,
  EADDRINUSE,
  EALREADY,
  EALREADY,
  ENOTCONN,
  -1,
  ECONNABORTED,
  ECONNRESET,
  ENOTCONN,
  EIO,
  EBADF,
];

/** The error number of a program for one of lwIP's. Beyond the table, where the firmware reads what lies there: EBADF. */
export const errnoOf = (error: number): number => LOOKUP[-error] ?? EBADF;
