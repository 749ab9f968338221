/** Says where on its I2C buses a board has the device that a program has not found. */
import type { I2cWires } from '../../board/i2c/wires.js';
import type { Pyboard } from '../../board/pyboard.js';

const hex = (address: number): string => `0x${address.toString(16)}`;
const pinsOf = ({ scl, sda }: I2cWires): string => `${scl.level.name} and ${sda.level.name}`;

/** Where nobody has answered. */
interface Unanswered {
  readonly wires: I2cWires;
  readonly address: number;
}

/** Describes why no device has answered. `plugIn`: how a user plugs one in. */
export function unansweredText(board: Pyboard, { wires, address }: Unanswered, plugIn: string): string {
  const { accelerometer } = board;
  const where = `the I2C bus on ${pinsOf(wires)}`;
  const told = `no device answers at address ${hex(address)} on ${where}`;
  const { addresses } = wires;
  const own = accelerometer !== null && addresses.includes(accelerometer.address) ? accelerometer.address : null;
  if (address === own) return `${told}; the board's accelerometer has no power until pyb.Accel() is called`;
  if (addresses.includes(address))
    return `the device with address ${hex(address)} on ${where} has not answered: it is busy, as a memory while it stores, or has no power`;
  const others = addresses.filter((each) => each !== own);
  const only = others.length === 0 ? '' : `, only at ${others.map(hex).join(', ')}`;
  return `${told}${only}; ${elsewhere(board, wires, address) ?? plugIn}`;
}

/** Describes the device with this address on another bus of the board; null if there is none. */
function elsewhere(board: Pyboard, wires: I2cWires, address: number): string | null {
  const others = [...board.allI2c].filter((other) => !other.reaches(wires) && other.addresses.includes(address));
  const swapped = others.find(({ scl, sda }) => scl === wires.sda && sda === wires.scl);
  if (swapped !== undefined)
    return `SCL and SDA are swapped: the device with ${hex(address)} has SCL on ${swapped.scl.level.name} and SDA on ${swapped.sda.level.name}`;
  const [other] = others;
  return other === undefined ? null : `a device with ${hex(address)} is on ${pinsOf(other)}`;
}
