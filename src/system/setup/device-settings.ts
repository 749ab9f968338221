/** Reads what a set-up says about one device, and checks it against the device's type. */
import type { DeviceType } from '../../devices/device-type.js';
import { SetupError, valueOf } from '../../devices/kinds.js';

/** Settings that have been checked. */
interface DeviceSettings {
  readonly options: Readonly<Record<string, unknown>>;
  /** The properties that the world can change. */
  readonly world: DeviceType['world'];
  /** The initial values of some of them: of properties, or of a property's properties. */
  readonly given: readonly { readonly path: readonly string[]; readonly value: unknown }[];
}

/** Reads the settings of a device called `name`. Throws a SetupError for unknown, missing and invalid settings. */
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

/** Throws a SetupError if something is given that is not known. */
export function refuseOthers(given: Readonly<Record<string, unknown>>, known: readonly string[], place: string): void {
  const other = Object.keys(given).find((key) => !known.includes(key));
  if (other !== undefined) throw new SetupError(`${place} has no '${other}'; choose from ${known.join(', ')}`);
}
