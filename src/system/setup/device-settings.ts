/** What a set-up says of one device: read, and checked against what the device is. */
import type { DeviceType } from '../../devices/device-type.js';
import { SetupError, valueOf } from '../../devices/kinds.js';

/** Settings that fit. */
interface DeviceSettings {
  readonly options: Readonly<Record<string, unknown>>;
  /** What the world can change of it. */
  readonly world: DeviceType['world'];
  /** What of that it is to begin with: properties, or a property's properties. */
  readonly given: readonly { readonly path: readonly string[]; readonly value: unknown }[];
}

/** Reads the settings of a device called `name`. Throws a SetupError for what it has not, needs, or cannot be. */
export function readSettings(name: string, type: DeviceType, settings: Readonly<Record<string, unknown>>): DeviceSettings {
  const wires = type.wires.map((wire) => wire.replace('?', ''));
  const known = [...wires, ...Object.keys(type.options), ...Object.keys(type.world)];
  refuseOthers(settings, known, name);
  const missing = type.wires.find((wire) => settings[wire] === undefined && !wire.startsWith('?'));
  if (missing !== undefined) throw new SetupError(`${name}: wire '${missing}' is not connected; name a pin`);
  const read = (kinds: DeviceType['options']): [string, unknown][] =>
    Object.entries(kinds)
      .filter(([key]) => settings[key] !== undefined)
      .map(([key, kind]) => [key, valueOf(kind, settings[key], `${name}.${key}`)]);
  const options = Object.fromEntries(read(type.options));
  const lacked = type.lacks?.(options) ?? [];
  const had = known.filter((key) => !lacked.includes(key));
  refuseOthers(settings, had, name);
  const world = Object.fromEntries(Object.entries(type.world).filter(([key]) => had.includes(key)));
  return { options, world, given: read(world).map(([key, value]) => ({ path: key.split('.'), value })) };
}

/** Throws a SetupError for what is given and not known. */
export function refuseOthers(given: Readonly<Record<string, unknown>>, known: readonly string[], place: string): void {
  const other = Object.keys(given).find((key) => !known.includes(key));
  if (other !== undefined) throw new SetupError(`${place} has no '${other}'; choose from ${known.join(', ')}`);
}
