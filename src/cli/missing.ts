/** What a program has looked for in vain that could have been plugged in: on a board one sees that it is not there. */
import { decodeUtf8 } from '../objects/utf8.js';
import type { PyboardSystem } from '../system/pyboard-system.js';

/** The error of a path on no file system (`extmod/vfs.c`). */
const NO_DEVICE = 'OSError: [Errno 19] ENODEV';

const named = (ssid: Uint8Array): string => `'${decodeUtf8(ssid, 'replace')}'`;
const hex = (address: number): string => `0x${address.toString(16)}`;

/** A word about it: of an access point at any end, of all else where the program has ended by an exception. Null if nothing is known to be missing. */
export function missingPart({ board, exit }: PyboardSystem): string | null {
  const { absentAccessPoint: absent } = board;
  if (absent !== null && !absent.present.some((ssid) => named(ssid) === named(absent.ssid))) {
    const present = absent.present.length === 0 ? 'there is none' : `there are ${absent.present.map(named).join(', ')}`;
    return `no access point is called ${named(absent.ssid)}, ${present}; --device or a vpyb.json sets them up: docs/network.md`;
  }
  if (exit?.kind !== 'exception') return null;
  const wires = board.unansweredI2c;
  if (wires !== null) {
    const { scl, sda, unanswered, addresses } = wires;
    const where = `the I2C bus on ${scl.level.name} and ${sda.level.name}`;
    const elsewhere = addresses.length === 0 ? '' : `, but at ${addresses.map(hex).join(', ')}`;
    return `nobody answers at address ${hex(unanswered as number)} of ${where}${elsewhere}; what --device can plug in there 'vpyb devices' tells`;
  }
  if (!exit.report.includes(NO_DEVICE) || board.sdSlot.card !== null) return null;
  return 'the slot has no SD card; if the program wants one: --device card=sd-card';
}
