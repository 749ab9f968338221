/**
 * What a program lacks: exceptions that are raised because something is not plugged in, and what that is. Python does not see it; a host can
 * tell its user.
 */
import type { I2cWires } from '../board/i2c/wires.js';

/** No device has acknowledged an address on a bus, or there is no SD card where a program wants one. */
export type Lack = { readonly kind: 'device'; readonly wires: I2cWires; readonly address: number } | { readonly kind: 'card' };

const lacks = new WeakMap<object, Lack>();

/**
 * Notes for want of what an exception is raised, a program has ended or a device cannot be made ready; null: nothing is known to be missing.
 * Returns what was noted.
 */
export function forWantOf<T extends object>(lack: Lack | null, failed: T): T {
  if (lack === null) lacks.delete(failed);
  else lacks.set(failed, lack);
  return failed;
}

/** For want of what something has failed, as `forWantOf` has noted it; null if it has not. */
export const lackOf = (failed: object): Lack | null => lacks.get(failed) ?? null;

/** The device that is missing if the last address on a bus was not acknowledged. */
export const lackOn = (wires: I2cWires): Lack | null =>
  wires.unanswered === null ? null : { kind: 'device', wires, address: wires.unanswered };
