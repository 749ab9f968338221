/** From the words of `--device`, `--at` and `--picture` to what they say. What the names mean is found out when the board is there. */
import { UsageError } from './usage-error.js';

/** A device to plug in. */
interface DeviceWish {
  readonly name: string;
  /** Its type, wires and other settings. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Something that the world changes at a moment. */
interface EventWish {
  readonly moment: string;
  readonly target: string;
  readonly value: string;
}

/** A device's picture to be written at the end. */
export interface PictureWish {
  readonly name: string;
  readonly path: string;
  readonly format: 'png' | 'txt';
}

/** What is plugged in and what happens. */
export interface SetupWish {
  /** A file; null: the one beside the program, if there is one. */
  readonly file: string | null;
  readonly devices: readonly DeviceWish[];
  readonly events: readonly EventWish[];
  /** Pins to be probed. */
  readonly probes: readonly string[];
  readonly pictures: readonly PictureWish[];
}

/** `display=ssd1306,scl=X9,sda=X10`. */
export function deviceWish(text: string): DeviceWish {
  const match = /^([^=,]+)=([^=,]+)((?:,[^=,]+=[^,]*)*)$/.exec(text);
  if (match === null) throw new UsageError(`--device '${text}': write NAME=TYPE,WIRE=PIN,…; 'vpyb devices' lists the types`);
  const [, name, type, rest] = match;
  const settings = rest
    .split(',')
    .slice(1)
    .map((setting) => [setting.slice(0, setting.indexOf('=')), setting.slice(setting.indexOf('=') + 1)]);
  const keys = ['type', ...settings.map(([key]) => key)];
  const repeated = keys.find((key, i) => keys.indexOf(key) < i);
  if (repeated !== undefined) throw new UsageError(`--device '${text}': '${repeated}' is given twice`);
  return { name, settings: Object.fromEntries([['type', type], ...settings]) };
}

/** `120ms:usr.pressed=true`. */
export function eventWish(text: string): EventWish {
  const match = /^([^:]+):([^=]+)=(.*)$/.exec(text);
  if (match === null) throw new UsageError(`--at '${text}': write MOMENT:NAME.WHAT=VALUE, such as 120ms:usr.pressed=true`);
  const [, moment, target, value] = match;
  return { moment, target, value };
}

/** `display=screen.png`. */
export function pictureWish(text: string): PictureWish {
  const match = /^([^=]+)=(.+\.(png|txt))$/.exec(text);
  if (match === null)
    throw new UsageError(`--picture '${text}': write NAME=FILE, the name of a device and a file that ends in .png or .txt`);
  const [, name, path, format] = match;
  return { name, path, format: format as PictureWish['format'] };
}
