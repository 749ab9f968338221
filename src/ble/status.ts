/**
 * How NimBLE numbers what went wrong, and what becomes of it in MicroPython (`nimble/host/include/host/ble_hs.h`;
 * `extmod/nimble/modbluetooth_nimble.c`, ble_hs_err_to_errno).
 */
import { EAGAIN, EALREADY, EBUSY, EINVAL, EIO, ENOENT, ENOMEM, ENOTCONN, EOPNOTSUPP, ETIMEDOUT } from '../errno.js';

/** Results of NimBLE. */
export const STATUS = {
  OK: 0,
  AGAIN: 1,
  ALREADY: 2,
  INVALID: 3,
  NOT_FOUND: 5,
  NO_MEMORY: 6,
  NOT_CONNECTED: 7,
  NOT_SUPPORTED: 8,
  APPLICATION: 9,
  BAD_DATA: 10,
  TIMED_OUT: 13,
  DONE: 14,
  BUSY: 15,
  UNKNOWN: 17,
  NOT_AUTHENTICATED: 23,
  NOT_AUTHORIZED: 24,
  NOT_ENCRYPTED: 25,
  KEY_TOO_SHORT: 26,
  /** BLE_ERR_INV_HCI_CMD_PARMS, which NimBLE's GAP returns as it is. */
  INVALID_PARAMETERS: 0x12,
} as const;

/** What an error of the attribute protocol, and one that the controller reports, becomes. */
export const ofAtt = (error: number): number => 0x100 + error;
export const ofController = (error: number): number => 0x200 + error;

const NUMBERS: ReadonlyMap<number, number> = new Map([
  [STATUS.AGAIN, EAGAIN],
  [STATUS.ALREADY, EALREADY],
  [STATUS.INVALID, EINVAL],
  [STATUS.NOT_FOUND, ENOENT],
  [STATUS.NO_MEMORY, ENOMEM],
  [STATUS.NOT_CONNECTED, ENOTCONN],
  [STATUS.NOT_SUPPORTED, EOPNOTSUPP],
  [STATUS.BAD_DATA, EINVAL],
  [STATUS.TIMED_OUT, ETIMEDOUT],
  [STATUS.DONE, EIO],
  [STATUS.BUSY, EBUSY],
]);

/** The number of the OSError; 0 for none. */
export const errorNumber = (status: number): number => (status === STATUS.OK ? 0 : (NUMBERS.get(status) ?? -status));
