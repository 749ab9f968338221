/** What a program hears of Bluetooth (`extmod/modbluetooth.h`, MP_BLUETOOTH_IRQ_…). */
import type { Uuid } from './uuid.js';

/** The events. */
export const EVENT = {
  CENTRAL_CONNECT: 1,
  CENTRAL_DISCONNECT: 2,
  GATTS_WRITE: 3,
  GATTS_READ_REQUEST: 4,
  SCAN_RESULT: 5,
  SCAN_DONE: 6,
  PERIPHERAL_CONNECT: 7,
  PERIPHERAL_DISCONNECT: 8,
  GATTC_SERVICE_RESULT: 9,
  GATTC_SERVICE_DONE: 10,
  GATTC_CHARACTERISTIC_RESULT: 11,
  GATTC_CHARACTERISTIC_DONE: 12,
  GATTC_DESCRIPTOR_RESULT: 13,
  GATTC_DESCRIPTOR_DONE: 14,
  GATTC_READ_RESULT: 15,
  GATTC_READ_DONE: 16,
  GATTC_WRITE_DONE: 17,
  GATTC_NOTIFY: 18,
  GATTC_INDICATE: 19,
  GATTS_INDICATE_DONE: 20,
  MTU_EXCHANGED: 21,
  L2CAP_ACCEPT: 22,
  L2CAP_CONNECT: 23,
  L2CAP_DISCONNECT: 24,
  L2CAP_RECV: 25,
  L2CAP_SEND_READY: 26,
  GET_SECRET: 29,
  SET_SECRET: 30,
} as const;

/** The particulars of an event, in the order in which a program gets them. */
export interface Particulars {
  readonly numbers?: readonly number[];
  /** An address. */
  readonly address?: Uint8Array;
  readonly further?: readonly number[];
  readonly uuid?: Uuid;
  readonly data?: readonly (Uint8Array | null)[];
}

/** The program. */
export interface Application {
  /** Tells it an event. */
  tell(event: number, particulars: Particulars): void;
  /** Tells it an event that it answers by a number: 0 unless it returns one. */
  ask(event: number, particulars: Particulars): number;
}
