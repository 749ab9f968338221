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

/** For want of what callbacks and threads have failed, each thing once. The program goes on after these, and its end does not tell. */
export class Lacks {
  readonly #found: Lack[] = [];

  /** Notes what an exception tells that nobody has caught. */
  note(uncaught: object): void {
    const lack = lackOf(uncaught);
    if (lack !== null && !this.#found.some((other) => isSame(lack, other))) this.#found.push(lack);
  }

  get all(): readonly Lack[] {
    return this.#found;
  }
}

function isSame(one: Lack, other: Lack): boolean {
  if (one.kind === 'card' || other.kind === 'card') return one.kind === other.kind;
  return one.wires === other.wires && one.address === other.address;
}
