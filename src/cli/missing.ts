/**
 * Messages about things that a program has looked for in vain and that could be plugged in or set differently. On a real board one would see
 * what is missing.
 */
import type { Misreading, SerialFormat } from '../board/serial-line.js';
import { RATE_TOLERANCE } from '../board/uart/input.js';
import { SECOND } from '../execution.js';
import type { PyboardSystem } from '../system/pyboard-system.js';
import { decodeUtf8 } from '../utf8.js';

/** The error for a path on no file system (`extmod/vfs.c`). */
const NO_DEVICE = 'OSError: [Errno 19] ENODEV';

const named = (ssid: Uint8Array): string => `'${decodeUtf8(ssid, 'replace')}'`;
const hex = (address: number): string => `0x${address.toString(16)}`;

/** The rates that programs ask for; a divisor only comes within a hundredth of them. */
const RATES = [1200, 2400, 4800, 9600, 14_400, 19_200, 28_800, 31_250, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];

function rate({ bitTime }: SerialFormat): number {
  const exact = Math.round(SECOND / bitTime);
  return RATES.find((common) => Math.abs(exact / common - 1) < 0.01) ?? exact;
}
const formatOf = ({ bits, parity }: SerialFormat): string => `${bits} data bits and ${parity === 'none' ? 'no' : parity} parity`;

/** Returns how frames on a serial line are read and how they are sent, as far as these differ. */
function readAndSent({ read, sent }: Misreading): readonly [string, string] {
  const isOtherRate = Math.abs(read.bitTime / sent.bitTime - 1) > RATE_TOLERANCE;
  return isOtherRate ? [`${rate(read)} baud`, `${rate(sent)} baud`] : [formatOf(read), formatOf(sent)];
}

/** Describes the first UART with other settings than the other end of its line; null if there is none. */
function misreadText({ misreadings }: PyboardSystem['board']): string | null {
  const [first] = misreadings;
  if (first === undefined) return null;
  const [read, sent] = readAndSent(first.misreading);
  const { id } = first.uart;
  return first.isOwn
    ? `UART(${id}) reads with ${read}, but what it gets is sent with ${sent}`
    : `UART(${id}) sends with ${sent}, but who is connected to it reads with ${read}`;
}

/** Describes the access point that the program looks for in vain; null if there is none. */
function absentText({ absentAccessPoint: absent }: PyboardSystem['board']): string | null {
  if (absent === null || absent.present.some((ssid) => named(ssid) === named(absent.ssid))) return null;
  const present = absent.present.length === 0 ? '' : `, only ${absent.present.map(named).join(', ')}`;
  return `there is no access point ${named(absent.ssid)}${present}; set one up with --device or in vpyb.json: docs/network.md`;
}

/** Describes the I2C bus on which nobody has answered to the last address; null if there is none. */
function unansweredText({ unansweredI2c: wires, accelerometer }: PyboardSystem['board']): string | null {
  if (wires === null) return null;
  const { scl, sda, unanswered, addresses } = wires;
  const where = `the I2C bus on ${scl.level.name} and ${sda.level.name}`;
  const told = `no device answers at address ${hex(unanswered as number)} on ${where}`;
  const own = accelerometer !== null && addresses.includes(accelerometer.address) ? accelerometer.address : null;
  if (unanswered === own) return `${told}; the board's accelerometer has no power until pyb.Accel() is called`;
  const plugged = addresses.filter((address) => address !== own);
  const elsewhere = plugged.length === 0 ? '' : `, only at ${plugged.map(hex).join(', ')}`;
  return `${told}${elsewhere}; plug one in with --device ('vpyb devices' lists them)`;
}

const NO_CARD = 'there is no SD card in the slot; if the program needs one, use --device card=sd-card';

/**
 * Returns a message about a missing part: first about what may have caused the exception with which the program has ended, then about what may
 * puzzle its user however it has ended. Null if nothing is known to be missing.
 */
export function missingPart({ board, exit }: PyboardSystem): string | null {
  if (exit?.kind === 'exception') {
    const lacksCard = exit.report.includes(NO_DEVICE) && board.sdSlot.card === null;
    const cause = unansweredText(board) ?? (lacksCard ? NO_CARD : null);
    if (cause !== null) return cause;
  }
  return absentText(board) ?? misreadText(board);
}
