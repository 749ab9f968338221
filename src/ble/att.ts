/** The attribute protocol: numbers and bytes (Core Specification, volume 3, part F). */

/** What packets begin with. */
export const OP = {
  ERROR: 0x01,
  MTU_REQUEST: 0x02,
  MTU_RESPONSE: 0x03,
  FIND_INFO_REQUEST: 0x04,
  FIND_INFO_RESPONSE: 0x05,
  FIND_VALUE_REQUEST: 0x06,
  FIND_VALUE_RESPONSE: 0x07,
  READ_TYPE_REQUEST: 0x08,
  READ_TYPE_RESPONSE: 0x09,
  READ_REQUEST: 0x0a,
  READ_RESPONSE: 0x0b,
  READ_GROUP_REQUEST: 0x10,
  READ_GROUP_RESPONSE: 0x11,
  WRITE_REQUEST: 0x12,
  WRITE_RESPONSE: 0x13,
  WRITE_COMMAND: 0x52,
  NOTIFICATION: 0x1b,
  INDICATION: 0x1d,
  CONFIRMATION: 0x1e,
} as const;

/** Why a request is refused. */
export const ATT_ERROR = {
  INVALID_HANDLE: 0x01,
  READ_NOT_PERMITTED: 0x02,
  WRITE_NOT_PERMITTED: 0x03,
  INSUFFICIENT_AUTHENTICATION: 0x05,
  REQUEST_NOT_SUPPORTED: 0x06,
  NOT_FOUND: 0x0a,
  INVALID_LENGTH: 0x0d,
} as const;

/** The channel of L2CAP that carries it. */
export const ATT_CHANNEL = 4;

/** Bytes of the longest packet: unless both sides have agreed on more, and at most. */
export const MTU = { LEAST: 23, MOST: 527 } as const;

/** A packet: its first byte, then bytes, and numbers of 16 bits. */
export function packet(op: number, ...parts: (Uint8Array | number)[]): Uint8Array {
  return Uint8Array.from([op, ...parts.flatMap((part) => (typeof part === 'number' ? [part & 0xff, part >> 8] : [...part]))]);
}

/** The number of 16 bits at a place. */
export const word = (bytes: Uint8Array, at: number): number => bytes[at] | (bytes[at + 1] << 8);
