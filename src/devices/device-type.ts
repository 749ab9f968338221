/** What a device of the catalogue is. */
import type { Line } from '../board/pin/line.js';
import type { Signal } from '../sim/signal.js';
import type { Picture } from './displays/picture.js';
import type { Kind } from './kinds.js';
import type { Socket } from './socket.js';

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
  /** Options and changes that a device with such options has not; absent: it has all. */
  readonly lacks?: (options: Readonly<Record<string, unknown>>) => readonly string[];
  plug(socket: Socket, options: Readonly<Record<string, unknown>>): Device;
}

/** A row of the list; the types of its options are those of its kinds. */
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
