/** What the devices of a board show, for who looks now and then. */
import type { Device } from '../../devices/device-type.js';
import { type Points, pointsOf } from '../../devices/displays/picture.js';

/** Of one board. */
export class Screens {
  readonly #seen = new Map<string, Points>();

  constructor(private readonly devices: ReadonlyMap<string, Device>) {}

  /** Those that show another picture than at the last look, by the names of the devices; at first all. */
  changed(): Record<string, Points> {
    const changed: Record<string, Points> = {};
    for (const [name, { picture }] of this.devices) {
      if (picture === undefined) continue;
      const points = pointsOf(picture);
      if (isSame(points, this.#seen.get(name))) continue;
      this.#seen.set(name, points);
      changed[name] = points;
    }
    return changed;
  }
}

/** Of the same device, whose size does not change. Four bytes at a time: a colour display has many. */
function isSame(a: Points, b: Points | undefined): boolean {
  if (b === undefined) return false;
  const [present, past] = [new Int32Array(a.rgba.buffer), new Int32Array(b.rgba.buffer)];
  return present.every((value, i) => value === past[i]);
}
