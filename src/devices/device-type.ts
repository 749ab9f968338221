/** What a device of the catalogue is, and where it is plugged in. */
import type { CanBus } from '../board/can-bus.js';
import type { I2cBus } from '../board/i2c-bus.js';
import type { Line } from '../board/line.js';
import type { SpiBus } from '../board/spi-bus.js';
import type { Signal } from '../sim/signal.js';
import type { WorldTime } from '../sim/world-time.js';
import type { Kind } from './kinds.js';
import type { Picture } from './picture.js';
import type { SerialEnd } from './serial-peer.js';

/** Where a device is plugged in. */
export interface Socket {
  readonly clock: WorldTime;
  /** What the device is called. */
  readonly name: string;
  /** The bus on the wires `scl` and `sda`. */
  i2c(): I2cBus;
  /** The bus on the wires `sck`, `mosi` and `miso`. */
  spi(): SpiBus;
  /** The bus that the CAN controller of a number leads to. */
  can(id: number | undefined): CanBus;
  /** The UART of a number. */
  uart(id: number | undefined): SerialEnd;
  /** What only one device can have at a place, such as an address on a bus; `complaint` is for the second, which is refused: claim before acting. */
  claim(place: object, what: string, complaint: string): void;
  /** Puts an SD card into the board's slot. */
  insertCard(wish: CardWish): object;
  /** What a wire is connected to; null if it is left open. */
  line(wire: string): Line | null;
}

/** An SD card that is wanted. */
export interface CardWish {
  readonly bytes: number;
  /** Without a file system. */
  readonly isBlank: boolean;
  /** The host's name for a folder whose files are on it. */
  readonly files: string | undefined;
}

/** A device as a set-up sees it: what some of them have. */
export interface Device {
  /** What it shows. */
  readonly picture?: Picture;
  /** What it shows, as text. */
  readonly text?: string;
  /** What it has heard, as text. */
  readonly received?: string;
  /** Lines that other devices can be connected to. */
  readonly ports?: readonly Line[];
  /** What of it belongs into a trace. */
  readonly signals?: readonly Signal[];
}

type Kinds = Readonly<Record<string, Kind<unknown>>>;
type ValuesOf<K extends Kinds> = { [N in keyof K]?: K[N] extends Kind<infer T> ? T : never };

/** A row of the list. */
export interface DeviceType {
  readonly summary: string;
  /** Names of its wires; those after a question mark may be left open. */
  readonly wires: readonly string[];
  /** Those of its wires that may lead to a pin to which the same wire of other devices leads. */
  readonly shared: readonly string[];
  /** What is chosen when it is plugged in. */
  readonly options: Kinds;
  /** What the world changes, now and later: a property that is set, a method that is called; `light.red` is a property's property. */
  readonly world: Kinds;
  plug(socket: Socket, options: Readonly<Record<string, unknown>>): Device;
}

/** A row of the list; the types of its options are those of its kinds. */
export function row<const O extends Kinds>(type: {
  readonly summary: string;
  readonly wires: readonly string[];
  readonly shared?: readonly string[];
  readonly options?: O;
  readonly world?: Kinds;
  readonly plug: (socket: Socket, options: ValuesOf<O>) => object;
}): DeviceType {
  return { shared: [], options: {}, world: {}, ...type, plug: type.plug as DeviceType['plug'] };
}
