/** `vpyb devices`: lists what can be plugged in. */
import { DEVICE_TYPES } from '../devices/catalogue.js';
import type { DeviceType } from '../devices/device-type.js';
import { show } from './printed.js';

/** Width of the column of names, including a blank behind the longest. */
const NAME_WIDTH = Math.max(...Object.keys(DEVICE_TYPES).map((name) => name.length)) + 1;

/** Lists the types of devices. */
export const showDevices = (): Promise<number> => show(devicesText());

/** Returns a paragraph per type: what it is, its wires, its settings, what the world can change. */
function devicesText(): string {
  return Object.entries(DEVICE_TYPES).map(paragraph).join('');
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
