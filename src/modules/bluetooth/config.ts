/** `BLE.config` (`extmod/modbluetooth.c`). */
import { ADDRESS_TYPE } from '../../ble/address.js';
import { EINVAL } from '../../errno.js';
import { newBytes, readableBuffer } from '../../objects/bytes.js';
import { raise } from '../../objects/exception.js';
import { int } from '../../objects/kinds.js';
import { newTuple } from '../../objects/tuple.js';
import type { Value } from '../../objects/value.js';
import type { BleObject } from './ble.js';

/** Kinds of own addresses (MP_BLUETOOTH_ADDRESS_MODE_…). */
const MODE = { PUBLIC: 0, RANDOM: 1, RESOLVABLE: 2, NOT_RESOLVABLE: 3 } as const;
/** The two highest bits of a random address, which say of what kind it is. */
const KIND = { STATIC: 0xc0, NOT_RESOLVABLE: 0x00, REST: 0x3f } as const;
/** Most bytes of the device's name (BLE_SVC_GAP_DEVICE_NAME_MAX_LENGTH). */
const LONGEST_NAME = 31;

/** Returns a setting. */
export function getSetting(ble: BleObject, name: string): Value {
  switch (name) {
    case 'gap_name':
      return newBytes(ble.bluetooth.name.slice());
    case 'mac': {
      ble.mustBeActive();
      const { type, bytes } = ble.bluetooth.radio.address;
      return newTuple([type, newBytes(bytes.slice())]);
    }
    case 'mtu':
      ble.mustBeActive();
      return ble.host.preferredMtu;
  }
  throw raise.ValueError('unknown config param');
}

/** Sets a setting. */
export function setSetting(ble: BleObject, name: string, value: Value): void {
  switch (name) {
    case 'gap_name': {
      const { bytes } = readableBuffer(value);
      if (bytes.length > LONGEST_NAME) throw raise.OSError(EINVAL);
      const end = bytes.indexOf(0);
      ble.bluetooth.name = bytes.slice(0, end < 0 ? bytes.length : end);
      break;
    }
    case 'mtu': {
      const mtu = int.convert(value) & 0xffff;
      ble.mustBeActive();
      if (ble.host.prefer(mtu) !== 0) throw raise.OSError(EINVAL);
      break;
    }
    case 'addr_mode':
      setAddressMode(ble, int.convert(value) & 0xff);
      break;
    case 'io':
      int.convert(value);
      break;
    // These say how to pair. They take effect when a program pairs, which is not simulated and says so.
    case 'bond':
    case 'mitm':
    case 'le_secure':
      break;
    default:
      throw raise.ValueError('unknown config param');
  }
}

function setAddressMode(ble: BleObject, mode: number): void {
  const { bluetooth } = ble;
  ble.mustBeActive();
  if (mode === MODE.PUBLIC) bluetooth.radio.address = bluetooth.address;
  else if (mode === MODE.RESOLVABLE) throw raise.NotImplementedError('BLE.config: resolvable addresses are not simulated');
  else if (mode === MODE.RANDOM || mode === MODE.NOT_RESOLVABLE) {
    const bytes = Uint8Array.from({ length: 6 }, () => bluetooth.random());
    bytes[0] = (bytes[0] & KIND.REST) | (mode === MODE.RANDOM ? KIND.STATIC : KIND.NOT_RESOLVABLE);
    bluetooth.radio.address = { type: ADDRESS_TYPE.RANDOM, bytes };
  }
}
