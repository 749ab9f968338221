/** `pyb.usb_mode` and `pyb.have_cdc` (`ports/stm32/usb.c`). Vendor, product and port are accepted, but no host sees them. */
import { interfacesOf, type UsbDevice } from '../../board/usb-device.js';
import { readableBuffer, strData } from '../../objects/bytes.js';
import { ABSENT, arg, fn, keyword } from '../../objects/declare.js';
import { raise } from '../../objects/exception.js';
import { anything, int } from '../../objects/kinds.js';
import { None } from '../../objects/none.js';
import { arrayOf } from '../../objects/sequence.js';
import { newTuple } from '../../objects/tuple.js';
import { type PyType, typeOf } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import { HID_MODES } from './usb-hid.js';

/** Largest number of volumes of a mass storage (`USBD_MSC_MAX_LUN`). */
const MOST_UNITS = 2;
const HID_ITEMS = 5;

/** The functions of one board. `volumes`: the classes whose objects can be shown to a host as volumes. */
export function usbFunctions(device: UsbDevice, volumes: readonly PyType[]) {
  return {
    usb_mode: fn(
      'Get or set which devices the board is to a host on USB.',
      [
        arg('mode', anything, ABSENT),
        keyword('port', int, -1),
        keyword('vid', int, -1),
        keyword('pid', int, -1),
        keyword('msc', anything, newTuple([])),
        keyword('hid', anything, HID_MODES.hid_mouse),
      ],
      (mode, _port, _vid, _pid, msc, hid) => {
        if (mode === ABSENT) return device.mode ?? None;
        if (mode === None) {
          device.stop();
          return None;
        }
        const name = strData(mode);
        const parts = interfacesOf(name);
        if (parts.includes('MSC')) checkVolumes(arrayOf(msc), volumes);
        if (parts.includes('HID')) checkHid(arrayOf(hid));
        if (!device.choose(name)) throw raise.ValueError('bad USB mode');
        return None;
      },
    ),
    have_cdc: fn('Whether a terminal is connected on USB.', [], () => device.hasTerminal),
  };
}

function checkVolumes(units: readonly Value[], volumes: readonly PyType[]): void {
  if (units.length > MOST_UNITS) throw raise.ValueError('too many logical units');
  for (const unit of units) if (!volumes.includes(typeOf(unit))) throw raise.ValueError('unsupported logical unit');
}

/** Checks a tuple of subclass, protocol, largest packet, interval in ms, and report descriptor. */
function checkHid(items: readonly Value[]): void {
  if (items.length !== HID_ITEMS) throw raise.ValueError('requested length %d but object has length %d', HID_ITEMS, items.length);
  for (const number of items.slice(0, -1)) int.convert(number);
  readableBuffer(items[HID_ITEMS - 1]);
}
