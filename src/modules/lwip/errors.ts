/** Errors of lwIP (`src/include/lwip/err.h`), and the firmware's error numbers for them (`extmod/modlwip.c`, error_lookup_table). */
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

/** The errors that occur here (ERR_…), and the firmware's own one for a closed socket. */
export const ERR = { MEM: -1, RTE: -4, VAL: -6, USE: -8, CONN: -11, ABRT: -13, RST: -14, CLSD: -15, ARG: -16, BADF: -17 } as const;

/** Error numbers by negated lwIP error. EWOULDBLOCK is EAGAIN (11). */
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

/** The error number that a program sees for an error of lwIP. Beyond the table, where the firmware would read past its end, it is EBADF. */
export const errnoOf = (error: number): number => LOOKUP[-error] ?? EBADF;
