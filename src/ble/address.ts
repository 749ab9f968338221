/** Addresses of Bluetooth devices. */

/** Kinds of addresses (BLE_ADDR_…). */
export const ADDRESS_TYPE = { PUBLIC: 0, RANDOM: 1 } as const;

/** An address: its kind, and its six bytes, the highest first. */
export interface Address {
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** Whether two addresses are the same. */
export const sameAddress = (one: Address, other: Address): boolean => one.type === other.type && String(one.bytes) === String(other.bytes);
