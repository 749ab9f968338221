/** Identifiers of services, characteristics and descriptors, as they go over the air: 2 or 16 bytes, the lowest first. */

export type Uuid = Uint8Array;

/** Makes a short one. */
export const uuid16 = (number: number): Uuid => Uint8Array.of(number, number >> 8);

/** Whether two are the same; a short one is never the same as its long form. */
export const sameUuid = (one: Uuid, other: Uuid): boolean => String(one) === String(other);

/** Those that the protocol itself uses. */
export const UUID = {
  PRIMARY_SERVICE: uuid16(0x2800),
  SECONDARY_SERVICE: uuid16(0x2801),
  CHARACTERISTIC: uuid16(0x2803),
  CLIENT_CONFIGURATION: uuid16(0x2902),
  GAP_SERVICE: uuid16(0x1800),
  GATT_SERVICE: uuid16(0x1801),
  DEVICE_NAME: uuid16(0x2a00),
  APPEARANCE: uuid16(0x2a01),
  SERVICE_CHANGED: uuid16(0x2a05),
} as const;
