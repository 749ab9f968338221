/** Types of the catalogue of devices. */
import type { Line } from '../board/pin/line.js';
import type { Signal } from '../sim/signal.js';
import type { Picture } from './displays/picture.js';
import type { Kind } from './kinds.js';
import type { Socket } from './socket.js';

/** A device as a set-up sees it. Each member exists on some devices only. */
export interface Device {
  /** The picture that it shows. */
  readonly picture?: Picture;
  /** Its content as text. */
  readonly text?: string;
  /** What it has heard, as text. */
  readonly received?: string;
  /** The same as bytes, if it has heard bytes. */
  readonly receivedBytes?: Uint8Array;
  /** Lines that other devices can be connected to. */
  readonly ports?: readonly Line[];
  /** How much of what it has received it does not show yet, in units that count down to 0. */
  readonly undelivered?: number;
  /** Its signals for the trace. */
  readonly signals?: readonly Signal[];
}

type Kinds = Readonly<Record<string, Kind<unknown>>>;
type ValuesOf<K extends Kinds> = { [N in keyof K]?: K[N] extends Kind<infer T> ? T : never };

/** A row of the list. */
export interface DeviceType {
  readonly summary: string;
  /** Names of its wires. A wire whose name starts with a question mark may be left unconnected. */
  readonly wires: readonly string[];
  /** Those of its wires that may be on the same pin as the wire of the same name of another device. */
  readonly shared: readonly string[];
  /** Settings that are chosen when the device is plugged in. */
  readonly options: Kinds;
  /** What the world can change, now and later: a property to set or a method to call; `light.red` is a property of a property. */
  readonly world: Kinds;
  /** Returns the names of the options and changes that a device with these options lacks; absent if it has all. */
  readonly lacks?: (options: Readonly<Record<string, unknown>>) => readonly string[];
  plug(socket: Socket, options: Readonly<Record<string, unknown>>): Device;
}

/** Makes a row of the list; the types of the options that `plug` gets follow from their kinds. */
export function row<const O extends Kinds>(type: {
  readonly summary: string;
  readonly wires: readonly string[];
  readonly shared?: readonly string[];
  readonly options?: O;
  readonly world?: Kinds;
  readonly lacks?: (options: ValuesOf<O>) => readonly string[];
  readonly plug: (socket: Socket, options: ValuesOf<O>) => object;
}): DeviceType {
  return { shared: [], options: {}, world: {}, ...type, lacks: type.lacks as DeviceType['lacks'], plug: type.plug as DeviceType['plug'] };
}
