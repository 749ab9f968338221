/** `vpyb devices`: lists what can be plugged in. */
import { DEVICE_TYPES } from '../devices/catalogue.js';
import type { DeviceType } from '../devices/device-type.js';
import { didYouMean } from '../did-you-mean.js';
import { Failure, Status } from './fail.js';
import { show } from './printed.js';

/** Width of the column of names, including a blank behind the longest. */
const NAME_WIDTH = Math.max(...Object.keys(DEVICE_TYPES).map((name) => name.length)) + 1;

/** Lists the types of devices with these names, or all if there are none. Throws a Failure if a name is unknown. */
export const showDevices = async (names: readonly string[]): Promise<number> => show(devicesText(names));

/** Returns a paragraph per type: what it is, its wires, its settings, what the world can change. */
function devicesText(names: readonly string[]): string {
  const types = names.length === 0 ? Object.entries(DEVICE_TYPES) : names.map(typeCalled);
  return types.map(paragraph).join('');
}

function typeCalled(name: string): [string, DeviceType] {
  if (Object.hasOwn(DEVICE_TYPES, name)) return [name, DEVICE_TYPES[name] as DeviceType];
  const hint = didYouMean(name, Object.keys(DEVICE_TYPES)) || '; without a name all are listed';
  throw new Failure(`unknown device '${name}'${hint}`, Status.usage);
}

function paragraph([name, { summary, wires, options, world }]: [string, DeviceType]): string {
  const kinds = (list: DeviceType['options']): string[] => Object.entries(list).map(([key, kind]) => `${key} (${kind.name})`);
  const rows = [
    ['wires', wires.map((wire) => (wire.startsWith('?') ? `[${wire.slice(1)}]` : wire))],
    ['settings', kinds(options)],
    ['changes', kinds(world)],
  ] as const;
  return [
    `${name.padEnd(NAME_WIDTH)}${summary}\n`,
    ...rows.filter(([, list]) => list.length > 0).map(([title, list]) => `    ${title.padEnd(10)}${list.join(', ')}\n`),
  ].join('');
}
