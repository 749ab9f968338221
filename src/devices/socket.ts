/** What a set-up offers to the devices that are plugged in: the board's pins, buses, lines and slots, and the network around it. */
import type { CanBus } from '../board/can/bus.js';
import type { I2cBus } from '../board/i2c/bus.js';
import type { Line } from '../board/pin/line.js';
import type { SpiBus } from '../board/spi/bus.js';
import type { FileTree } from '../host.js';
import type { Network, Reachable } from '../net/network.js';
import type { WorldTime } from '../sim/world-time.js';
import type { SerialEnd } from './serial-peer.js';

/** Where a device is plugged in. */
export interface Socket {
  readonly clock: WorldTime;
  /** The device's name. */
  readonly name: string;
  /** The bus on the wires `scl` and `sda`. */
  i2c(): I2cBus;
  /** The bus on the wires `sck`, `mosi` and `miso`. */
  spi(): SpiBus;
  /** The bus at the CAN controller with this number. */
  can(id: number | undefined): CanBus;
  /** The UART with this number. */
  uart(id: number | undefined): SerialEnd;
  /**
   * Claims what only one device can have at a place, such as an address on a bus. A second device is refused with `complaint`, so a device
   * must claim before it acts.
   */
  claim(place: object, what: string, complaint: string): void;
  /** Puts an SD card into the board's slot. */
  insertCard(wish: CardWish): object;
  /** The network that the board's radio can reach. */
  network(): Network;
  /** The board, for clients that connect to it. */
  readonly board: Reachable;
  /** A folder of the host that the set-up refers to by this name. */
  folder(name: string): FileTree;
  /** The line that a wire is connected to; null if it is not connected. */
  line(wire: string): Line | null;
}

/** The SD card to insert. */
export interface CardWish {
  readonly bytes: number;
  /** Without a file system. */
  readonly isBlank: boolean;
  /** The host's name for a folder whose files are on it. */
  readonly files: string | undefined;
}
