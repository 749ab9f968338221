/** Pictures of a board's devices, for an observer that looks at them from time to time. */
import type { Device } from '../../devices/device-type.js';
import { type Points, pointsOf } from '../../devices/displays/picture.js';

/** The pictures of one board's devices. */
export class Screens {
  readonly #seen = new Map<string, Points>();

  constructor(private readonly devices: ReadonlyMap<string, Device>) {}

  /** Returns the pictures that have changed since the last call, by device name; the first call returns all of them. */
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

/** Both pictures belong to the same device, so their size is the same. Compares four bytes at a time because a colour display has many. */
function isSame(a: Points, b: Points | undefined): boolean {
  if (b === undefined) return false;
  const [present, past] = [new Int32Array(a.rgba.buffer), new Int32Array(b.rgba.buffer)];
  return present.every((value, i) => value === past[i]);
}
