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
    const present = absent.present.length === 0 ? '' : `, only ${absent.present.map(named).join(', ')}`;
    return `there is no access point ${named(absent.ssid)}${present}; set one up with --device or in vpyb.json: docs/network.md`;
  }
  if (exit?.kind !== 'exception') return null;
  const wires = board.unansweredI2c;
  if (wires !== null) {
    const { scl, sda, unanswered, addresses } = wires;
    const where = `the I2C bus on ${scl.level.name} and ${sda.level.name}`;
    const told = `no device answers at address ${hex(unanswered as number)} on ${where}`;
    const own = board.accelerometer !== null && addresses.includes(board.accelerometer.address) ? board.accelerometer.address : null;
    if (unanswered === own) return `${told}; the board's accelerometer has no power until pyb.Accel() is called`;
    const plugged = addresses.filter((address) => address !== own);
    const elsewhere = plugged.length === 0 ? '' : `, only at ${plugged.map(hex).join(', ')}`;
    return `${told}${elsewhere}; plug one in with --device ('vpyb devices' lists them)`;
  }
  if (!exit.report.includes(NO_DEVICE) || board.sdSlot.card !== null) return null;
  return 'there is no SD card in the slot; if the program needs one, use --device card=sd-card';
}
