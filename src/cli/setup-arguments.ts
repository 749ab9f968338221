/**
 * Reads the values of `--device`, `--wire`, `--at`, `--probe` and `--picture`. Whether their names exist is found out when the board is there.
 */
import type { CommandLine } from './command-line.js';
import { UsageError } from './usage-error.js';

/** A device to plug in. */
interface DeviceWish {
  readonly name: string;
  /** Its type, wires and other settings. */
  readonly settings: Readonly<Record<string, string>>;
}

/** A change of the world at a moment. */
interface EventWish {
  readonly moment: string;
  readonly target: string;
  readonly value: string;
}

/** A device's picture, to be written at the end. */
export interface PictureWish {
  readonly name: string;
  readonly path: string;
  readonly format: 'png' | 'txt';
}

/** What is plugged in and what happens. */
export interface SetupWish {
  /** The set-up file; null: the one beside the program, if it exists. */
  readonly file: string | null;
  readonly devices: readonly DeviceWish[];
  /** Pairs of pins. */
  readonly wires: readonly (readonly string[])[];
  readonly events: readonly EventWish[];
  /** Pins to be probed. */
  readonly probes: readonly string[];
  readonly pictures: readonly PictureWish[];
}

/** Returns the set-up that a command line asks for. */
export function setupWish(line: CommandLine): SetupWish {
  return {
    file: line.one('setup'),
    devices: line.all('device').map(deviceWish),
    wires: line.all('wire').map(wireWish),
    events: line.all('at').map(eventWish),
    probes: probes(line),
    pictures: line.all('picture').map(pictureWish),
  };
}

/** Reads `display=ssd1306,scl=X9,sda=X10`. */
function deviceWish(text: string): DeviceWish {
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

/** Reads `X1,X2`. */
function wireWish(text: string): string[] {
  const ends = text.split(',');
  if (ends.length !== 2 || ends.includes('')) throw new UsageError(`--wire '${text}': write the two pins that it joins, such as X1,X2`);
  return ends;
}

/** Reads `120ms:usr.pressed=true`. */
function eventWish(text: string): EventWish {
  const match = /^([^:]+):([^=]+)=(.*)$/.exec(text);
  if (match === null) throw new UsageError(`--at '${text}': write MOMENT:NAME.WHAT=VALUE, such as 120ms:usr.pressed=true`);
  const [, moment, target, value] = match;
  return { moment, target, value };
}

/** Returns the pins to be probed. Probes without a trace are a mistake, because nobody would see them. */
function probes(line: CommandLine): string[] {
  if (line.has('probe') && !line.has('trace'))
    throw new UsageError('--probe adds pins to a trace: add --trace FILE.vcd, or --trace - to see it');
  return line.all('probe').flatMap((pins) => pins.split(','));
}

/** Reads `display=screen.png`. */
function pictureWish(text: string): PictureWish {
  const match = /^([^=]+)=(.+\.(png|txt))$/.exec(text);
  if (match === null)
    throw new UsageError(`--picture '${text}': write NAME=FILE, the name of a device and a file that ends in .png or .txt`);
  const [, name, path, format] = match;
  return { name, path, format: format as PictureWish['format'] };
}
