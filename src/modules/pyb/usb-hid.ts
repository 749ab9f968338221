/** `pyb.USB_HID`, and its modes for `pyb.usb_mode` (`ports/stm32/usb.c`). */
import type { UsbHid } from '../../board/usb-hid.js';
import { EINVAL } from '../../errno.js';
import type { Wait } from '../../execution.js';
import { newBytes, PyBytes, readableBuffer, writableBuffer } from '../../objects/bytes.js';
import { arg, keyword, make, methodsOf, NativeObject, nativeType, option } from '../../objects/declare.js';
import { engine } from '../../objects/engine.js';
import { raise } from '../../objects/exception.js';
import { isInt } from '../../objects/int.js';
import { anything, int } from '../../objects/kinds.js';
import { PyList } from '../../objects/list.js';
import { POLL, type Stream } from '../../objects/stream.js';
import { PyTuple } from '../../objects/tuple.js';
import type { PyType } from '../../objects/type.js';
import type { Value } from '../../objects/value.js';
import type { SysTick } from '../../sim/systick.js';

/** Largest number of bytes that a tuple can give for a report. */
const MAX_ITEMS = 8;
const INTERVAL_MS = 8;

/** Report descriptor of a mouse with three buttons and a wheel, and of a keyboard with five lights (USB HID 1.11, appendix B and E.10). */
const MOUSE =
  '05010902a1010901a1000509190129031500250195037501810295017505810105010930093109381581257f750895038106c0' +
  '093c05ff0901150025017501' +
  '9502b12275069501b101c0';
const KEYBOARD =
  '05010906a101050719e029e71500250175019508810295017508810195057501050819012905910295017503910195067508' + '150025650507190029658100c0';

const descriptor = (hex: string): PyBytes => new PyBytes(Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
/** (subclass, protocol, largest packet, interval in ms, report descriptor). */
const description = (protocol: number, packet: number, hex: string): PyTuple =>
  new PyTuple([1, protocol, packet, INTERVAL_MS, descriptor(hex)]);

/** `pyb.hid_mouse` and `pyb.hid_keyboard`. */
export const HID_MODES = { hid_mouse: description(2, 4, MOUSE), hid_keyboard: description(1, 8, KEYBOARD) };

class HidObject extends NativeObject<UsbHid> implements Stream {
  readonly isText = false;
  read(): number {
    return -EINVAL;
  }
  write(): number {
    return -EINVAL;
  }
  poll(events: number): number {
    return events & ((this.state.available > 0 ? POLL.READ : 0) | (this.state.isActive ? POLL.WRITE : 0));
  }
}

/** The class, and `pyb.hid`. */
export function usbHidType(hid: UsbHid, systick: SysTick): { type: PyType; send: (report: Value) => number } {
  const { method } = methodsOf<HidObject>();
  const send = (report: Value): number => (hid.send(bytesOf(report)) ? bytesOf(report).length : 0);
  const type: PyType = nativeType(
    'USB_HID',
    { make: make([], () => only), stream: (self: HidObject) => self },
    {
      send: method('Send a report, a buffer or a tuple of ints; how many bytes were sent.', [arg('report', anything)], (_self, report) =>
        send(report),
      ),
      recv: method(
        'Receive up to so many bytes, or into a buffer and answer how many.',
        [option('data', anything), keyword('timeout', int, 5000)],
        ({ state }, data, timeout) => {
          const into = isInt(data) ? new Uint8Array(int.convert(data)) : writableBuffer(data).bytes;
          const ticks = systick.sleep(timeout);
          const wait: Wait = {
            get until() {
              return ticks.until;
            },
            ready: () => state.available > 0 || (ticks.ready?.() ?? false),
          };
          return engine.wait(wait, () => {
            const count = state.take(into);
            return isInt(data) ? newBytes(into.slice(0, count)) : count;
          });
        },
      ),
    },
  );
  const only = new HidObject(type, hid);
  return { type, send };
}

function bytesOf(report: Value): Uint8Array {
  if (!(report instanceof PyTuple || report instanceof PyList)) return readableBuffer(report).bytes.slice();
  if (report.items.length > MAX_ITEMS) throw raise.ValueError('tuple/list too large for HID report; use bytearray instead');
  return Uint8Array.from(report.items, (item) => int.convert(item));
}
